package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
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
class KillIT extends KilledExport {

  private static final int ENTRIES = 620;
  private static final int TWINS = 3;
  private static final long SEED = 20261123;
  private static final Duration FIRST_ROW_WITHIN = Duration.ofSeconds(5);
  private static final String[] EXPORT = {
    "export", "--from", "2026-09-01", "--to", "2026-09-30", "--json"
  };
  private static final Map<String, Object> NEXT_EXPORT =
      Map.of("bexioClockodoFrom", "2026-09-01", "bexioClockodoTo", "2026-09-30");

  KillIT() {
    super(EXPORT, NEXT_EXPORT);
  }

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

  static Stream<Arguments> sample() {
    return eachOnce(KillPoint.values(), SEED);
  }

  static Stream<Arguments> all() {
    return eachOften(KillPoint.values());
  }

  private void killAndGoOn(KillPoint point, int nth) throws Exception {
    try (Sandbox sandbox =
            Sandbox.builder().data(SandboxData.entries(ENTRIES)).limits(false).start();
        Distribution connector = new Distribution(folder, sandbox).linked()) {
      twins(sandbox);
      die(
          point,
          nth,
          sandbox,
          connector,
          "POST /2.0/timesheet",
          () -> sandbox.bexio().table("timesheet").count());
      sandbox.faults().clear();

      ExportJudge judge = ExportJudge.of(sandbox, connector);
      Verdict left = judge.verdict();
      assertThat(left.ledger()).as("every timesheet has an intent").isEmpty();
      assertThat(left.duplicated()).isEmpty();
      assertThat(left.wrong()).isEmpty();
      Set<String> affected = affected(sandbox, connector);
      connector.letTheLeaseEnd();
      int before = sandbox.journal().requests().size();
      goOn(
          connector,
          report ->
              assertTheFirstRowLeavesSoon(
                  sandbox.journal().requests().stream().skip(before).toList(), affected, report));
      judge.verdict().assertClean("after the settle time");
    }
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
