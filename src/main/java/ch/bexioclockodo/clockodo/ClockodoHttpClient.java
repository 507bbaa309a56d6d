package ch.bexioclockodo.clockodo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
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
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Prepares the HTTP client of every call to clockodo: user and key, the mandatory application
 * header (at most 50 characters), timeouts, no hidden retries, and the one gate that keeps and
 * counts the rate budget. Credentials never become message headers (facts: §1).
 */
public final class ClockodoHttpClient implements HttpClientConfigurer, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout ANSWER = Timeout.ofSeconds(30);
  private static final long LOOK_FOR_STOP_EVERY = TimeUnit.MILLISECONDS.toNanos(200);

  private final PoolingHttpClientConnectionManager connections =
      PoolingHttpClientConnectionManagerBuilder.create()
          .setDefaultConnectionConfig(
              ConnectionConfig.custom()
                  .setConnectTimeout(CONNECT)
                  .setSocketTimeout(ANSWER)
                  .setValidateAfterInactivity(TimeValue.of(100, TimeUnit.MILLISECONDS))
                  .build())
          .setMaxConnPerRoute(8)
          .build();

  private String user = "";
  private String apiKey = "";
  private String application = "";
  private ClockodoLimits limits = new ClockodoLimits();
  private BooleanSupplier stop = () -> false;
  private volatile boolean closed;

  public void setUser(String user) {
    this.user = user;
  }

  public void setApiKey(String apiKey) {
    this.apiKey = apiKey;
  }

  public void setApplication(String application) {
    this.application = application;
  }

  public void setLimits(ClockodoLimits limits) {
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
        .addExecInterceptorFirst("bexio-clockodo-budget", this::withinBudget)
        .addRequestInterceptorLast(this::identify);
  }

  private ClassicHttpResponse withinBudget(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Runnable ended = depart(request.getMethod(), request.getPath());
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      limits.learn(request.getMethod(), request.getPath(), response);
      return response;
    } finally {
      ended.run();
    }
  }

  /**
   * Waits until a read may leave. A write has waited before, where its lease is kept alive; one
   * that finds its place taken meanwhile goes back there.
   */
  private Runnable depart(String method, String path) throws IOException {
    Optional<Runnable> departed = limits.depart(method, path);
    while (departed.isEmpty()) {
      Duration wait = limits.waiting(method, path);
      if (!Method.GET.isSame(method) || wait.compareTo(ClockodoLimits.LONGEST_WAIT) > 0) {
        throw new BudgetSpent(wait);
      }
      pause(wait);
      departed = limits.depart(method, path);
    }
    return departed.get();
  }

  private void pause(Duration wait) throws InterruptedIOException {
    if (closed || stop.getAsBoolean()) {
      throw new InterruptedIOException("stopped while waiting for clockodo's next rate window");
    }
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(wait.toNanos(), LOOK_FOR_STOP_EVERY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for clockodo's next rate window");
    }
  }

  private void identify(HttpRequest request, EntityDetails entity, HttpContext context) {
    request.setHeader("X-ClockodoApiUser", user);
    request.setHeader("X-ClockodoApiKey", apiKey);
    request.setHeader("X-Clockodo-External-Application", application);
    request.setHeader("Accept", "application/json");
    request.setHeader("Accept-Language", "en");
  }

  /** Breaks off what is still waiting, for an answer or for its turn. */
  @Override
  public void close() {
    closed = true;
    connections.close(CloseMode.IMMEDIATE);
  }
}
