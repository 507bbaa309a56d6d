package ch.bexioclockodo.clockodo;

import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Prepares the HTTP client of every call to clockodo: user and key, the mandatory application
 * header (at most 50 characters), timeouts, no hidden retries, and one ear for 429. Credentials
 * never become message headers (facts: §1).
 */
public final class ClockodoHttpClient implements HttpClientConfigurer, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout ANSWER = Timeout.ofSeconds(30);

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
        .addRequestInterceptorLast(this::identify)
        .addResponseInterceptorLast((response, entity, context) -> listen(response));
  }

  private void identify(HttpRequest request, EntityDetails entity, HttpContext context) {
    request.setHeader("X-ClockodoApiUser", user);
    request.setHeader("X-ClockodoApiKey", apiKey);
    request.setHeader("X-Clockodo-External-Application", application);
    request.setHeader("Accept", "application/json");
    request.setHeader("Accept-Language", "en");
  }

  private void listen(HttpResponse response) {
    limits.learn(response);
  }

  /** Breaks off what is still waiting for an answer. */
  @Override
  public void close() {
    connections.close(CloseMode.IMMEDIATE);
  }
}
