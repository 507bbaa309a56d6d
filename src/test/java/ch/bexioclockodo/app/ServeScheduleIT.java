package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Schedules run once a local date, however often Quartz wakes and the process starts. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ServeScheduleIT {

  private static final String WAKES = "Calling execute on job bexio-clockodo.";

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(3)).limits(false).start();
    connector =
        new Distribution(folder, sandbox)
            .linked()
            .set("import.cron", "* * * * * ?")
            .set("export.cron", "* * * * * ?")
            .jvm("-Dorg.slf4j.simpleLogger.log.org.quartz.core.JobRunShell=debug");
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void importAndExportRunOnceADay() throws IOException, SQLException {
    knownSinceLastWeek();
    Child first = connector.start("serve");
    first.awaitErr("import run: done");
    first.awaitErr("export run: done");
    assertThat(first.terminate().ended(Duration.ofSeconds(10)).status()).isZero();
    assertThat(scheduledRuns()).containsExactlyInAnyOrder("import done", "export done");
    int requests = sandbox.journal().requests().size();

    Child second = connector.start("serve");
    // A job that was begun twice has ended once, since neither runs beside itself.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> wakes(second, "import") >= 2 && wakes(second, "export") >= 2);
    assertThat(second.terminate().ended(Duration.ofSeconds(10)).status()).isZero();
    assertThat(scheduledRuns()).containsExactlyInAnyOrder("import done", "export done");
    assertThat(sandbox.journal().requests()).hasSize(requests);
  }

  private static long wakes(Child serve, String job) {
    return serve.err().lines().filter(line -> line.contains(WAKES + job)).count();
  }

  /** A schedule that nobody knows yet runs at its next time; these ran yesterday. */
  private void knownSinceLastWeek() throws SQLException {
    try (Connection database = connector.database();
        Statement statement = database.createStatement()) {
      for (String kind : new String[] {"import", "export"}) {
        statement.executeUpdate(
            "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
                + " values ('default', '"
                + kind
                + "', current_date - 1, current_timestamp - interval '1' day, 'a test')");
      }
    }
  }

  private List<String> scheduledRuns() throws SQLException {
    List<String> runs = new ArrayList<>();
    try (Connection database = connector.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select kind, status from bexio_clockodo.run where started_by like 'schedule%'")) {
      while (row.next()) {
        runs.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return runs;
  }
}
