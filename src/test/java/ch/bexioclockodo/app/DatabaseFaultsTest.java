package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that goes, or that lets nobody write, while timesheets are being sent. */
class DatabaseFaultsTest {

  private static final int ENTRIES = 620;
  private static final String GONE = "alter database connector allow_connections false";
  private static final String READ_ONLY =
      "alter database connector set default_transaction_read_only = on";
  private static final String BACK =
      "alter database connector allow_connections true;"
          + " alter database connector reset default_transaction_read_only";
  private static final String CUT =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'connector'";

  private static EmbeddedPostgres postgres;

  @TempDir Path folder;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @Test
  void aDatabaseThatIsGoneForAMomentCostsNothing() throws Exception {
    Map<String, Object> run = exportWhile(GONE, true);
    assertThat(run.get("status")).as("%s", run).isIn("done", "failed", "interrupted");
  }

  @Test
  @Tag("faults")
  void withoutADatabaseNothingIsSentWithoutADurableIntent() throws Exception {
    Map<String, Object> run = exportWhile(GONE, false);
    assertThat(run.get("status")).as("%s", run).isIn("failed", "interrupted");
  }

  @Test
  void withADatabaseThatLetsNobodyWriteNothingIsSentWithoutADurableIntent() throws Exception {
    Map<String, Object> run = exportWhile(READ_ONLY, false);
    assertThat(run.get("status")).as("%s", run).isIn("failed", "interrupted");
  }

  private Map<String, Object> exportWhile(String fault, boolean soonBack) throws Exception {
    administer("drop database if exists connector");
    administer("create database connector");
    try (World world = new World(folder, SandboxData.entries(ENTRIES))) {
      world.set("db.url", postgres.getJdbcUrl("postgres", "connector")).restart();
      world.importAll();
      world.sandbox().faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(2)));
      CompletableFuture<Map<String, Object>> run = CompletableFuture.supplyAsync(world::export);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> world.timesheets().size() > 100);
      administer(fault);
      administer(CUT);
      if (soonBack) {
        // Nothing is waited for: the database is away for so long.
        TimeUnit.MILLISECONDS.sleep(300);
        administer(BACK);
      }
      Map<String, Object> ended = run.get(90, TimeUnit.SECONDS);
      administer(BACK);
      administer(CUT);
      world.sandbox().faults().clear();
      world.restart();

      Verdict left = ExportJudge.of(world).verdict();
      assertThat(left.ledger()).as("every timesheet has an intent: %s", ended).isEmpty();
      assertThat(left.duplicated()).isEmpty();
      for (int minutes = 2; minutes <= 42; minutes += 20) {
        world.clockAdvancesBy(Duration.ofMinutes(minutes));
        world.export();
      }
      ExportJudge.of(world).verdict().assertClean("after the settle time");
      return ended;
    }
  }

  private static void administer(String sql) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
