package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** bexio holds timesheets that the ledger knows nothing of: it is lost, or older than bexio. */
class LedgerLostTest {

  private static final int ENTRIES = 40;

  private static ExportNightsWorld nights;
  private static World world;

  @BeforeAll
  static void start() throws IOException {
    nights = new ExportNightsWorld(ENTRIES);
    world = nights.world();
  }

  @AfterAll
  static void end() throws IOException {
    nights.close();
  }

  @BeforeEach
  void export() throws SQLException {
    nights.putBack();
    world.export();
    nights.pass(Duration.ofHours(24));
    assertThat(world.timesheets()).hasSize(ENTRIES);
  }

  @Test
  void aLostLedgerIsNoticedBeforeTheFirstWriteAndNothingIsCreatedTwice() throws SQLException {
    forget("1 = 1");

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
    assertThat(count(run, "needsDecision")).isEqualTo(ENTRIES);
    assertThat(rows(run)).allMatch(row -> "DECIDE".equals(row.get("action")));
    assertThat(world.timesheets()).hasSize(ENTRIES);
    assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
  }

  @Test
  void aLedgerFromAnOldBackupCreatesWhatIsNewAndNothingTwice() throws SQLException {
    forget("mod(entry_id, 2) = 0");
    ObjectNode late = nights.entries().list().get(0).deepCopy();
    late.remove("id");
    late.put("text", "Seit der Sicherung")
        .put("time_since", "2026-09-02T18:00:00Z")
        .put("time_until", "2026-09-02T18:30:00Z")
        .put("duration", 1800);
    nights.entries().insert(late);

    Map<String, Object> run = world.export();

    assertThat(count(run, "needsDecision")).as("%s", run).isEqualTo(ENTRIES / 2);
    assertThat(count(run, "unchanged")).isEqualTo(ENTRIES / 2);
    assertThat(count(run, "done")).isEqualTo(1);
    assertThat(world.timesheets()).hasSize(ENTRIES + 1);
  }

  private static void forget(String which) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("delete from bexio_clockodo.ledger where " + which);
    }
  }
}
