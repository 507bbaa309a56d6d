package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErrorShapesTest {

  private static Sandbox sandbox;
  private static SandboxClient bexio;
  private static SandboxClient clockodo;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().data(SandboxData.entries(3)).limits(false).start();
    bexio = SandboxClient.bexio(sandbox);
    clockodo = SandboxClient.clockodo(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void bexioSaysNotFoundForUnknownIdsAndVersions() {
    for (String path :
        new String[] {
          "/2.0/timesheet/1", "/2.0/currency", "/2.0/kb_offer", "/2.0/users", "/3.0/contact"
        }) {
      Reply reply = bexio.get(path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.at("/error_code").asInt()).isEqualTo(404);
      assertThat(reply.at("/message").asText()).isNotEmpty();
    }
    assertThat(bexio.get("/2.0/client_service/1").status()).isEqualTo(404);
    assertThat(bexio.send("PUT", "/2.0/timesheet/1", "{\"a\":1}").status()).isEqualTo(404);
  }

  @Test
  void bexioRefusesBodiesThatAreNoJson() {
    assertThat(bexio.send("POST", "/2.0/timesheet", "{").status()).isEqualTo(415);
    assertThat(bexio.send("POST", "/2.0/timesheet", "{}").status()).isEqualTo(415);
    Reply form = bexio.with("Content-Type", "text/plain").send("POST", "/2.0/contact", "{\"a\":1}");
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.at("/error_code").asInt()).isEqualTo(415);
  }

  @Test
  void bexioWantsTheLengthOfAPostEvenWithoutBody() throws IOException {
    URI url = URI.create(sandbox.bexioUrl());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request =
          "POST /2.0/pr_project/21/archive HTTP/1.1\r\nHost: sandbox\r\nAccept: application/json\r\n"
              + "Authorization: Bearer "
              + Sandbox.BEXIO_TOKEN
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 411");
    }
  }

  @Test
  void theDeprecatedAddressGivesAnEmptyListOfErrors() {
    Reply reply = bexio.post("/2.0/contact", Json.object("name_1", "X", "address", "Weg 1"));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/message").asText()).startsWith("The form could not be saved");
    assertThat(reply.at("/errors").isArray()).isTrue();
    assertThat(reply.at("/errors")).isEmpty();
  }

  @Test
  void clockodoVersion2NamesTheFields() {
    Reply missing = clockodo.get("/v2/entries");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.at("/error/fields/0").asText()).isEqualTo("time_since");
    Reply dateOnly =
        clockodo.get("/v2/entries", "time_since", "2026-09-01", "time_until", "2026-10-01");
    assertThat(dateOnly.json())
        .isEqualTo(
            Json.object(
                "error",
                Json.object(
                    "code",
                    400,
                    "message",
                    "Wrong format",
                    "fields",
                    new String[] {"time_since"})));
  }

  @Test
  void clockodoVersion4ListsTypedErrors() {
    Reply reply = clockodo.get("/v4/projects/1");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("/errors/0/type").asText()).isEqualTo("ResourceNotFound");
    assertThat(reply.at("/errors/0").has("path")).isTrue();
    assertThat(reply.at("/errors/0").has("details")).isTrue();
  }

  @Test
  void clockodoWrapsTheItemsOf422ByRule() {
    Reply wrapped = clockodo.post("/v4/services", Json.object("name", ""));
    assertThat(wrapped.status()).isEqualTo(422);
    assertThat(wrapped.at("/errors/0/error/type").asText()).isEqualTo("Empty");
    assertThat(wrapped.at("/errors/0/error/path").asText()).isEqualTo("name");
    ClockodoRules rules = ClockodoRules.builder().errorItemsWrapped(false).build();
    try (Sandbox other = Sandbox.builder().clockodoRules(rules).start()) {
      Reply plain = SandboxClient.clockodo(other).post("/v4/services", Json.object("name", ""));
      assertThat(plain.at("/errors/0/type").asText()).isEqualTo("Empty");
    }
  }

  @Test
  void clockodoKnowsWrongMethods() {
    assertThat(clockodo.delete("/v2/clock").status()).isEqualTo(405);
  }
}
