package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockodoLimitsTest {

  private static final String GROUPS = "/api/v2/entrygroups?time_since=2026-09-01T00:00:00Z";
  private static final String ENHANCED = "/api/v2/entries?page=1&enhanced_list=true";
  private static final String CUSTOMERS = "/api/v3/customers";

  private Duration now = Duration.ZERO;
  private final ClockodoLimits limits = new ClockodoLimits(() -> now.toNanos());

  @ParameterizedTest
  @CsvSource({"5, 5", "0, 1", "-3, 1", ", 60", "tomorrow, 60"})
  void aRefusalIsWaitedFor(String retryAfter, int seconds) {
    answer(CUSTOMERS, 429, retryAfter);
    assertThat(limits.waiting("POST", "")).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(limits.depart("POST", "")).isEmpty();
    now = now.plusSeconds(seconds);
    assertThat(limits.waiting("POST", "")).isZero();
    assertThat(limits.depart("POST", "")).isPresent();
  }

  @Test
  void nothingElseClosesTheWindow() {
    assertThat(limits.waiting("POST", "")).isZero();
    answer(CUSTOMERS, 503, "30");
    answer(CUSTOMERS, 200, "30");
    assertThat(limits.waiting("POST", "")).isZero();
  }

  @Test
  void theFullestWindowIsWaitedForAndACallThatWaitsIsNotCounted() {
    limits.setWindows("2/PT1M 3/PT1H");
    send("GET", CUSTOMERS);
    send("POST", CUSTOMERS);
    assertThat(limits.waiting("GET", CUSTOMERS)).isEqualTo(Duration.ofMinutes(1));
    assertThat(limits.depart("GET", CUSTOMERS)).isEmpty();
    now = now.plusMinutes(1);
    send("GET", CUSTOMERS);
    assertThat(limits.waiting("GET", CUSTOMERS)).isEqualTo(Duration.ofMinutes(59));
  }

  @Test
  void aCallIsCountedUntilItHasEnded() {
    limits.setWindows("1/PT1M");
    Runnable ended = limits.depart("GET", CUSTOMERS).orElseThrow();
    now = now.plusSeconds(7);
    ended.run();
    assertThat(limits.waiting("GET", CUSTOMERS)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void eachMethodOfEntryGroupsHasItsOwnWindowWithinThatOfAllCalls() {
    limits.setWindows("4/PT1H entrygroups:1/PT1M");
    send("GET", GROUPS);
    assertThat(limits.waiting("GET", GROUPS)).isEqualTo(Duration.ofMinutes(1));
    send("PUT", "/api/v2/entrygroups");
    send("DELETE", "/api/v2/entrygroups");
    assertThat(limits.waiting("GET", CUSTOMERS)).isZero();
    send("GET", CUSTOMERS);
    assertThat(limits.waiting("GET", CUSTOMERS)).isEqualTo(Duration.ofHours(1));
    assertThat(limits.waiting("GET", GROUPS)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void onlyTheEnhancedListOfEntriesIsCostly() {
    limits.setWindows("enhanced:1/PT15M");
    send("GET", ENHANCED);
    for (String costly : List.of(ENHANCED, "/api/v2/entries?enhanced_list=1&page=2")) {
      assertThat(limits.waiting("GET", costly)).as(costly).isEqualTo(Duration.ofMinutes(15));
    }
    for (String plain :
        List.of("/api/v2/entries?page=1", "/api/v2/entries?enhanced_list=false", CUSTOMERS)) {
      assertThat(limits.waiting("GET", plain)).as(plain).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GROUPS, ENHANCED})
  void aRefusalOfACostlyCallClosesNothingElse(String path) {
    limits.setWindows("900/PT1M entrygroups:10/PT2M enhanced:300/PT2M");
    answer(path, 429, null);
    assertThat(limits.waiting("GET", path)).isEqualTo(Duration.ofMinutes(2));
    assertThat(limits.waiting("GET", CUSTOMERS)).isZero();
    answer(CUSTOMERS, 429, "300");
    assertThat(limits.waiting("GET", path)).isEqualTo(Duration.ofMinutes(5));
  }

  private void send(String method, String path) {
    limits.depart(method, path).orElseThrow().run();
  }

  private void answer(String path, int status, String retryAfter) {
    BasicHttpResponse response = new BasicHttpResponse(status);
    if (retryAfter != null) {
      response.setHeader("Retry-After", retryAfter);
    }
    limits.learn("GET", path, response);
  }
}
