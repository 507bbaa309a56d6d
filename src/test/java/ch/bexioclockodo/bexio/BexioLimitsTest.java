package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;

class BexioLimitsTest {

  private final MutableClock clock = new MutableClock("2026-09-01T08:00:20Z");
  private final BexioLimits limits = new BexioLimits(clock);

  @Test
  void nothingWaitsBeforeTheFirstAnswer() {
    assertThat(limits.waiting("/2.0/timesheet")).isZero();
    assertThat(limits.remaining()).isNull();
  }

  @Test
  void aUsedUpWindowIsWaitedFor() {
    answer("/2.0/timesheet", 201, "1", "30");
    assertThat(limits.waiting("/2.0/timesheet")).isZero();
    assertThat(limits.remaining()).isEqualTo(1);
    answer("/2.0/timesheet", 201, "0", "30");
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(29));
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(limits.waiting("/2.0/timesheet")).isZero();
  }

  @Test
  void eachGroupOfPathsHasItsOwnWindow() {
    answer("/2.0/timesheet/search", 200, "0", "30");
    assertThat(limits.waiting("/2.0/contact/search")).isEqualTo(Duration.ofSeconds(30));
    assertThat(limits.waiting("/2.0/article/search?limit=500")).isEqualTo(Duration.ofSeconds(30));
    assertThat(limits.waiting("/2.0/timesheet")).isZero();
    assertThat(limits.waiting("/2.0/article")).isZero();
    answer("/2.0/article", 200, "0", "10");
    assertThat(limits.waiting("/2.0/article/7")).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.waiting("/2.0/timesheet")).isZero();
  }

  @Test
  void withoutHeadersARefusalWaitsForTheNextMinute() {
    answer("/2.0/timesheet", 429, null, null);
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(41));
  }

  @Test
  void unreadableHeadersCountAsMissing() {
    answer("/2.0/timesheet", 429, "many", "soon");
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(41));
    assertThat(limits.remaining()).isNull();
  }

  @Test
  void aResetOfZeroStillWaitsASecond() {
    answer("/2.0/timesheet", 429, "0", "0");
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void callsUnderWayHaveTheirPlaces() {
    answer("/2.0/timesheet", 201, "18", "30");
    Runnable first = depart().orElseThrow();
    for (int i = 1; i < 18; i++) {
      assertThat(depart()).as("call %s", i + 1).isPresent();
    }
    assertThat(depart()).isEmpty();
    assertThat(limits.waiting("/2.0/timesheet")).isPositive().isLessThan(Duration.ofSeconds(1));
    first.run();
    assertThat(depart()).as("a call that ended without an answer").isPresent();
    assertThat(limits.depart("/2.0/article")).as("another window").isPresent();
  }

  @Test
  void theLastCallsOfAWindowGoOneByOne() {
    answer("/2.0/timesheet", 201, "16", "30");
    Runnable one = depart().orElseThrow();
    assertThat(depart()).isEmpty();
    answer("/2.0/timesheet", 201, "3", "30");
    one.run();
    assertThat(depart()).isPresent();
  }

  @Test
  void theFirstCallOfAWindowGoesAlone() {
    answer("/2.0/timesheet", 201, "900", "10");
    clock.advance(Duration.ofSeconds(10));
    Runnable asking = depart().orElseThrow();
    assertThat(depart()).isEmpty();
    answer("/2.0/timesheet", 201, "999", "60");
    asking.run();
    assertThat(depart()).isPresent();
    assertThat(depart()).isPresent();
  }

  @Test
  void aFirstCallWithoutAnAnswerKeepsTheOthersWaitingOnlySoLong() {
    Runnable asking = depart().orElseThrow();
    assertThat(depart()).isEmpty();
    clock.advance(Duration.ofSeconds(2));
    assertThat(depart()).isPresent();
    assertThat(depart()).isEmpty();
    asking.run();
    assertThat(depart()).as("only the later of the two is waited for").isEmpty();
  }

  @Test
  void whatALateAnswerSaysOfTheLastWindowIsNotBelievedOfTheNext() {
    answer("/2.0/timesheet", 201, "900", "10");
    Instant before = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    limits.learn("/2.0/timesheet", before, response(201, "0", "1"));
    assertThat(limits.waiting("/2.0/timesheet")).isZero();
  }

  @Test
  void answersInAnotherOrderNeverMakeAWindowWider() {
    answer("/2.0/timesheet", 201, "20", "30");
    answer("/2.0/timesheet", 201, "0", "30");
    answer("/2.0/timesheet", 201, "1", "30");
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(30));
    answer("/2.0/timesheet", 429, "0", "40");
    answer("/2.0/timesheet", 201, "2", "1");
    assertThat(limits.waiting("/2.0/timesheet")).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aServerThatAnnouncesNothingIsNotWaitedFor() {
    Runnable asking = depart().orElseThrow();
    answer("/2.0/timesheet", 201, null, null);
    asking.run();
    for (int i = 0; i < 100; i++) {
      assertThat(depart()).isPresent();
    }
  }

  private Optional<Runnable> depart() {
    return limits.depart("/2.0/timesheet");
  }

  private void answer(String path, int status, String remaining, String reset) {
    limits.learn(path, clock.instant(), response(status, remaining, reset));
  }

  private static BasicHttpResponse response(int status, String remaining, String reset) {
    BasicHttpResponse response = new BasicHttpResponse(status);
    if (remaining != null) {
      response.setHeader("RateLimit-Remaining", remaining);
    }
    if (reset != null) {
      response.setHeader("RateLimit-Reset", reset);
    }
    return response;
  }
}
