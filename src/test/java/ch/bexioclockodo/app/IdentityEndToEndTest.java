package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.REVOKE;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.RunFailure;
import ch.bexioclockodo.run.RunLock;
import ch.bexioclockodo.sandbox.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a connection pairs, and what holds it to them. */
class IdentityEndToEndTest extends WorldByConsent {

  private static final String RENAME =
      "update bexio_clockodo.connection set connection = '%s' where connection = '%s'";

  @Test
  void anotherCompanyIsRefusedWithBothNamesAndItsTokensAreRevoked() throws Exception {
    world.connect();
    world.importAll();
    world.nameCompany("Fremde GmbH", "info@fremde.example");

    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG")
        .hasMessageContaining("Fremde GmbH")
        .hasMessageContaining("may have ended the former connection too");
    assertThat(world.posts("issuer", REVOKE)).hasSize(1);

    world.nameCompany("Limmat Ingenieure AG", null);
    assertThat(problems(world.export())).as("the former connection stands").isEmpty();
  }

  @Test
  void anotherClockodoAccountIsRefusedWithBothNamesByConnectByCheckAndByARun() throws Exception {
    world.connect();
    world.importAll();
    sql(
        "update bexio_clockodo.connection set clockodo_user = 999,"
            + " clockodo_user_name = 'Ursina Fremd'");

    Findings found = world.look();
    assertThat(found.problems()).containsExactly("clockodo user");
    assertThat(found.textOf("clockodo user")).contains("Ursina Fremd (999)", "Nadia Keller");
    assertThat(found.remedyOf("clockodo user")).contains("API key");
    Map<String, Object> refused = world.importAll();
    assertThat(problems(refused)).containsExactly("identity.clockodo-changed");
    assertThat(String.valueOf(refused.get("problems"))).contains("Ursina Fremd", "Nadia Keller");
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Ursina Fremd")
        .hasMessageContaining("Nadia Keller");
    assertThat(world.posts("issuer", REVOKE)).hasSize(1);
  }

  @Test
  void aKeyOfAColleagueInTheSameClockodoAccountIsNoChange() throws Exception {
    world.connect();
    long first = world.connections().known().orElseThrow().clockodoUser();
    long colleague =
        world.sandbox().clockodo().table("users").list().stream()
            .mapToLong(user -> user.path("id").asLong())
            .filter(id -> id != first)
            .findFirst()
            .orElseThrow();
    sql("update bexio_clockodo.connection set clockodo_user = " + colleague);
    assertThat(world.look().problems()).isEmpty();
    assertThat(world.connect().note()).isNull();
    assertThat(world.connections().known().orElseThrow().clockodoUser()).isEqualTo(colleague);
  }

  @Test
  void whileClockodoIsSilentTheCompanyIsKeptAtOnceAndTheFirstRunAddsTheAccount() throws Exception {
    world.sandbox().faults().on("GET /v4/users/me").always().then(Fault.status(401));
    Connections.Connected made = world.connect();
    assertThat(made.note()).startsWith("clockodo did not answer");
    assertThat(world.connections().company()).contains("Limmat Ingenieure AG (1)");
    world.nameCompany("Fremde GmbH", "info@fremde.example");
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG");

    world.nameCompany("Limmat Ingenieure AG", null);
    world.connect();
    assertThat(world.connections().known().orElseThrow().clockodoUser()).isNull();
    world.sandbox().faults().clear();
    world.importAll();
    assertThat(world.connections().known().orElseThrow().clockodoUserName())
        .isEqualTo("Nadia Keller");
  }

  @Test
  void aClockodoThatIsDownIsAskedOnceSinceTheTokensWait() throws Exception {
    world.sandbox().journal().clear();
    world.sandbox().faults().on("GET /v4/users/me").always().then(Fault.status(503));
    assertThat(world.connect().note()).startsWith("clockodo did not answer");
    assertThat(world.sandbox().journal().count("clockodo", "GET", "/v4/users/me")).isEqualTo(1);
  }

  @Test
  void whoConnectsAtTheSameMomentIsTheSame() throws Exception {
    assertThat(ByConsent.together(4, world::connect))
        .extracting(Connections.Connected::company)
        .containsOnly("Limmat Ingenieure AG");
  }

  @Test
  void nothingIsRevokedBecauseBexioDidNotAnswerForAMoment() throws Exception {
    world.connect();
    world.sandbox().faults().on("GET /2.0/company_profile").then(Fault.htmlBody());
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageNotContaining("revoked");
    assertThat(world.posts("issuer", REVOKE)).isEmpty();
    world.sandbox().faults().clear();
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
  }

  @Test
  void aSecondConnectionOfTheSamePairIsRefused() throws Exception {
    world.connect();
    sql(RENAME.formatted("other", "default"));
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG")
        .hasMessageContaining("other");
    sql(RENAME.formatted("default", "other"));
    world.connect();
  }

  @Test
  void aSecondConnectionOfTheSamePairIsRefusedByItsFirstRunToo() throws Exception {
    world.connect();
    sql(RENAME.formatted("other", "default"));
    assertThat(problems(world.importAll())).containsExactly("identity.pair-taken");
    assertThat(
            world.sandbox().journal().writes().stream()
                .filter(call -> !call.side().equals("issuer")))
        .isEmpty();
  }

  @Test
  void disconnectRevokesAndForgetsAndAnUnusedPairIsFreeAgain() throws Exception {
    world.connect();
    assertThat(world.connections().company()).contains("Limmat Ingenieure AG (1)");

    assertThat(world.connections().disconnect()).isEmpty();

    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.NOT_CONNECTED);
    assertThat(world.connections().company()).isEmpty();
    assertThat(problems(world.importAll("Preview", "true", "Only", "users")))
        .containsExactly("connection.not-connected");
    assertThat(world.posts("issuer", REVOKE)).hasSize(1);
    assertThat(world.connections().disconnect()).isPresent();
  }

  @Test
  void whatLinksDependOnSurvivesADisconnect() throws Exception {
    world.connect();
    world.importAll();
    world.connections().disconnect();
    assertThat(world.connections().company()).isPresent();
  }

  @Test
  void whatADecisionAloneDependsOnSurvivesADisconnect() throws Exception {
    world.connect();
    assertThat(world.command("link", "customer", "13", "--ignore").status()).isZero();
    world.connections().disconnect();
    world.nameCompany("Fremde GmbH", "info@fremde.example");
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG");

    assertThat(world.command("unlink", "customer", "13").status()).isZero();
    world.connections().disconnect();
    assertThat(world.connect().company()).isEqualTo("Fremde GmbH");
  }

  @Test
  void whoWritesMeanwhileKeepsTheCompanyAndADisconnectAfterwardsFreesIt() throws Exception {
    world.connect();
    RunLock run =
        RunLock.take(
                world.connector().dataSource(),
                "default",
                "a run",
                Clock.systemUTC(),
                System::nanoTime)
            .orElseThrow();
    assertThat(world.connections().disconnect()).isEmpty();
    assertThat(world.connections().company()).isPresent();
    run.release();
    world.connections().disconnect();
    assertThat(world.connections().company()).isEmpty();
  }

  private void sql(String sql) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
