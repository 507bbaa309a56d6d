package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two owners of one connection: the one that slept, and the one that took over meanwhile. */
class TakeoverFaultsTest extends TwoOwners {

  private static final int ENTRIES = 60;

  /** Much longer than a takeover, even where the machine is busy. */
  private static final Duration ASLEEP = Duration.ofSeconds(4);

  @BeforeEach
  void start() throws IOException {
    start(ENTRIES);
  }

  @Test
  void anOwnerThatSleepsThroughATakeoverSendsNothingWhenItWakes() throws Exception {
    Takeover takeover = sleepThroughATakeover("POST /2.0/timesheet", ASLEEP);
    Map<String, Object> taken = takeover.taken();
    assertThat(count(taken, "unknown")).as("%s", taken).isPositive();
    Map<String, Object> woken = takeover.woken();

    assertThat(woken.get("status")).as("%s", woken).isEqualTo("interrupted");
    assertThat(problems(woken)).contains("lock.lost");
    assertThat(
            rowsOf(
                "bexio_clockodo.plan_row where state = 'UNKNOWN' and plan = " + woken.get("plan")))
        .as("the sleeper's own plan says what is unknown")
        .isEqualTo(count(taken, "unknown"));
    assertThat(sleeper.posts("bexio", "/2.0/timesheet").size())
        .as("only what had left before it fell asleep")
        .isLessThanOrEqualTo(4);
    Map<String, Object> last = exportOfTheOther(LONGER_THAN_A_LEASE.plusMinutes(20));
    assertThat(last.get("status")).as("%s", last).isEqualTo("done");
    ExportJudge.of(sleeper).verdict().assertClean("after the settle time");
  }

  /** What a dead process had on its way only the ledger knows, until a run takes over. */
  @Test
  void anUndoPreviewOfARunThatNobodyHasTakenOverShowsWhatMayHaveArrived() throws Exception {
    sleeper.sandbox().faults().on("POST /2.0/timesheet").nth(0).then(Fault.latency(ASLEEP));
    CompletableFuture<Map<String, Object>> sleeping = exportOfTheSleeper();
    Awaitility.await().until(() -> intents() > 0);
    long run = rowsOf("bexio_clockodo.run");

    Map<String, Object> undo =
        other.call(
            "bexio-clockodo-undo",
            Map.of("bexioClockodoRun", String.valueOf(run), "bexioClockodoPreview", "true"));

    assertThat(sleeping).as("it still sleeps").isNotDone();
    assertThat(count(undo, "needsDecision")).as("%s", undo).isEqualTo(ENTRIES);
    sleeper.sandbox().faults().clear();
    assertThat(sleeping.get(30, TimeUnit.SECONDS).get("status")).isEqualTo("done");
  }

  @Test
  void twoAtOnceSendEachEntryOnceAndOneIsRefused() throws Exception {
    assertThat(statusesOfTwoAtOnce()).contains("done");
    assertThat(sleeper.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
    ExportJudge.of(sleeper).verdict().assertClean("after both");
  }

  @Test
  void aScheduledExportWaitsForTheOneThatRuns() throws Exception {
    sleeper.sandbox().faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(40)));
    CompletableFuture<Map<String, Object>> first = exportOfTheSleeper();
    Awaitility.await().until(() -> intents() > 0);

    Map<String, Object> scheduled =
        other.call(
            "bexio-clockodo-export",
            Map.of(
                "bexioClockodoFrom", "2026-09-01",
                "bexioClockodoTo", "2026-09-30",
                "bexioClockodoScheduled", "true"));

    assertThat(first.get(30, TimeUnit.SECONDS).get("status")).isEqualTo("done");
    assertThat(scheduled.get("status")).as("%s", scheduled).isEqualTo("done");
    assertThat(count(scheduled, "unchanged")).isEqualTo(ENTRIES);
    assertThat(sleeper.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
  }

  private long intents() throws SQLException {
    return rowsOf("bexio_clockodo.ledger where state = 'SENDING'");
  }

  private long rowsOf(String rowsWhere) throws SQLException {
    try (Connection database = other.dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + rowsWhere)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
