package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check says of a connection by consent, and that it never costs one. */
class CheckConnectionTest {

  private static final String TOKEN = "POST /realms/bexio/protocol/openid-connect/token";

  @TempDir Path folder;

  private World world;

  @BeforeEach
  void start() throws IOException {
    world =
        new World(
            folder,
            SandboxData.company(),
            sandbox -> sandbox,
            "bexio.token",
            "",
            "export.cron",
            "0 30 2 * * ?");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whoMustConnectIsSentToConnectAndSchedulesSayThatTheyPause() throws Exception {
    Findings before = world.look();
    assertThat(before.problems()).containsExactly("bexio connection");
    assertThat(before.remedyOf("bexio connection")).startsWith("run connect");
    assertThat(before.textOf("export schedule")).endsWith("pauses while bexio is not connected");
    assertThat(before.textOf("clockodo user")).contains("Nadia Keller");

    world.connect();
    Findings connected = world.look();
    assertThat(connected.problems()).isEmpty();
    assertThat(connected.textOf("bexio scopes")).contains("contact_show", "monitoring_edit");
    assertThat(connected.textOf("export schedule")).endsWith("Europe/Zurich");

    Findings grown = world.set("import.services-from", "items").check();
    assertThat(grown.problems()).containsExactly("bexio scopes", "bexio items");
    assertThat(grown.textOf("bexio scopes")).contains("(article_show)");
    assertThat(grown.remedyOf("bexio scopes")).startsWith("run connect once more");

    world.sandbox().endSessions();
    assertThat(world.look().problems()).as("what bexio says").containsExactly("bexio company");
    Findings ended = world.look();
    assertThat(ended.problems()).containsExactly("bexio connection");
    assertThat(ended.remedyOf("bexio connection")).startsWith("run connect");
  }

  @Test
  void anIssuerThatIsSlowHoldsUpNoFindingAndCostsNoConnection() throws Exception {
    world.connect();
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("update bexio_clockodo.token set expires_at = issued_at");
    }
    world.sandbox().faults().on(TOKEN).then(Fault.lateAnswer(Duration.ofSeconds(3)));

    Findings findings = world.check();

    assertThat(findings.total().minus(findings.after()))
        .as("what is found is told while the issuer still takes its time")
        .isGreaterThan(Duration.ofMillis(500));
    assertThat(findings.problems()).containsExactly("bexio connection");
    assertThat(findings.textOf("bexio connection")).matches("no answer within [12] s");
    world.sandbox().faults().clear();
    assertThat(world.look().problems()).isEmpty();
    assertThat(world.sandbox().journal().requests("issuer", "POST", TOKEN.substring(5)))
        .as("the connection, and one renewal that was not broken off")
        .hasSize(2);
  }
}
