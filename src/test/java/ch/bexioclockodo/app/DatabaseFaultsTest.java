package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that goes, or that lets nobody write, while timesheets are being sent. */
class DatabaseFaultsTest {

  private static final int ENTRIES = 620;

  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @TempDir Path folder;

  @Test
  void aDatabaseThatIsGoneForAMomentCostsNothing() throws Exception {
    Map<String, Object> run = exportWhile(FaultyDatabase.GONE, true);
    assertThat(run.get("status")).as("%s", run).isIn("done", "failed", "interrupted");
  }

  @Test
  @Tag("faults")
  void withoutADatabaseNothingIsSentWithoutADurableIntent() throws Exception {
    Map<String, Object> run = exportWhile(FaultyDatabase.GONE, false);
    assertThat(run.get("status")).as("%s", run).isIn("failed", "interrupted");
  }

  @Test
  void withADatabaseThatLetsNobodyWriteNothingIsSentWithoutADurableIntent() throws Exception {
    Map<String, Object> run = exportWhile(FaultyDatabase.READ_ONLY, false);
    assertThat(run.get("status")).as("%s", run).isIn("failed", "interrupted");
  }

  private Map<String, Object> exportWhile(String fault, boolean soonBack) throws Exception {
    FaultyDatabase database = new FaultyDatabase(POSTGRES);
    try (World world =
        new World(
            folder, SandboxData.entries(ENTRIES), builder -> builder, "db.url", database.url())) {
      world.importAll();
      world.sandbox().faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(2)));
      CompletableFuture<Map<String, Object>> run = CompletableFuture.supplyAsync(world::export);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> world.timesheets().size() > 100);
      database.strike(fault);
      if (soonBack) {
        database.comesBackAfter(Duration.ofMillis(300));
      }
      Map<String, Object> ended = run.get(90, TimeUnit.SECONDS);
      database.restore();
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
}
