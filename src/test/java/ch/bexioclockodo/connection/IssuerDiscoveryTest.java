package ch.bexioclockodo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses of a discovery document are believed. */
class IssuerDiscoveryTest {

  private static final URI BACK = URI.create("http://localhost:8080/back");

  private HttpServer server;
  private volatile String document;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = document.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    document = document(own());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anIssuerOnThisMachineNeedsNoTls() throws NoAccess {
    assertThat(address()).hasToString(own() + "/auth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "token", "revocation"})
  void noAddressElsewhereIsUsedWithoutTls(String endpoint) {
    document =
        document.replace(
            "\"" + endpoint + "_endpoint\":\"" + own(),
            "\"" + endpoint + "_endpoint\":\"http://login.example");
    assertThatThrownBy(this::address)
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("http://login.example")
        .hasMessageContaining("not https");
  }

  @Test
  void aDocumentOfAnotherIssuerIsNotBelieved() {
    document = document("https://login.example");
    assertThatThrownBy(this::address)
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("it is of https://login.example");
  }

  private URI address() throws NoAccess {
    Issuer issuer =
        new Issuer(own(), "client", "secret", Duration.ofSeconds(5), InstantSource.system());
    String sent = issuer.address(issuer.newConsent(BACK, Set.of("openid"))).toString();
    return URI.create(sent.substring(0, sent.indexOf('?')));
  }

  private String own() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String document(String issuer) {
    return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
        "revocation_endpoint":"%1$s/revoke","jwks_uri":"%1$s/keys",
        "response_types_supported":["code"],"subject_types_supported":["public"],
        "id_token_signing_alg_values_supported":["RS256"]}
        """
        .formatted(issuer);
  }
}
