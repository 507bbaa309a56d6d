package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Eight entries of four customers that become four drafts, while something goes wrong. */
@Timeout(120)
abstract class DraftsWithFaults {

  static final int ENTRIES = 8;
  static final int DRAFTS = 4;
  static final String CREATE = "POST /2.0/kb_invoice";
  static final String SEARCH = "POST /2.0/kb_invoice/search";
  static final String MARK = "PUT /v2/entries/*";
  static final Duration SETTLED = Duration.ofMinutes(20);

  static ExportNightsWorld nights;
  static World world;

  @BeforeAll
  static void start() throws IOException {
    nights = new ExportNightsWorld(ENTRIES, InvoiceJudge.SETTINGS);
    world = nights.world();
  }

  @AfterAll
  static void end() throws IOException {
    nights.close();
  }

  @BeforeEach
  void putBack() throws SQLException {
    nights.putBack();
  }

  /** Whatever a test does: this holds at its end, unless it has shown and mended what did not. */
  @AfterEach
  void nothingIsTwiceOrMarkedWithoutDraft() {
    judge().assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  static Map<String, Object> export(String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "As";
    all[headers.length + 1] = "invoice-drafts";
    Map<String, Object> run = world.export(all);
    assertThat(World.closes(run) || "failed".equals(run.get("status")))
        .as("balance of %s", run)
        .isTrue();
    return run;
  }

  static InvoiceJudge judge() {
    return new InvoiceJudge(world.sandbox());
  }

  static Table documents() {
    return world.sandbox().bexio().table("kb_invoice");
  }

  static List<JournalEntry> creates() {
    return world.posts("bexio", "/2.0/kb_invoice");
  }

  static List<JournalEntry> marks() {
    return world.sandbox().journal().writes().stream()
        .filter(call -> call.path().startsWith("/v2/entries/"))
        .toList();
  }

  static long first() {
    return nights.entries().list().get(0).get("id").asLong();
  }

  /** The drafts of a report. */
  static List<Map<?, ?>> drafts(Map<String, Object> report) {
    return World.rows(report).stream()
        .filter(row -> "invoice-draft".equals(row.get("kind")))
        .toList();
  }

  /** The document that was written for the first draft comes a second time, long after. */
  static ObjectNode comesTrueLate(ObjectNode document) {
    ObjectNode late = document.deepCopy();
    late.remove("id");
    return documents().insert(late);
  }

  static void edit(long entry, String field, Object value) {
    world.edit(entry, field, value);
    world.edit(
        entry,
        "time_last_change",
        java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
  }

  static ObjectNode change(String key, Object value) {
    return new ObjectMapper().valueToTree(Map.of(key, value));
  }

  /** Everything that a run of drafts has written into the database is gone. */
  static void loseTheLedger(String whichDrafts) throws SQLException {
    statement(
        "delete from bexio_clockodo.billed_mark where entry_id in (select entry_id from"
            + " bexio_clockodo.invoiced_entry where api_reference in (select api_reference from"
            + " bexio_clockodo.invoice_draft where "
            + whichDrafts
            + "))");
    statement(
        "delete from bexio_clockodo.invoiced_entry where api_reference in (select api_reference"
            + " from bexio_clockodo.invoice_draft where "
            + whichDrafts
            + ")");
    statement("delete from bexio_clockodo.invoice_draft where " + whichDrafts);
  }

  static void statement(String sql) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  static long rowsOf(String rowsWhere) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + rowsWhere)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static String referenceOf(JournalEntry create) {
    return String.valueOf(Json.readMap(create.body()).get("api_reference"));
  }

  /** Nothing is left to be done, and another run does nothing. */
  static void everythingIsThereOnce() {
    Map<String, Object> last = export();
    assertThat(last.get("status")).as("%s", last).isEqualTo("done");
    judge().assertEverythingIsThereOnceAndBilled();
    world.sandbox().journal().clear();
    Map<String, Object> idle = export();
    assertThat(idle.get("status")).as("%s", idle).isEqualTo("done");
    assertThat(creates()).isEmpty();
    assertThat(marks()).isEmpty();
  }
}
