package ch.bexioclockodo.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is signed in, by the name of their browser, and how long the next try must wait after wrong
 * passwords. It is forgotten with the process.
 */
final class Logins {

  static final Duration IDLE = Duration.ofHours(1);

  private static final int MOST = 200;
  private static final int FREE_TRIES = 3;
  private static final long FIRST_WAIT_SECONDS = 5;
  private static final int MOST_DOUBLINGS = 3;

  private final Map<String, Instant> seen =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  private int wrong;
  private Instant nextTry = Instant.MIN;

  /** Whether a browser is signed in; being asked for keeps it so. */
  synchronized boolean isIn(String name, Instant now) {
    Instant last = seen.get(name);
    if (last == null || last.plus(IDLE).isBefore(now)) {
      seen.remove(name);
      return false;
    }
    seen.put(name, now);
    return true;
  }

  /** Whether a password may be tried at all now. */
  synchronized boolean mayTry(Instant now) {
    return !now.isBefore(nextTry);
  }

  synchronized void tried(boolean right, Instant now) {
    wrong = right ? 0 : wrong + 1;
    if (wrong >= FREE_TRIES) {
      nextTry = now.plusSeconds(FIRST_WAIT_SECONDS << Math.min(wrong - FREE_TRIES, MOST_DOUBLINGS));
    }
  }

  synchronized void enter(String name, Instant now) {
    seen.put(name, now);
  }

  synchronized void leave(String name) {
    seen.remove(name);
  }
}
