package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.MutableClock;
import java.time.Duration;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockodoLimitsTest {

  private final MutableClock clock = new MutableClock("2026-09-01T08:00:20Z");
  private final ClockodoLimits limits = new ClockodoLimits(clock);

  @ParameterizedTest
  @CsvSource({"5, 5", "0, 1", "-3, 1", ", 60", "tomorrow, 60"})
  void aRefusalIsWaitedFor(String retryAfter, int seconds) {
    answer(429, retryAfter);
    assertThat(limits.waiting("/v2/entries")).isEqualTo(Duration.ofSeconds(seconds));
    clock.advance(Duration.ofSeconds(seconds));
    assertThat(limits.waiting("/v2/entries")).isZero();
  }

  @Test
  void nothingElseClosesTheWindow() {
    assertThat(limits.waiting("")).isZero();
    answer(503, "30");
    answer(200, "30");
    assertThat(limits.waiting("")).isZero();
  }

  private void answer(int status, String retryAfter) {
    BasicHttpResponse response = new BasicHttpResponse(status);
    if (retryAfter != null) {
      response.setHeader("Retry-After", retryAfter);
    }
    limits.learn(response);
  }
}
