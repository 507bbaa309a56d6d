package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lines of docs/faults.md about data that change after their export, judged by bexio's table.
 */
class DataFaultsTest {

  /** What people do to a timesheet in bexio, after which it is theirs. */
  enum ByHand {
    INVOICED,
    CLOSED,
    EDITED,
    DELETED
  }

  private static final int ENTRIES = 40;
  private static final Duration A_NIGHT = Duration.ofHours(24);

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
  void putBack() throws SQLException {
    nights.putBack();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void twins(int times) {
    for (int i = 1; i < times; i++) {
      insert(entry(0).deepCopy());
    }
    Map<String, Object> run = world.export();
    assertThat(count(run, "done")).isEqualTo(ENTRIES + times - 1);
    judge().assertClean(times + " twins");
    assertNothingNew();
  }

  @Test
  void editedMovedRedescribedOrDeletedInClockodoAfterTheExport() {
    world.export();
    change(0, row().put("time_until", "2026-09-01T09:13:00Z").put("duration", 15180));
    change(
        1,
        row()
            .put("time_since", "2026-09-17T05:00:00Z")
            .put("time_until", "2026-09-17T05:10:00Z")
            .put("duration", 600));
    change(2, row().put("text", "Neu beschrieben"));
    change(3, row().put("users_id", 3102).put("services_id", 7103));
    change(4, row().put("projects_id", 50104).put("customers_id", 40102));
    change(5, row().put("billable", 0));
    nights.entries().remove(entry(6).get("id").asInt());
    nights.pass(A_NIGHT);

    Map<String, Object> run = world.export();
    comesToRest();

    assertThat(count(run, "update")).as("%s", run).isEqualTo(6);
    assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
    judge().assertClean("after what was edited");
  }

  @ParameterizedTest
  @EnumSource
  void whatSomebodyHasTouchedInBexioIsForAPersonAndNeverOverwrittenOrSentAgain(ByHand what) {
    world.export();
    ObjectNode entry = entry(7);
    ObjectNode left = touch(entry, what);
    change(7, row().put("text", "In clockodo neu beschrieben"));
    nights.pass(A_NIGHT);

    Map<String, Object> run = world.export();
    comesToRest();

    assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
    assertThat(rows(run))
        .singleElement()
        .satisfies(row -> assertThat(row.get("action")).isEqualTo("DECIDE"))
        .asString()
        .contains(entry.get("id").asText());
    assertUntouched(what, left);
    assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
  }

  @ParameterizedTest
  @EnumSource
  void deletedInClockodoAfterSomebodyHasTouchedItInBexio(ByHand what) {
    world.export();
    ObjectNode entry = entry(7);
    ObjectNode left = touch(entry, what);
    nights.entries().remove(entry.get("id").asInt());
    nights.pass(A_NIGHT);

    world.export();
    comesToRest();

    assertUntouched(what, left);
    assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
  }

  /** Whatever has become of its timesheet, the same work is not sent a second time. */
  @ParameterizedTest
  @EnumSource
  void anEntryThatWasRecordedAgainInheritsItsTimesheetHoweverThatStands(ByHand what) {
    world.export();
    ObjectNode entry = entry(7);
    ObjectNode left = touch(entry, what);
    nights.entries().remove(entry.get("id").asInt());
    insert(entry.deepCopy());
    nights.pass(A_NIGHT);

    Map<String, Object> run = world.export();
    comesToRest();

    assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(ENTRIES);
    assertUntouched(what, left);
    if (what == ByHand.DELETED) {
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
    }
    if (what == ByHand.EDITED || what == ByHand.DELETED) {
      assertThat(world.export().get("status")).isEqualTo("attention");
    }
  }

  /**
   * Its place in the ledger is taken, so it cannot inherit; it had been stale night after night.
   */
  @Test
  void anEntryThatWasInDoubtWhenAnotherOfItsTimeIsDeletedIsSentOnItsOwn() {
    world.export();
    ObjectNode deleted = entry(7);
    ObjectNode doubtful = deleted.deepCopy().put("text", "In der gleichen Zeit");
    insert(doubtful);
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("In der gleichen Zeit")
        .attempt(1)
        .then(Fault.dropBeforeCommit());
    assertThat(count(world.export(), "unknown")).isEqualTo(1);
    nights.entries().remove(deleted.get("id").asInt());
    nights.pass(A_NIGHT);

    world.export();
    comesToRest();

    judge().assertClean("the one deleted, the other sent");
  }

  @Test
  void lateAndBackDatedEntriesInsideTheWindow() {
    world.export();
    ObjectNode late = entry(0).deepCopy();
    late.put("text", "Nachgetragen")
        .put("time_since", "2026-09-02T18:00:00Z")
        .put("time_until", "2026-09-02T18:30:00Z")
        .put("duration", 1800);
    insert(late);
    nights.pass(A_NIGHT);

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(1);
    judge().assertClean("with a late entry");
  }

  @Test
  void textsThatBexioKeepsAreNotSeenAsChangedAfterwards() {
    List<String> texts =
        List.of(
            "Abnahme 👷‍♀️ 𝄞",
            "<b>Nachtrag</b> & \"Offerte\" 'v2'",
            "Zeile 1\nZeile 2\r\n\tZeile 3",
            "Langer Text. ".repeat(700),
            "  Leerzeichen  ",
            "=1+1; \\ /",
            "e\u0301 und é");
    for (int i = 0; i < texts.size(); i++) {
      change(i, row().put("text", texts.get(i)));
    }
    world.export();
    judge().assertClean("texts of all kinds");
    assertNothingNew();
  }

  private static void comesToRest() {
    for (int night = 1; night <= 3; night++) {
      nights.pass(A_NIGHT);
      world.export();
    }
    assertNothingNew();
  }

  private static void assertNothingNew() {
    nights.pass(A_NIGHT);
    int writes = world.sandbox().journal().writes().size();
    world.export();
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
  }

  private static Verdict judge() {
    return ExportJudge.of(world).verdict();
  }

  /**
   * Does it to the timesheet of an entry, whose text is its own; how it was left, null for gone.
   */
  private static ObjectNode touch(ObjectNode entry, ByHand what) {
    int id =
        world.timesheets().stream()
            .filter(row -> row.get("text").equals(entry.get("text")))
            .findFirst()
            .orElseThrow()
            .get("id")
            .asInt();
    return switch (what) {
      case INVOICED -> nights.timesheets().update(id, row().put("status_id", 4));
      case CLOSED -> nights.timesheets().update(id, row().put("status_id", 5));
      case EDITED -> nights.timesheets().update(id, row().put("text", "von Hand"));
      case DELETED -> {
        nights.timesheets().remove(id);
        yield null;
      }
    };
  }

  private static void assertUntouched(ByHand what, ObjectNode left) {
    if (what == ByHand.DELETED) {
      assertThat(world.timesheets()).hasSize(ENTRIES - 1);
    } else {
      assertThat(nights.timesheets().get(left.get("id").asInt())).isEqualTo(left);
      assertThat(world.timesheets()).hasSize(ENTRIES);
    }
  }

  private static ObjectNode entry(int index) {
    return nights.entries().list().get(index);
  }

  private static void insert(ObjectNode row) {
    row.remove("id");
    nights.entries().insert(row);
  }

  private static void change(int index, ObjectNode changes) {
    nights.entries().update(entry(index).get("id").asInt(), changes);
  }

  private static ObjectNode row() {
    return BothSides.JSON.createObjectNode();
  }
}
