package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two owners of one connection: the one that slept, and the one that took over meanwhile. */
class TakeoverFaultsTest {

  private static final int ENTRIES = 60;
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(2);

  /** Much longer than a takeover, even where the machine is busy. */
  private static final Duration ASLEEP = Duration.ofSeconds(4);

  @TempDir Path folder;
  private World sleeper;
  private Connector other;

  @BeforeEach
  void start() throws IOException {
    sleeper = new World(folder, SandboxData.entries(ENTRIES));
    sleeper.importAll();
    other =
        Connector.start(
            SettingsFile.read(folder.resolve("application.properties")),
            Connector.routes(),
            false,
            Database.PATIENT);
  }

  @AfterEach
  void end() {
    other.close();
    sleeper.close();
  }

  /** As a machine that sleeps: its requests stand still, and its clock has moved when it wakes. */
  @Test
  void anOwnerThatSleepsThroughATakeoverSendsNothingWhenItWakes() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    sleeper
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row(arriving(left))
        .then(Fault.latency(ASLEEP));
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    bind(sleeper.connector(), new MovedClock(slept));
    CompletableFuture<Map<String, Object>> sleeping =
        CompletableFuture.supplyAsync(sleeper::export);
    assertThat(left.await(30, TimeUnit.SECONDS)).as("a request has left").isTrue();
    slept.set(LONGER_THAN_A_LEASE);
    sleeper.sandbox().faults().clear();
    Map<String, Object> taken = export(LONGER_THAN_A_LEASE);
    assertThat(sleeping).as("it still sleeps").isNotDone();
    assertThat(count(taken, "unknown")).as("%s", taken).isPositive();
    Map<String, Object> woken = sleeping.get(30, TimeUnit.SECONDS);

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
    Map<String, Object> last = export(LONGER_THAN_A_LEASE.plusMinutes(20));
    assertThat(last.get("status")).as("%s", last).isEqualTo("done");
    ExportJudge.of(sleeper).verdict().assertClean("after the settle time");
  }

  /** What a dead process had on its way only the ledger knows, until a run takes over. */
  @Test
  void anUndoPreviewOfARunThatNobodyHasTakenOverShowsWhatMayHaveArrived() throws Exception {
    sleeper.sandbox().faults().on("POST /2.0/timesheet").nth(0).then(Fault.latency(ASLEEP));
    CompletableFuture<Map<String, Object>> sleeping =
        CompletableFuture.supplyAsync(sleeper::export);
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
    CompletableFuture<Map<String, Object>> one = CompletableFuture.supplyAsync(sleeper::export);
    CompletableFuture<Map<String, Object>> two =
        CompletableFuture.supplyAsync(() -> export(Duration.ZERO));

    List<Object> statuses =
        List.of(one.get(30, TimeUnit.SECONDS), two.get(30, TimeUnit.SECONDS)).stream()
            .map(report -> report.get("status"))
            .toList();

    assertThat(statuses).contains("done");
    assertThat(sleeper.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
    ExportJudge.of(sleeper).verdict().assertClean("after both");
  }

  @Test
  void aScheduledExportWaitsForTheOneThatRuns() throws Exception {
    sleeper.sandbox().faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(40)));
    CompletableFuture<Map<String, Object>> first = CompletableFuture.supplyAsync(sleeper::export);
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

  /** Every row, told as soon as one arrives. */
  private static Predicate<String> arriving(CountDownLatch arrived) {
    return row -> {
      arrived.countDown();
      return true;
    };
  }

  private Map<String, Object> export(Duration later) {
    bind(other, Clock.offset(Clock.systemUTC(), later));
    return other.call(
        "bexio-clockodo-export",
        Map.of("bexioClockodoFrom", "2026-09-01", "bexioClockodoTo", "2026-09-30"));
  }

  private static void bind(Connector connector, Clock clock) {
    connector.context().getRegistry().unbind("bexioClockodoClock");
    connector.context().getRegistry().bind("bexioClockodoClock", clock);
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

  /** A clock that whoever holds it sees moving. */
  private static final class MovedClock extends Clock {

    private final AtomicReference<Duration> moved;

    MovedClock(AtomicReference<Duration> moved) {
      this.moved = moved;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(moved.get());
    }
  }
}
