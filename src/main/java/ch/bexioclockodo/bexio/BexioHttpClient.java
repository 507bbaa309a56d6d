package ch.bexioclockodo.bexio;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
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
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Prepares the HTTP client of every call to bexio: the access token, the mandatory Accept header,
 * timeouts, no hidden retries, and one ear for the rate budget. The token never becomes a message
 * header.
 */
public final class BexioHttpClient implements HttpClientConfigurer, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout ANSWER = Timeout.ofSeconds(30);
  private static final long LOOK_FOR_STOP_EVERY = TimeUnit.MILLISECONDS.toNanos(200);

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
          .setMaxConnPerRoute(8)
          .build();

  private String token = "";
  private BexioLimits limits = new BexioLimits();
  private BooleanSupplier stop = () -> false;
  private volatile boolean closed;

  public void setToken(String token) {
    this.token = token;
  }

  public void setLimits(BexioLimits limits) {
    this.limits = limits;
  }

  /** Whether waiting for the budget has lost its sense. */
  public void setStop(BooleanSupplier stop) {
    this.stop = stop;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
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
        .addExecInterceptorFirst("bexio-clockodo-budget", this::waitForBudget)
        .addRequestInterceptorLast(this::identify)
        .addResponseInterceptorLast(this::listen);
  }

  /**
   * Keeps a read out of a window that is known to be used up; a write has waited before it asked
   * for the lease.
   */
  private ClassicHttpResponse waitForBudget(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    String path = request.getPath();
    if (!Method.POST.isSame(request.getMethod()) || BexioLimits.isSearch(path)) {
      for (Duration wait = limits.waiting(path); !wait.isZero(); wait = limits.waiting(path)) {
        pause(wait);
      }
    }
    return chain.proceed(request, scope);
  }

  private void pause(Duration wait) throws InterruptedIOException {
    if (closed || stop.getAsBoolean()) {
      throw new InterruptedIOException("stopped while waiting for bexio's next rate window");
    }
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(wait.toNanos(), LOOK_FOR_STOP_EVERY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for bexio's next rate window");
    }
  }

  private void identify(HttpRequest request, EntityDetails entity, HttpContext context) {
    request.setHeader("Authorization", "Bearer " + token);
    request.setHeader("Accept", "application/json");
  }

  private void listen(HttpResponse response, EntityDetails entity, HttpContext context) {
    HttpRequest request = HttpCoreContext.cast(context).getRequest();
    limits.learn(request, response);
  }

  /** Breaks off what is still waiting, for an answer or for its turn. */
  @Override
  public void close() {
    closed = true;
    connections.close(CloseMode.IMMEDIATE);
  }
}
