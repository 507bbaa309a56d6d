package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands beside a running serve and beside each other, on one H2 file. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class BesideServeIT {

  private static final int ENTRIES = 60;
  private static final String SERVES = "bexio-clockodo serves";
  private static final Duration END = Duration.ofSeconds(10);

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(ENTRIES)).limits(false).start();
    connector = new Distribution(folder.resolve("connector"), sandbox).linked();
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void everyCommandWorksBesideServeFromAnyDirectory() throws IOException {
    Child serve = connector.start("serve");
    serve.awaitErr(SERVES);

    Path elsewhere = Files.createDirectories(folder.resolve("else/where"));
    assertThat(connector.startIn(elsewhere, "check").ended().status()).isZero();
    Ended imported = connector.startIn(elsewhere, "import", "--json").ended();
    assertThat(imported.reportStatus()).isEqualTo("done");
    assertThat(imported.count("unchanged")).isPositive();
    Ended preview = connector.startIn(elsewhere, export("--preview", "--json")).ended();
    assertThat(preview.count("create")).isEqualTo(ENTRIES);
    Ended exported =
        connector.run("export", "--plan", preview.json().get("plan").asText(), "--json");
    assertThat(exported.status()).as(exported.toString()).isZero();
    assertThat(exported.count("done")).isEqualTo(ENTRIES);
    String run = exported.json().get("run").asText();
    assertThat(connector.startIn(elsewhere, "show", run, "--json").ended().json())
        .isEqualTo(exported.json());
    assertThat(elsewhere).isEmptyDirectory();

    Ended ended = serve.terminate().ended(END);
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(connector.startIn(elsewhere, "runs", "--json").ended().json()).hasSize(3);
  }

  @Test
  void commandsThatStartAtTheSameMomentShareANewDatabase() throws IOException {
    Files.delete(connector.folder().resolve("database/connector.mv.db"));
    List<Child> children =
        List.of(connector.start("runs"), connector.start("runs"), connector.start("runs"));
    for (Child child : children) {
      Ended ended = child.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }
  }

  @Test
  void anExportOutlivesTheServeThatHoldsTheDatabase() throws Exception {
    sandbox.faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(50)));
    Child serve = connector.heedingInterrupts().start("serve");
    serve.awaitErr(SERVES);
    Child export = connector.start(export("--json"));
    awaitTimesheets(5);
    assertThat(serve.interrupt().ended(END).status()).isZero();
    Ended exported = export.ended();
    assertThat(exported.reportStatus()).as(exported.toString()).isEqualTo("done");
    assertThat(sandbox.bexio().table("timesheet").count()).isEqualTo(ENTRIES);
  }

  @Test
  void aSecondExportIsRefusedAtOnceWithTheNameOfTheFirst() throws IOException {
    sandbox.faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(900)));
    connector.jvm("-Duser.name=anna.first");
    Child first = connector.start(export("--json"));
    awaitTimesheets(1);
    Ended second = connector.run(export("--json"));
    assertThat(first.isAlive()).isTrue();
    assertThat(second.status()).as(second.toString()).isEqualTo(2);
    assertThat(second.reportStatus()).isEqualTo("refused");
    assertThat(second.json().get("problems")).hasSize(1);
    assertThat(second.json().get("problems").get(0).get("text").asText())
        .contains("anna.first", "process " + first.pid());
    Ended ended = first.terminate().ended(END);
    assertThat(ended.reportStatus()).isEqualTo("interrupted");
  }

  private void awaitTimesheets(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> sandbox.bexio().table("timesheet").count() >= count);
  }

  private static String[] export(String... options) {
    String[] line = new String[5 + options.length];
    System.arraycopy(
        new String[] {"export", "--from", "2026-09-01", "--to", "2026-09-30"}, 0, line, 0, 5);
    System.arraycopy(options, 0, line, 5, options.length);
    return line;
  }
}
