package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody listens at the address: what reaches it is refused, what waits is broken off. */
@Timeout(20)
class BexioHttpClientTest {

  private static final String ADDRESS = "http://127.0.0.1:1";

  private final BexioLimits limits = new BexioLimits();
  private final BexioHttpClient client = new BexioHttpClient();

  @Test
  void readsWaitForTheirWindowAndSearchesAreReads() {
    usedUp("/2.0/timesheet");
    usedUp("/2.0/contact/search");
    client.setStop(() -> true);
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS + "/2.0/timesheet")))
        .isExactlyInstanceOf(InterruptedIOException.class);
    assertThatThrownBy(() -> call(new HttpPost(ADDRESS + "/2.0/contact/search?limit=500")))
        .isExactlyInstanceOf(InterruptedIOException.class);
    assertThatThrownBy(() -> call(new HttpPost(ADDRESS + "/2.0/timesheet")))
        .as("a write has waited before")
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS + "/2.0/article")))
        .as("another window")
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void whoeverWaitsIsBrokenOffWhenTheClientCloses() {
    usedUp("/2.0/timesheet");
    client.close();
    assertThatThrownBy(() -> call(new HttpGet(ADDRESS + "/2.0/timesheet")))
        .isExactlyInstanceOf(InterruptedIOException.class);
  }

  private void usedUp(String path) {
    BasicHttpResponse response = new BasicHttpResponse(200);
    response.setHeader("ratelimit-remaining", "0");
    response.setHeader("ratelimit-reset", "60");
    limits.learn(path, limits.now(), response);
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
