package ch.bexioclockodo.connection;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries a request to the issuer exactly once, to nowhere else, and for no longer than its
 * patience in all: a refresh token that is sent twice may end everything that came from it.
 */
final class IssuerHttp implements HTTPRequestSender {

  private static final Timeout CONNECT = Timeout.ofSeconds(3);

  /** No answer of an issuer comes near to it. */
  private static final int LONGEST_BODY = 1_000_000;

  private static final ScheduledExecutorService DEADLINES =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "bexio-clockodo-issuer");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration patience;
  private final CloseableHttpClient client;

  IssuerHttp(Duration patience) {
    this.patience = patience;
    client =
        HttpClients.custom()
            .useSystemProperties()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            // A kept connection that the issuer has closed meanwhile would lose a refresh.
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(Timeout.of(patience))
                            .build())
                    .build())
            .build();
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase(asked.getMethod().name(), asked.getURI());
    asked
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    if (asked.getBody() != null) {
      request.setEntity(
          new ByteArrayEntity(asked.getBody().getBytes(StandardCharsets.UTF_8), null));
    }
    ScheduledFuture<?> deadline =
        DEADLINES.schedule(request::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, IssuerHttp::read);
    } catch (IOException e) {
      if (request.isCancelled()) {
        throw new SocketTimeoutException(
            "no whole answer within " + patience.toSeconds() + " seconds");
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private static HTTPResponse read(ClassicHttpResponse response) throws IOException {
    HTTPResponse answer = new HTTPResponse(response.getCode());
    for (Header header : response.getHeaders()) {
      answer.setHeader(
          header.getName(),
          Arrays.stream(response.getHeaders(header.getName()))
              .map(Header::getValue)
              .toArray(String[]::new));
    }
    if (response.getEntity() != null) {
      byte[] body = EntityUtils.toByteArray(response.getEntity(), LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        throw new IOException("an answer of more than " + LONGEST_BODY + " bytes");
      }
      answer.setBody(new String(body, StandardCharsets.UTF_8));
    }
    return answer;
  }
}
