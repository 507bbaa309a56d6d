package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten minutes against a server that counts and announces as bexio's recorded answers do. */
class BexioBudgetTest {

  private static final int MINUTES = 10;
  private static final Map<String, Integer> LIMITS =
      Map.of("default", 1000, "article", 400, "search", 250);

  private final MutableClock clock = new MutableClock("2026-09-01T08:00:20Z");
  private final BexioLimits limits = new BexioLimits(clock);
  private final Map<String, TreeMap<Long, Integer>> used = new HashMap<>();
  private Random random;
  private Duration ahead;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 45", "4, -40", "5, 7", "6, -7"})
  void noWindowIsOverdrawnAndAllAreUsed(long seed, int serverAheadBySeconds) {
    random = new Random(seed);
    ahead = Duration.ofSeconds(serverAheadBySeconds);
    List<String> paths =
        List.of(
            "/2.0/timesheet",
            "/2.0/article?limit=2000&offset=0",
            "/2.0/article/search",
            "/2.0/contact/search?limit=500");
    Instant end = clock.instant().plus(Duration.ofMinutes(MINUTES));
    while (clock.instant().isBefore(end)) {
      List<String> open = paths.stream().filter(path -> limits.waiting(path).isZero()).toList();
      if (open.isEmpty()) {
        clock.advance(paths.stream().map(limits::waiting).min(Duration::compareTo).orElseThrow());
      } else {
        call(open.get(random.nextInt(open.size())));
      }
    }
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

  /** Takes some milliseconds there and back; 1,650 calls of all groups fit in a minute. */
  private void call(String path) {
    clock.advance(Duration.ofMillis(5 + random.nextInt(10)));
    Instant there = clock.instant().plus(ahead);
    long minute = Math.floorDiv(there.getEpochSecond(), 60);
    String group =
        path.contains("/search") ? "search" : path.contains("/article") ? "article" : "default";
    int calls = used.computeIfAbsent(group, name -> new TreeMap<>()).merge(minute, 1, Integer::sum);
    assertThat(calls).as("%s at %s", path, there).isLessThanOrEqualTo(LIMITS.get(group));
    // Of 229 recorded answers 195 named the end of the minute, 33 a second more, one two.
    int late = random.nextInt(229);
    int more = late == 0 ? 2 : late <= 33 ? 1 : 0;
    BasicHttpResponse response = new BasicHttpResponse(200);
    response.setHeader("ratelimit-remaining", String.valueOf(LIMITS.get(group) - calls));
    response.setHeader("ratelimit-reset", String.valueOf(60 - there.getEpochSecond() % 60 + more));
    clock.advance(Duration.ofMillis(5 + random.nextInt(10)));
    limits.learn(new BasicHttpRequest("GET", path), response);
  }
}
