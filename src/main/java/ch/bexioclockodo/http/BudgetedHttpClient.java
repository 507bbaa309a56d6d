package ch.bexioclockodo.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Prepares the HTTP client of every call to one API: connections of its own, timeouts, no hidden
 * retries, credentials that never become message headers, and a gate before each call where its
 * rate budget is waited for.
 */
public abstract class BudgetedHttpClient implements HttpClientConfigurer, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout ANSWER = Timeout.ofSeconds(30);

  /** All that may send at the same time, and as many that read meanwhile. */
  private static final int MOST_CONNECTIONS = 16;

  private static final Duration LOOK_FOR_STOP_EVERY = Duration.ofMillis(200);

  private final PoolingHttpClientConnectionManager connections =
      PoolingHttpClientConnectionManagerBuilder.create()
          .setDefaultConnectionConfig(
              ConnectionConfig.custom()
                  .setConnectTimeout(CONNECT)
                  .setSocketTimeout(ANSWER)
                  // A connection that the server closed while idle must not turn a write into an
                  // unknown outcome.
                  .setValidateAfterInactivity(TimeValue.of(100, TimeUnit.MILLISECONDS))
                  .build())
          .setMaxConnPerRoute(MOST_CONNECTIONS)
          .build();

  private final String api;
  private final CountDownLatch closed = new CountDownLatch(1);
  private BooleanSupplier stop = () -> false;

  /**
   * @param api what the other side is called in sentences
   */
  protected BudgetedHttpClient(String api) {
    this.api = api;
  }

  /** Whether waiting for the budget has lost its sense. */
  public void setStop(BooleanSupplier stop) {
    this.stop = stop;
  }

  @Override
  public final void configureHttpClient(HttpClientBuilder builder) {
    builder
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .setConnectionManager(connections)
        .setConnectionManagerShared(true)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(ANSWER)
                .setConnectionRequestTimeout(CONNECT)
                .build())
        .addExecInterceptorFirst("bexio-clockodo-budget", this::withinBudget)
        .addRequestInterceptorLast((request, entity, context) -> identify(request));
  }

  /** Says what every request says, at the last moment before it leaves. */
  protected abstract void identify(HttpRequest request);

  /** Lets a call go on once its budget admits it, and learns from its answer. */
  protected abstract ClassicHttpResponse withinBudget(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException;

  /** Waits a part of the time until the budget admits a call; ends at once with the client. */
  protected final void pause(Duration wait) throws InterruptedIOException {
    Duration part = wait.compareTo(LOOK_FOR_STOP_EVERY) < 0 ? wait : LOOK_FOR_STOP_EVERY;
    try {
      if (stop.getAsBoolean() || closed.await(part.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException(
            "stopped while waiting for " + api + "'s next rate window");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while waiting for " + api + "'s next rate window");
    }
  }

  /** Breaks off what is still waiting, for an answer or for its turn. */
  @Override
  public final void close() {
    closed.countDown();
    connections.close(CloseMode.IMMEDIATE);
  }
}
