package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that end in the middle of their work; bexio's own table is the judge. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StopAndKillIT {

  /** A chunk and a half, so that one is recorded and one is not. */
  private static final int ENTRIES = 750;

  private static final int BEFORE_THE_END = 600;
  private static final String[] EXPORT = {
    "export", "--from", "2026-09-01", "--to", "2026-09-30", "--json"
  };

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(ENTRIES)).limits(false).start();
    connector = new Distribution(folder, sandbox).linked();
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void sigtermLosesAndDoublesNothing() throws IOException, SQLException {
    Child export = exportUntil(BEFORE_THE_END);
    Ended interrupted = export.terminate().ended(Duration.ofSeconds(20));
    assertThat(interrupted.status()).as(interrupted.toString()).isEqualTo(1);
    assertThat(interrupted.reportStatus()).isEqualTo("interrupted");
    assertThat(interrupted.err()).isEmpty();
    assertThat(interrupted.count("done")).isEqualTo(timesheets().size()).isLessThan(ENTRIES);
    assertThat(interrupted.count("unknown")).isZero();
    assertThat(ledger()).isEqualTo(timesheetsAs("EXPORTED"));

    sandbox.faults().clear();
    Ended rest = connector.run(EXPORT);
    assertThat(rest.status()).as(rest.toString()).isZero();
    assertThat(rest.count("done")).isEqualTo(ENTRIES - interrupted.count("done"));
    assertThat(rest.count("unchanged")).isEqualTo(interrupted.count("done"));
    assertEveryEntryOnce();
    assertThat(sandbox.journal().writes()).hasSize(ENTRIES);
    assertThat(ledger()).isEqualTo(timesheetsAs("EXPORTED"));
  }

  @Test
  void sigkillDoublesNothingAndEveryDoubtIsReported() throws IOException, SQLException {
    Child export = exportUntil(BEFORE_THE_END);
    export.kill();
    Map<Integer, String> left = ledger();
    TreeSet<Integer> inFlight = entries(left, "SENDING");
    TreeSet<Integer> exported = entries(left, "EXPORTED");
    assertThat(inFlight).isNotEmpty();
    assertThat(exported).isNotEmpty();
    assertThat(left.keySet()).hasSize(inFlight.size() + exported.size());

    assertThatShowTellsWhatIsOnItsWay(inFlight);
    Ended refused = connector.run(EXPORT);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.reportStatus()).isEqualTo("refused");

    sandbox.faults().clear();
    letTheLeaseEnd();
    Ended next = connector.run(EXPORT);
    int killed = connector.run("runs", "--json").json().get(1).get("run").asInt();
    Ended shown = connector.run("show", String.valueOf(killed), "--json");
    assertThat(shown.reportStatus())
        .as("the killed run can be looked at: " + shown)
        .isEqualTo("interrupted");
    assertThat(shown.count("unknown")).isEqualTo(next.count("unknown"));
    assertThat(next.status()).as(next.toString()).isEqualTo(1);
    assertThat(next.reportStatus()).isEqualTo("attention");
    // Of what was in flight, bexio shows what arrived; the rest waits for the settle time.
    assertThat(next.count("unknown")).isPositive().isEqualTo(ENTRIES - timesheets().size());
    assertThat(inFlight).containsAll(entries(ledger(), "UNKNOWN"));
    assertThat(entries(ledger(), "EXPORTED")).hasSize(timesheets().size());
    assertThat(ledger().values())
        .filteredOn(row -> row.startsWith("EXPORTED"))
        .doesNotHaveDuplicates();

    // What was never in doubt is there once; what was in doubt is there once or not at all.
    List<String> texts = timesheets().stream().map(row -> row.get("text").textValue()).toList();
    assertThat(texts).doesNotHaveDuplicates();
    TreeSet<String> certain = new TreeSet<>(texts(new TreeSet<>(allEntries()), inFlight));
    assertThat(texts).containsAll(certain);
  }

  /** Rows and counts say the same, before the next run takes over. */
  private void assertThatShowTellsWhatIsOnItsWay(TreeSet<Integer> inFlight) throws IOException {
    int killed = connector.run("runs", "--json").json().get(0).get("run").asInt();
    Ended shown = connector.run("show", String.valueOf(killed), "--json");
    assertThat(shown.count("unknown")).isEqualTo(inFlight.size());
    TreeSet<Integer> sending = new TreeSet<>();
    for (JsonNode row : shown.json().get("rows")) {
      if ("SENDING".equals(row.get("state").asText())) {
        sending.add(row.get("source").get("id").asInt());
      }
    }
    assertThat(sending).isEqualTo(inFlight);
  }

  @Test
  void sigtermWhileReadingWritesNothing() throws IOException {
    sandbox.faults().on("GET /v2/entries").then(Fault.latency(Duration.ofSeconds(3)));
    Child export = connector.start(EXPORT);
    await(() -> sandbox.journal().count("clockodo", "GET", "/v2/entrygroups") > 0);
    Ended ended = export.terminate().ended(Duration.ofSeconds(20));
    assertThat(ended.status()).as(ended.toString()).isIn(1, 2);
    assertThat(ended.reportStatus()).isIn("interrupted", "failed");
    assertThat(ended.json().get("problems")).isNotEmpty();
    assertThat(ended.err()).isEmpty();
    assertThat(sandbox.journal().writes()).isEmpty();
  }

  private Child exportUntil(int timesheets) throws IOException {
    sandbox.faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(15)));
    Child export = connector.start(EXPORT);
    await(() -> timesheets().size() >= timesheets);
    return export;
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(condition);
  }

  private List<ObjectNode> timesheets() {
    return sandbox.bexio().table("timesheet").list();
  }

  private void assertEveryEntryOnce() {
    assertThat(timesheets().stream().map(row -> row.get("text").textValue()).toList())
        .containsExactlyInAnyOrderElementsOf(texts(new TreeSet<>(allEntries()), new TreeSet<>()));
  }

  private List<Integer> allEntries() {
    return sandbox.clockodo().table("entries").list().stream()
        .map(row -> row.get("id").intValue())
        .toList();
  }

  private List<String> texts(TreeSet<Integer> entries, TreeSet<Integer> without) {
    return entries.stream()
        .filter(id -> !without.contains(id))
        .map(id -> sandbox.clockodo().table("entries").get(id).get("text").textValue())
        .toList();
  }

  /** What the ledger must hold for the timesheets that are in bexio, by their unique texts. */
  private Map<Integer, String> timesheetsAs(String state) {
    Map<String, Integer> byText =
        sandbox.clockodo().table("entries").list().stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("text").textValue(), row -> row.get("id").intValue()));
    return timesheets().stream()
        .collect(
            Collectors.toMap(
                row -> byText.get(row.get("text").textValue()),
                row -> state + " " + row.get("id").intValue(),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private Map<Integer, String> ledger() throws SQLException {
    Map<Integer, String> rows = new TreeMap<>();
    try (Connection database = connector.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select entry_id, state, timesheet_id from bexio_clockodo.ledger")) {
      while (row.next()) {
        rows.put(row.getInt(1), row.getString(2) + " " + row.getString(3));
      }
    }
    return rows;
  }

  private static TreeSet<Integer> entries(Map<Integer, String> ledger, String state) {
    return ledger.entrySet().stream()
        .filter(row -> row.getValue().startsWith(state + " "))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As if the 90 seconds had passed. */
  private void letTheLeaseEnd() throws SQLException {
    try (Connection database = connector.database();
        Statement statement = database.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update bexio_clockodo.run_lock set lease_until = timestamp with time zone"
                      + " '2026-01-01 00:00:00Z' where owner is not null"))
          .isEqualTo(1);
    }
  }
}
