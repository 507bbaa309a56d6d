package ch.bexioclockodo.clockodo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * clockodo's rate budget of one user. clockodo announces nothing but 429, with {@code Retry-After}
 * (seconds) only if present, so this process counts its own calls and stays within the known
 * windows; a 429 tells of calls that others made (facts: clockodo §3).
 */
public final class ClockodoLimits {

  /** The hour's window and a minute for good measure; only the day's window takes longer. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(61);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final long UNKNOWN_WINDOW = Duration.ofMinutes(1).toNanos();

  private static final Pattern ENTRY_GROUPS = Pattern.compile("/v2/entrygroups(\\?|$)");
  private static final Pattern ENHANCED =
      Pattern.compile("/v2/entries\\?(.*&)?enhanced_list=(1|true)(&|$)");

  private final LongSupplier nanos;
  private final Map<String, Group> groups = new HashMap<>();
  private List<CallWindow> windows = List.of();

  /** Calls that are counted together: their windows, and until when a 429 keeps them back. */
  private static final class Group {

    private final List<SlidingWindow> windows = new ArrayList<>();
    private long closedUntil;

    private long waiting(long now) {
      long open = Math.max(0, closedUntil - now);
      return windows.stream().mapToLong(window -> window.waiting(now)).reduce(open, Math::max);
    }

    private long shortest() {
      return windows.stream().mapToLong(SlidingWindow::length).min().orElse(UNKNOWN_WINDOW);
    }
  }

  public ClockodoLimits() {
    this(sinceNow());
  }

  ClockodoLimits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The windows as {@link CallWindow#parse} reads them; what was counted before is forgotten. */
  public synchronized void setWindows(String text) {
    windows = CallWindow.parse(text);
    groups.clear();
  }

  /** How long such a call must still wait; zero when every window has a place. */
  public synchronized Duration waiting(String method, String path) {
    return Duration.ofNanos(waiting(groupsOf(method, path), nanos.getAsLong()));
  }

  /** How long so many calls take at least, when nothing else is called; zero when it is at once. */
  public synchronized Duration timeFor(long calls) {
    return windows.stream()
        .filter(window -> window.group().equals(CallWindow.ALL))
        .map(window -> window.length().multipliedBy(Math.max(0, calls - 1) / window.calls()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * Counts a call that leaves now, or nothing when it must wait. What is returned must be run when
   * the call has ended, with or without an answer.
   */
  synchronized Optional<Runnable> depart(String method, String path) {
    List<Group> counted = groupsOf(method, path);
    long now = nanos.getAsLong();
    if (waiting(counted, now) > 0) {
      return Optional.empty();
    }
    List<LongConsumer> places = new ArrayList<>();
    counted.forEach(group -> group.windows.forEach(window -> places.add(window.take(now))));
    return Optional.of(() -> ended(places));
  }

  /**
   * A 429 closes the narrowest group that the call belongs to. If a wider window was full, its
   * other calls learn that by one more 429; the reverse would stop every call for the sake of one.
   */
  synchronized void learn(String method, String path, HttpResponse response) {
    if (response.getCode() == TOO_MANY_REQUESTS) {
      List<Group> counted = groupsOf(method, path);
      Group narrowest = counted.get(counted.size() - 1);
      narrowest.closedUntil =
          nanos.getAsLong() + retryAfter(response).orElseGet(narrowest::shortest);
    }
  }

  private synchronized void ended(List<LongConsumer> places) {
    long now = nanos.getAsLong();
    places.forEach(place -> place.accept(now));
  }

  private static long waiting(List<Group> counted, long now) {
    return counted.stream().mapToLong(group -> group.waiting(now)).max().orElse(0);
  }

  /** From all calls to the narrowest. */
  private List<Group> groupsOf(String method, String path) {
    Group all = group(CallWindow.ALL, CallWindow.ALL);
    if (ENTRY_GROUPS.matcher(path).find()) {
      return List.of(all, group(CallWindow.ENTRY_GROUPS, method));
    }
    if ("GET".equals(method) && ENHANCED.matcher(path).find()) {
      return List.of(all, group(CallWindow.ENHANCED, method));
    }
    return List.of(all);
  }

  private Group group(String name, String method) {
    return groups.computeIfAbsent(
        name + " " + method,
        key -> {
          Group group = new Group();
          windows.stream()
              .filter(window -> window.group().equals(name))
              .forEach(
                  window -> group.windows.add(new SlidingWindow(window.calls(), window.length())));
          return group;
        });
  }

  private static Optional<Long> retryAfter(HttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    try {
      return Optional.ofNullable(header)
          .map(
              given ->
                  Duration.ofSeconds(Math.max(1, Integer.parseInt(given.getValue().strip())))
                      .toNanos());
    } catch (NumberFormatException unreadable) {
      return Optional.empty();
    }
  }

  /** Unlike the wall clock, this one is never set. */
  private static LongSupplier sinceNow() {
    long origin = System.nanoTime();
    return () -> System.nanoTime() - origin;
  }
}
