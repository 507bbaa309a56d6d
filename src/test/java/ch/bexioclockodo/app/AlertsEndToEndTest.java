package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over real HTTP: one for each change, whatever the webhook does. */
class AlertsEndToEndTest {

  private static final String COMPANY = "GET /2.0/company_profile";

  @TempDir Path folder;

  private Webhook webhook;
  private World world;

  @BeforeEach
  void start() throws IOException {
    webhook = new Webhook();
  }

  @AfterEach
  void stop() {
    world.close();
    webhook.close();
  }

  private void world(String... settings) throws IOException {
    world = new World(folder, SandboxData.company(), sandbox -> sandbox, settings);
  }

  @Test
  void eachChangeIsToldOnceAndNoNightRepeatsIt() throws IOException {
    world("alert.webhook", webhook.address());
    Map<String, Object> first = world.importAll();
    assertThat(first.get("status")).isEqualTo("attention");
    assertThat(webhook.news()).containsExactly("import run-needs-person run.attention");
    assertThat(webhook.last().get("run").asLong()).isEqualTo(first.get("run"));
    assertThat(webhook.last().get("plan").asLong()).isEqualTo(first.get("plan"));
    assertThat(webhook.last().get("id").asText()).isEqualTo("default/import/1");
    assertThat(webhook.last().get("text").asText())
        .startsWith("Import (run " + first.get("run") + ") needs a person: ")
        .contains(World.count(first, "needsDecision") + " to decide");
    assertThat(Instant.parse(webhook.last().get("at").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());

    world.importAll();
    world.restart();
    world.importAll();
    assertThat(webhook.news()).as("nights that are alike").isEmpty();

    world.sandbox().faults().on(COMPANY).always().then(Fault.status(401));
    world.importAll("Preview", "true");
    assertThat(webhook.news()).as("a preview").isEmpty();
    assertThat(world.importAll().get("status")).isEqualTo("failed");
    assertThat(world.export().get("status")).isEqualTo("failed");
    assertThat(webhook.news()).containsExactly("connection connection-lost bexio.unauthorized");

    world.sandbox().faults().clear();
    world.sandbox().faults().on(COMPANY).always().then(Fault.forbidden());
    world.importAll();
    world.importAll();
    assertThat(webhook.news()).containsExactly("import run-failed bexio.forbidden");
    assertThat(webhook.last().get("text").asText()).contains("company_profile answered 403");

    world.sandbox().faults().clear();
    world.sandbox().faults().on(COMPANY).always().then(Fault.status(404));
    world.importAll();
    assertThat(webhook.news())
        .as("another cause")
        .containsExactly("import run-failed bexio.not-found");

    world.sandbox().faults().clear();
    world.importAll();
    assertThat(webhook.news())
        .containsExactly(
            "connection recovered connection.recovered", "import run-needs-person run.attention");
  }

  @Test
  void aWebhookThatFailsFailsNoRunAndIsToldByTheNextOne() throws IOException {
    world("alert.webhook", webhook.address());
    webhook.answers(500);
    Map<String, Object> first = world.importAll();
    assertThat(first.get("status")).isEqualTo("attention");
    assertThat(World.rows(first)).isNotEmpty();
    assertThat(webhook.news()).as("no second try").hasSize(1);

    webhook.answers(200);
    world.importAll();
    assertThat(webhook.news()).containsExactly("import run-needs-person run.attention");
    assertThat(webhook.last().get("run").asLong())
        .as("the run that showed it")
        .isEqualTo(first.get("run"));
    world.importAll();
    assertThat(webhook.news()).as("taken is taken").isEmpty();
  }

  @Test
  @Tag("faults")
  void aWebhookThatNeverComesToItsEndIsNotWaitedFor() throws IOException {
    world("alert.webhook", webhook.address());
    webhook.drips();
    long start = System.nanoTime();
    assertThat(world.importAll().get("status")).isEqualTo("attention");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(webhook.news()).hasSize(1);
  }

  @Test
  void aConnectionThatIsLostWhileNothingRunsIsToldAndItsReturnToo() throws Exception {
    world("alert.webhook", webhook.address(), "bexio.token", "");
    watch();
    watch();
    assertThat(webhook.news())
        .containsExactly("connection connection-lost connection.not-connected");
    world.connect();
    watch();
    watch();
    assertThat(webhook.news()).containsExactly("connection recovered connection.recovered");

    world.sandbox().endSessions();
    world.importAll("Preview", "true");
    assertThat(webhook.news()).as("a preview").isEmpty();
    watch();
    world.importAll();
    watch();
    assertThat(webhook.news())
        .containsExactly("connection connection-lost connection.reconnect-needed");
    assertThat(webhook.last().get("text").asText()).contains("schedules pause");

    world.connect();
    world.importAll();
    watch();
    assertThat(webhook.news())
        .containsExactly(
            "connection recovered connection.recovered", "import run-needs-person run.attention");
  }

  /** What the schedule of a running connector does every ten seconds. */
  private void watch() {
    world.connector().call("bexio-clockodo-watch-connection", Map.of());
  }
}
