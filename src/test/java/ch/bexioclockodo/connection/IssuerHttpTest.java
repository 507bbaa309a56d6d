package ch.bexioclockodo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an issuer may answer that is none of OAuth's business. */
class IssuerHttpTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final IssuerHttp http = new IssuerHttp(Duration.ofSeconds(5));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          byte[] body = new byte[path.equals("/endless") ? 1_000_001 : 1_000_000];
          exchange.sendResponseHeaders(path.equals("/moved") ? 307 : 200, 0);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRefreshTokenIsNotCarriedToWhereAnAnswerPoints() throws IOException {
    assertThat(post("/moved").getStatusCode()).isEqualTo(307);
    assertThat(asked).containsExactly("/moved");
  }

  @Test
  void anAnswerLongerThanAnyIssuersIsNotKept() throws IOException {
    assertThat(post("/long").getBody()).hasSize(1_000_000);
    assertThatThrownBy(() -> post("/endless"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1000000 bytes");
    assertThat(asked).containsExactly("/long", "/endless");
  }

  private HTTPResponse post(String path) throws IOException {
    HTTPRequest request =
        new HTTPRequest(
            HTTPRequest.Method.POST,
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    request.setBody("grant_type=refresh_token");
    return request.send(http);
  }
}
