package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.MutableClock;
import java.time.Duration;
import org.apache.hc.core5.http.message.BasicHttpRequest;
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

  private void answer(String path, int status, String remaining, String reset) {
    BasicHttpResponse response = new BasicHttpResponse(status);
    if (remaining != null) {
      response.setHeader("RateLimit-Remaining", remaining);
    }
    if (reset != null) {
      response.setHeader("RateLimit-Reset", reset);
    }
    limits.learn(new BasicHttpRequest("GET", path), response);
  }
}
