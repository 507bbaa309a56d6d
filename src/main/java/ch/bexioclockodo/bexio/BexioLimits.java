package ch.bexioclockodo.bexio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * bexio's rate budget of one company, as its answers tell it: {@code ratelimit-remaining} and
 * {@code ratelimit-reset} in seconds, counted separately for searches and items. A used-up window
 * is waited for before the next call (facts: bexio §1.7).
 */
public final class BexioLimits {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int WINDOW_SECONDS = 60;
  private static final Pattern SEARCH = Pattern.compile("/search(\\?|$)");

  private final Clock clock;
  private final Map<String, Instant> closedUntil = new ConcurrentHashMap<>();
  private volatile Integer remaining;

  public BexioLimits() {
    this(Clock.systemUTC());
  }

  BexioLimits(Clock clock) {
    this.clock = clock;
  }

  /** How long a call of this path must still wait; zero when its window is open. */
  public Duration waiting(String path) {
    Instant until = closedUntil.get(group(path));
    Duration wait = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Calls left in the window as the last answer told, or null before the first. */
  public Integer remaining() {
    return remaining;
  }

  void learn(HttpRequest request, HttpResponse response) {
    Integer left = number(response, "ratelimit-remaining");
    Integer reset = number(response, "ratelimit-reset");
    if (left != null) {
      remaining = left;
    }
    if (response.getCode() == TOO_MANY_REQUESTS || (left != null && left <= 0)) {
      int seconds = reset != null ? reset : secondsLeftInMinute();
      closedUntil.put(group(request.getPath()), clock.instant().plusSeconds(Math.max(1, seconds)));
    }
  }

  /**
   * The window is aligned to the wall-clock minute; one second more for clocks that differ a
   * little.
   */
  private int secondsLeftInMinute() {
    return WINDOW_SECONDS - (int) (clock.instant().getEpochSecond() % WINDOW_SECONDS) + 1;
  }

  /** Searches are reads, although they are POSTs, and share a narrower window. */
  static boolean isSearch(String path) {
    return SEARCH.matcher(path).find();
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
