package ch.bexioclockodo.bexio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * bexio's rate budget of one company, as its answers tell it: {@code ratelimit-remaining} and
 * {@code ratelimit-reset} in seconds, counted separately for searches and items. Each call takes a
 * place before it leaves, so that several at a time never overdraw a window (facts: bexio §1.7).
 */
public final class BexioLimits {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int WINDOW_SECONDS = 60;
  private static final Pattern SEARCH = Pattern.compile("/search(\\?|$)");

  private final Clock clock;
  private final Map<String, BexioWindow> windows = new HashMap<>();
  private Integer remaining;

  public BexioLimits() {
    this(Clock.systemUTC());
  }

  BexioLimits(Clock clock) {
    this.clock = clock;
  }

  /** How long a call of this path must still wait at least; zero when it may leave. */
  public synchronized Duration waiting(String path) {
    return window(path).waiting(clock.instant());
  }

  /**
   * Takes the place of a call that leaves now, or nothing when it must wait. What is returned must
   * be run when the call has ended, with or without an answer.
   */
  public synchronized Optional<Runnable> depart(String path) {
    BexioWindow window = window(path);
    Instant now = clock.instant();
    if (!window.waiting(now).isZero()) {
      return Optional.empty();
    }
    window.depart(now);
    return Optional.of(() -> ended(window, now));
  }

  /** Calls left in the window as the last answer told, or null before the first. */
  public synchronized Integer remaining() {
    return remaining;
  }

  Instant now() {
    return clock.instant();
  }

  /** Learns from the answer to a call that left then. */
  synchronized void learn(String path, Instant departed, HttpResponse response) {
    Integer left = number(response, "ratelimit-remaining");
    Integer reset = number(response, "ratelimit-reset");
    if (left != null) {
      remaining = left;
    }
    Instant now = clock.instant();
    Instant end = now.plusSeconds(Math.max(1, reset != null ? reset : secondsLeftInMinute(now)));
    if (response.getCode() == TOO_MANY_REQUESTS) {
      window(path).refuse(end);
    } else {
      window(path).learn(departed, now, left, end);
    }
  }

  private synchronized void ended(BexioWindow window, Instant departed) {
    window.ended(departed);
  }

  /**
   * The window is aligned to the wall-clock minute; one second more for clocks that differ a
   * little.
   */
  private static int secondsLeftInMinute(Instant now) {
    return WINDOW_SECONDS - (int) (now.getEpochSecond() % WINDOW_SECONDS) + 1;
  }

  /** Searches are reads, although they are POSTs, and share a narrower window. */
  static boolean isSearch(String path) {
    return SEARCH.matcher(path).find();
  }

  private BexioWindow window(String path) {
    return windows.computeIfAbsent(group(path), group -> new BexioWindow());
  }

  private static String group(String path) {
    if (isSearch(path)) {
      return "search";
    }
    return path.contains("/2.0/article") ? "article" : "default";
  }

  private static Integer number(HttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    try {
      return header == null ? null : Integer.valueOf(header.getValue().strip());
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }
}
