package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody listens at the address: what reaches it is refused, what is kept back is not. */
@Timeout(20)
class ClockodoHttpClientTest {

  private static final String ADDRESS = "http://127.0.0.1:1/api/v3/customers";

  private final ClockodoLimits limits = new ClockodoLimits();
  private final ClockodoHttpClient client = new ClockodoHttpClient();

  @Test
  void everyCallIsCountedOnceAlsoWithoutAnAnswer() {
    limits.setWindows("2/PT30M");
    assertThatThrownBy(() -> call(new HttpPost(ADDRESS))).isInstanceOf(ConnectException.class);
    assertThat(limits.waiting("GET", "")).isZero();
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS))).isInstanceOf(ConnectException.class);
    assertThat(limits.waiting("GET", "")).isGreaterThan(Duration.ofMinutes(29));
  }

  @Test
  void aWriteThatFindsItsPlaceTakenIsTurnedBackAtOnce() {
    limits.setWindows("1/PT30M");
    limits.depart("GET", "").orElseThrow();
    assertThatThrownBy(() -> call(new HttpPost(ADDRESS))).isInstanceOf(BudgetSpent.class);
  }

  @Test
  void aReadWaitsForItsTurnUnlessItIsADay() {
    limits.setWindows("1/PT0.3S");
    limits.depart("GET", "").orElseThrow();
    long begin = System.nanoTime();
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS))).isInstanceOf(ConnectException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(250));

    limits.setWindows("1/PT24H");
    limits.depart("GET", "").orElseThrow();
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS))).isInstanceOf(BudgetSpent.class);
  }

  @Test
  void whoeverWaitsIsBrokenOffWhenTheRunStopsOrTheClientCloses() {
    limits.setWindows("1/PT30M");
    limits.depart("GET", "").orElseThrow();
    client.setStop(() -> true);
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS)))
        .isExactlyInstanceOf(InterruptedIOException.class);
    client.setStop(() -> false);
    client.close();
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS)))
        .isExactlyInstanceOf(InterruptedIOException.class);
  }

  private void call(ClassicHttpRequest request) throws IOException {
    client.setLimits(limits);
    HttpClientBuilder builder = HttpClientBuilder.create();
    client.configureHttpClient(builder);
    try (CloseableHttpClient http = builder.build()) {
      http.execute(request, response -> null);
    }
  }
}
