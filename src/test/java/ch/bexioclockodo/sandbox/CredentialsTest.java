package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CredentialsTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().data(SandboxData.company()).start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void bexioRefusesAMissingOrWrongToken() {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    for (String authorization : new String[] {null, "Bearer wrong", "Basic abc"}) {
      Reply reply = bexio.with("Authorization", authorization).get("/2.0/contact");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.json())
          .isEqualTo(Json.object("error_code", 401, "message", "Invalid token."));
    }
    assertThat(bexio.get("/2.0/contact").status()).isEqualTo(200);
  }

  @Test
  void bexioWantsJsonToBeAccepted() {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    assertThat(bexio.with("Accept", null).get("/2.0/contact").status()).isEqualTo(415);
    assertThat(bexio.with("Accept", "text/html").get("/2.0/contact").status()).isEqualTo(415);
    assertThat(bexio.with("Accept", "*/*").get("/2.0/contact").status()).isEqualTo(200);
  }

  @Test
  void clockodoTakesBasicAndItsOwnHeaders() {
    SandboxClient basic = SandboxClient.clockodo(sandbox);
    assertThat(basic.get("/v4/users/me").at("/data/name").asText()).isEqualTo("Nadia Keller");
    SandboxClient headers =
        basic
            .with("Authorization", null)
            .with("X-ClockodoApiUser", Sandbox.CLOCKODO_USER)
            .with("X-ClockodoApiKey", Sandbox.CLOCKODO_API_KEY);
    assertThat(headers.get("/v4/users/me").at("/data/role").asText()).isEqualTo("owner");
    assertThat(headers.with("X-ClockodoApiKey", "wrong").get("/v4/users/me").status())
        .isEqualTo(401);
    assertThat(basic.with("Authorization", "Basic %%%").get("/v4/users/me").status())
        .isEqualTo(401);
  }

  @Test
  void clockodoSaysUnauthorizedInTheShapeOfTheVersion() {
    SandboxClient wrong = SandboxClient.clockodo(sandbox, Sandbox.CLOCKODO_USER, "wrong");
    assertThat(wrong.get("/v4/projects").at("/errors/0/type").asText()).isEqualTo("Unauthorized");
    assertThat(wrong.get("/v2/clock").at("/error/code").asInt()).isEqualTo(401);
  }

  @Test
  void inactiveUsersAndUsersWithoutKeyCannotLogIn() {
    SandboxClient inactive =
        SandboxClient.clockodo(sandbox, "beat.gerber@limmat-ingenieure.example", "null");
    assertThat(inactive.get("/v4/users/me").status()).isEqualTo(401);
  }

  @Test
  void clockodoNeedsTheNameOfTheApplicationInFiftyCharacters() {
    SandboxClient clockodo = SandboxClient.clockodo(sandbox);
    String header = "X-Clockodo-External-Application";
    Reply missing = clockodo.with(header, null).get("/v3/customers");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.at("/errors/0/message").asText()).contains(header);
    Reply missingInVersion2 = clockodo.with(header, null).get("/v2/clock");
    assertThat(missingInVersion2.at("/error/code").asInt()).isEqualTo(400);
    assertThat(clockodo.with(header, "a".repeat(51)).get("/v3/customers").status()).isEqualTo(400);
    assertThat(clockodo.with(header, "a".repeat(50)).get("/v3/customers").status()).isEqualTo(200);
  }
}
