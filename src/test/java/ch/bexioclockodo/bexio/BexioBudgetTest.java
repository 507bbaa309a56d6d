package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten minutes against a server that counts and announces as bexio's recorded answers do. */
class BexioBudgetTest {

  private static final int MINUTES = 10;
  private static final Map<String, Integer> LIMITS =
      Map.of("default", 1000, "article", 400, "search", 250);
  private static final List<String> PATHS =
      List.of(
          "/2.0/timesheet",
          "/2.0/article?limit=2000&offset=0",
          "/2.0/article/search",
          "/2.0/contact/search?limit=500");

  private final MutableClock clock = new MutableClock("2026-09-01T08:00:20Z");
  private final BexioLimits limits = new BexioLimits(clock);
  private final Map<String, TreeMap<Long, Integer>> used = new HashMap<>();
  private final Map<String, TreeMap<Long, Integer>> refused = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private int number;
  private Random random;
  private Duration ahead;

  /** What happens at a moment: a call arrives there, or its answer here. */
  private record Event(Instant at, int number, Runnable what) {}

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "2, 0, 1",
    "3, 45, 1",
    "4, -40, 1",
    "5, 7, 1",
    "6, -7, 1",
    "7, 0, 4",
    "8, 45, 4",
    "9, -7, 4",
    "10, 7, 8",
    "11, 0, 8"
  })
  void noWindowIsOverdrawnAndAllAreUsed(long seed, int serverAheadBySeconds, int atOnce) {
    run(seed, serverAheadBySeconds, atOnce, 0);
    assertThat(refused).isEmpty();
    used.forEach(
        (group, minutes) -> {
          // The first and the last minute were not there as a whole.
          minutes.pollFirstEntry();
          minutes.pollLastEntry();
          assertThat(minutes).as(group).hasSize(MINUTES - 1);
          assertThat(minutes.values())
              .as(group)
              .allMatch(calls -> calls >= 0.95 * LIMITS.get(group));
        });
    assertThat(used).hasSize(LIMITS.size());
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "2, 0, 4", "3, 45, 4", "4, -7, 8"})
  void whoeverElseCallsThereIsAtMostOneRefusalInEachWindow(
      long seed, int serverAheadBySeconds, int atOnce) {
    run(seed, serverAheadBySeconds, atOnce, 12);
    assertThat(refused.values())
        .isNotEmpty()
        .allSatisfy(minutes -> assertThat(minutes.values()).containsOnly(1));
    assertThat(used).hasSize(LIMITS.size());
  }

  private void run(long seed, int serverAheadBySeconds, int atOnce, int othersEveryMillis) {
    random = new Random(seed);
    ahead = Duration.ofSeconds(serverAheadBySeconds);
    for (int caller = 0; caller < atOnce; caller++) {
      after(Duration.ofMillis(caller), this::call);
    }
    if (othersEveryMillis > 0) {
      after(Duration.ZERO, () -> others(Duration.ofMillis(othersEveryMillis)));
    }
    Instant end = clock.instant().plus(Duration.ofMinutes(MINUTES));
    while (clock.instant().isBefore(end)) {
      Event next = events.poll();
      clock.advance(Duration.between(clock.instant(), next.at()));
      next.what().run();
    }
  }

  /** Somebody else, who shares the budget and does not look at it. */
  private void others(Duration every) {
    take(PATHS.get(random.nextInt(PATHS.size())));
    after(every, () -> others(every));
  }

  /** Takes some milliseconds there and back; 1,650 calls of all groups fit in a minute. */
  private void call() {
    List<String> open = PATHS.stream().filter(path -> limits.waiting(path).isZero()).toList();
    if (open.isEmpty()) {
      after(PATHS.stream().map(limits::waiting).min(Duration::compareTo).orElseThrow(), this::call);
      return;
    }
    String path = open.get(random.nextInt(open.size()));
    Instant departed = clock.instant();
    Optional<Runnable> ended = limits.depart(path);
    assertThat(ended).as("nothing was in the way").isPresent();
    after(someMillis(), () -> arrive(path, departed, ended.get()));
  }

  private void arrive(String path, Instant departed, Runnable ended) {
    Instant there = clock.instant().plus(ahead);
    int left = take(path);
    if (left < 0) {
      refused
          .computeIfAbsent(group(path), name -> new TreeMap<>())
          .merge(minute(there), 1, Integer::sum);
    }
    // Of 229 recorded answers 195 named the end of the minute, 33 a second more, one two.
    int late = random.nextInt(229);
    int more = late == 0 ? 2 : late <= 33 ? 1 : 0;
    BasicHttpResponse response = new BasicHttpResponse(left < 0 ? 429 : 200);
    response.setHeader("ratelimit-remaining", String.valueOf(Math.max(0, left)));
    response.setHeader("ratelimit-reset", String.valueOf(60 - there.getEpochSecond() % 60 + more));
    after(
        someMillis(),
        () -> {
          limits.learn(path, departed, response);
          ended.run();
          call();
        });
  }

  /** Counts a call as the server does; what is left, or -1 when its window is used up. */
  private int take(String path) {
    TreeMap<Long, Integer> minutes = used.computeIfAbsent(group(path), name -> new TreeMap<>());
    long minute = minute(clock.instant().plus(ahead));
    int calls = minutes.getOrDefault(minute, 0) + 1;
    if (calls > LIMITS.get(group(path))) {
      return -1;
    }
    minutes.put(minute, calls);
    return LIMITS.get(group(path)) - calls;
  }

  private void after(Duration wait, Runnable what) {
    events.add(new Event(clock.instant().plus(wait), number++, what));
  }

  private Duration someMillis() {
    return Duration.ofMillis(5 + random.nextInt(10));
  }

  private static long minute(Instant there) {
    return Math.floorDiv(there.getEpochSecond(), 60);
  }

  private static String group(String path) {
    return path.contains("/search") ? "search" : path.contains("/article") ? "article" : "default";
  }
}
