package ch.bexioclockodo.clockodo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * clockodo's rate budget of one user. It announces nothing but 429, with {@code Retry-After}
 * (seconds) only if present; a closed window is waited for before the next call (facts: clockodo
 * §3).
 */
public final class ClockodoLimits {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SHORTEST_WINDOW_SECONDS = 60;

  private final Clock clock;
  private volatile Instant closedUntil = Instant.EPOCH;

  public ClockodoLimits() {
    this(Clock.systemUTC());
  }

  ClockodoLimits(Clock clock) {
    this.clock = clock;
  }

  /** How long the next call must still wait; zero when the window is open. */
  public Duration waiting(String path) {
    Duration wait = Duration.between(clock.instant(), closedUntil);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  void learn(HttpResponse response) {
    if (response.getCode() == TOO_MANY_REQUESTS) {
      closedUntil = clock.instant().plusSeconds(Math.max(1, retryAfter(response)));
    }
  }

  private static int retryAfter(HttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    try {
      return header == null ? SHORTEST_WINDOW_SECONDS : Integer.parseInt(header.getValue().strip());
    } catch (NumberFormatException unreadable) {
      return SHORTEST_WINDOW_SECONDS;
    }
  }
}
