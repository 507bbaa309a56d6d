package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that are killed at every durable step of an export, and what the next run makes of it.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

  private static final int ENTRIES = 620;
  private static final int TWINS = 3;
  private static final int SIGKILL = 128 + 9;
  private static final long SEED = 20261123;
  private static final Duration REST = Duration.ofMillis(300);
  private static final Duration FIRST_ROW_WITHIN = Duration.ofSeconds(5);
  private static final String[] EXPORT = {
    "export", "--from", "2026-09-01", "--to", "2026-09-30", "--json"
  };

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}.")
  @MethodSource("sample")
  void aKilledExportLosesAndDoublesNothing(KillPoint point, int nth) throws Exception {
    killAndGoOn(point, nth);
  }

  @ParameterizedTest(name = "{0}, {1}.")
  @MethodSource("all")
  @Tag("faults")
  void anExportKilledAtAnyStepLosesAndDoublesNothing(KillPoint point, int nth) throws Exception {
    killAndGoOn(point, nth);
  }

  /** Each step once, each time another of its occurrences. */
  static Stream<Arguments> sample() {
    Random random = new Random(SEED);
    return Stream.of(KillPoint.values())
        .map(point -> Arguments.of(point, 1 + random.nextInt(point.times())));
  }

  static Stream<Arguments> all() {
    return Stream.of(KillPoint.values())
        .flatMap(
            point ->
                IntStream.rangeClosed(1, Math.min(point.times(), 20))
                    .map(i -> point.times() > 20 ? i * point.times() / 20 : i)
                    .mapToObj(nth -> Arguments.of(point, nth)));
  }

  private void killAndGoOn(KillPoint point, int nth) throws Exception {
    try (Sandbox sandbox =
            Sandbox.builder().data(SandboxData.entries(ENTRIES)).limits(false).start();
        Distribution connector = new Distribution(folder, sandbox).linked()) {
      twins(sandbox);
      die(point, nth, sandbox, connector);
      sandbox.faults().clear();

      ExportJudge judge = ExportJudge.of(sandbox, connector);
      Verdict left = judge.verdict();
      assertThat(left.ledger()).as("every timesheet has an intent").isEmpty();
      assertThat(left.duplicated()).isEmpty();
      assertThat(left.wrong()).isEmpty();
      Set<String> affected = affected(sandbox, connector);
      connector.letTheLeaseEnd();
      goOn(sandbox, connector, affected);
      judge.verdict().assertClean("after the settle time");
    }
  }

  private void die(KillPoint point, int nth, Sandbox sandbox, Distribution connector)
      throws IOException, InterruptedException {
    if (point.ofDatabase()) {
      String option = point.commit().option(folder, nth);
      Ended killed = connector.jvm(option).start(EXPORT).ended();
      assertThat(killed.status()).as("killed %s: %s", point, killed).isEqualTo(SIGKILL);
      return;
    }
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    Predicate<String> nthArrives =
        row -> {
          boolean meant = count.incrementAndGet() == nth;
          if (meant) {
            arrived.countDown();
          }
          return meant;
        };
    boolean committed = point == KillPoint.AFTER_THE_SERVERS_COMMIT;
    Fault fault =
        committed
            ? Fault.lateAnswer(Duration.ofSeconds(30))
            : nth % 2 == 0
                ? Fault.lateCommit(Duration.ofMillis(400))
                : Fault.latency(Duration.ofMillis(400));
    sandbox.faults().on("POST /2.0/timesheet").row(nthArrives).then(fault);
    Child child = connector.start(EXPORT);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).as("the request arrived").isTrue();
    if (committed) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(2))
          .until(() -> sandbox.bexio().table("timesheet").count() >= nth);
    }
    child.kill();
    // What was on its way when the process died is committed or not by then.
    Awaitility.await().during(REST).until(sandbox::isAtRest);
  }

  /** The run after the crash, and one after the settle time. */
  private static void goOn(Sandbox sandbox, Distribution connector, Set<String> affected)
      throws Exception {
    int before = sandbox.journal().requests().size();
    try (Connector next = connector.inThisProcess()) {
      Map<String, Object> report = export(next);
      assertThat(World.closes(report)).as("balance of %s", report).isTrue();
      assertThat(report.get("status")).as("%s", report).isIn("done", "attention");
      assertTheFirstRowLeavesSoon(
          sandbox.journal().requests().stream().skip(before).toList(), affected, report);
      next.context().getRegistry().unbind("bexioClockodoClock");
      next.context()
          .getRegistry()
          .bind("bexioClockodoClock", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)));
      Map<String, Object> settled = export(next);
      assertThat(settled.get("status")).as("%s", settled).isEqualTo("done");
    }
  }

  private static Map<String, Object> export(Connector connector) {
    return connector.call(
        "bexio-clockodo-export",
        Map.of("bexioClockodoFrom", "2026-09-01", "bexioClockodoTo", "2026-09-30"));
  }

  private static void assertTheFirstRowLeavesSoon(
      List<JournalEntry> calls, Set<String> affected, Map<String, Object> report) {
    calls.stream()
        .filter(call -> call.method().equals("POST") && call.path().equals("/2.0/timesheet"))
        .filter(call -> affected.stream().noneMatch(call.body()::contains))
        .findFirst()
        .ifPresentOrElse(
            first ->
                assertThat(Duration.between(calls.get(0).instant(), first.instant()))
                    .as("until the first row that is not affected")
                    .isLessThan(FIRST_ROW_WITHIN),
            () -> assertThat(World.count(report, "done")).isLessThanOrEqualTo(affected.size()));
  }

  /** The texts of the entries that were on their way. */
  private static Set<String> affected(Sandbox sandbox, Distribution connector) throws SQLException {
    Set<String> texts = new TreeSet<>();
    try (Connection database = connector.database();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select entry_id from bexio_clockodo.ledger where state = 'SENDING'")) {
      while (rows.next()) {
        texts.add(sandbox.clockodo().table("entries").get(rows.getInt(1)).get("text").asText());
      }
    }
    return texts;
  }

  /** Entries that nobody can tell apart, among the others. */
  private static void twins(Sandbox sandbox) {
    for (int i = 0; i < TWINS; i++) {
      ObjectNode twin = sandbox.clockodo().table("entries").list().get(i * 2).deepCopy();
      twin.remove("id");
      sandbox.clockodo().table("entries").insert(twin);
    }
  }
}
