package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Later runs follow what becomes of exported entries, while nobody has touched their timesheets.
 */
class ExportFollowEndToEndTest {

  private static final long ENTRY = 80013;

  @TempDir Path folder;
  private World world;
  private long timesheet;
  private long exported;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    world.export();
    exported = world.timesheets().size();
    timesheet = Long.parseLong(world.ledger(ENTRY, "timesheet_id"));
    world.sandbox().journal().clear();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private Sandbox sandbox() {
    return world.sandbox();
  }

  private ObjectNode there() {
    return sandbox().bexio().table("timesheet").get((int) timesheet);
  }

  private void byHand(String field, Object value) {
    sandbox()
        .bexio()
        .table("timesheet")
        .update((int) timesheet, new ObjectMapper().valueToTree(Map.of(field, value)));
  }

  private void delete(long entry) {
    sandbox().clockodo().table("entries").remove((int) entry);
  }

  private ObjectNode entry() {
    return sandbox().clockodo().table("entries").get((int) ENTRY);
  }

  @Test
  void aChangedTextChangesTheTimesheetAndNothingElse() {
    ObjectNode before = there().deepCopy();
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");

    Map<String, Object> run = world.export();

    assertThat(rowOf(run, ENTRY).get("action")).isEqualTo("UPDATE");
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(there()).isEqualTo(before.put("text", "Messreihe, neu beschrieben"));
    assertThat(count(run, "update")).isEqualTo(1);
    assertThat(count(run, "unchanged")).isEqualTo(exported - 1);
    assertThat(closes(run)).isTrue();
    sandbox().journal().clear();
    assertThat(count(world.export(), "unchanged")).isEqualTo(exported);
    assertThat(sandbox().journal().writes()).isEmpty();
  }

  @Test
  void aStatusThatAPersonHasSetIsNeverReset() {
    byHand("status_id", 2);
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");

    Map<String, Object> run = world.export();

    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(there().path("status_id").asInt()).isEqualTo(2);
    assertThat(there().path("text").asText()).isEqualTo("Messreihe, neu beschrieben");
  }

  @Test
  void anInvoicedTimesheetIsNeverWritten() {
    byHand("status_id", 4);
    ObjectNode before = there().deepCopy();
    assertThat(count(world.export(), "unchanged")).isEqualTo(exported);
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, ENTRY)).isEqualTo("entry.changed-timesheet-locked");
    assertThat(there()).isEqualTo(before);
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
  }

  @Test
  void anEditByHandIsShownAndNeverOverwritten() {
    byHand("text", "von Hand");

    Map<String, Object> seen = world.export();
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");
    Map<String, Object> changed = world.export();

    assertThat(reasonOf(seen, ENTRY)).isEqualTo("timesheet.edited-by-hand");
    assertThat(reasonOf(changed, ENTRY)).isEqualTo("entry.changed-timesheet-edited");
    assertThat(there().path("text").asText()).isEqualTo("von Hand");
  }

  @Test
  void aTimesheetDeletedByHandIsNotMadeAgain() {
    sandbox().bexio().table("timesheet").remove((int) timesheet);

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, ENTRY)).isEqualTo("timesheet.deleted-by-hand");
    assertThat(sandbox().journal().writes()).isEmpty();
  }

  @Test
  void aDeletedEntryTakesItsTimesheetWithIt() {
    delete(ENTRY);

    Map<String, Object> preview = world.export("Preview", "true");
    assertThat(count(preview, "delete")).isEqualTo(1);
    assertThat(there()).isNotNull();
    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(rowOf(run, ENTRY).get("action")).isEqualTo("DELETE");
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(there()).isNull();
    assertThat(closes(run)).isTrue();
    assertThat(count(world.export(), "unchanged")).isEqualTo(exported - 1);
  }

  @Test
  void aDeletedEntryWhoseTimesheetIsInvoicedIsForAPerson() {
    byHand("status_id", 5);
    delete(ENTRY);

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, ENTRY)).isEqualTo("entry.deleted-timesheet-locked");
    assertThat(there()).isNotNull();
  }

  @Test
  void anEntryMovedOutOfTheWindowIsFollowedAndNotDeleted() {
    world.edit(ENTRY, "time_since", "2026-08-20T06:00:00Z");
    world.edit(ENTRY, "time_until", "2026-08-20T07:30:00Z");
    world.edit(ENTRY, "duration", 5400);

    Map<String, Object> run = world.export();

    assertThat(rowOf(run, ENTRY).get("action")).isEqualTo("UPDATE");
    assertThat(there().path("tracking").path("start").asText()).isEqualTo("2026-08-20 08:00:00");
    assertThat(closes(run)).isTrue();
    assertThat(count(world.export("From", "2026-08-01", "To", "2026-08-31"), "unchanged"))
        .isEqualTo(1);
  }

  @Test
  void aFilterThatHidesAnEntryDeletesNothing() {
    int other = entry().path("customers_id").asInt() == 40101 ? 40102 : 40101;

    Map<String, Object> run = world.export("Customer", String.valueOf(other));

    assertThat(count(run, "delete")).isZero();
    assertThat(sandbox().journal().writes()).isEmpty();
  }

  @Test
  void aDeletedEntryThatTheFilterDoesNotMeanKeepsItsTimesheet() {
    int other = entry().path("customers_id").asInt() == 40101 ? 40102 : 40101;
    delete(ENTRY);

    Map<String, Object> run = world.export("Customer", String.valueOf(other));

    assertThat(count(run, "delete")).isZero();
    assertThat(there()).isNotNull();
    assertThat(sandbox().journal().writes()).isEmpty();
  }

  @Test
  void whatAKeyMayNotSeeIsNotDeleted() throws IOException {
    world
        .set("clockodo.user", Sandbox.CLOCKODO_WORKER_USER)
        .set("clockodo.api-key", Sandbox.CLOCKODO_WORKER_API_KEY)
        .restart();

    Map<String, Object> run = world.export("AllowMassChange", "true");

    assertThat(count(run, "delete")).isZero();
    assertThat(world.timesheets()).hasSize((int) exported);
  }

  @Test
  void aNewEntryInPlaceOfAnInvoicedOneNeitherChangesNorDoublesItsTimesheet() {
    byHand("status_id", 4);
    ObjectNode before = there().deepCopy();
    ObjectNode again = entry().deepCopy().put("text", "neu erfasst");
    delete(ENTRY);
    again.remove("id");
    long fresh = sandbox().clockodo().table("entries").insert(again).path("id").asLong();

    Map<String, Object> run = world.export();

    assertThat(rowOf(run, fresh).get("action")).isEqualTo("LINK");
    assertThat(there()).isEqualTo(before);
    assertThat(world.timesheets()).hasSize((int) exported);
  }

  @Test
  void aNewEntryInTheSamePlaceTakesOverTheTimesheet() {
    ObjectNode again = entry().deepCopy();
    delete(ENTRY);
    again.remove("id");
    ObjectNode entered = sandbox().clockodo().table("entries").insert(again);
    long fresh = entered.path("id").asLong();

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, fresh)).isEqualTo("entry.relinked");
    assertThat(rowOf(run, fresh).get("action")).isEqualTo("LINK");
    assertThat(sandbox().journal().writes()).isEmpty();
    assertThat(Long.parseLong(world.ledger(fresh, "timesheet_id"))).isEqualTo(timesheet);
    assertThat(count(world.export(), "unchanged")).isEqualTo(exported);
  }

  @Test
  void aNewEntryThatOverlapsTheDeletedOneTakesOverTheTimesheetAndChangesIt() {
    ObjectNode again = entry().deepCopy().put("text", "neu erfasst");
    delete(ENTRY);
    again.remove("id");
    long fresh = sandbox().clockodo().table("entries").insert(again).path("id").asLong();

    Map<String, Object> run = world.export();

    assertThat(rowOf(run, fresh).get("action")).isEqualTo("UPDATE");
    assertThat(there().path("text").asText()).isEqualTo("neu erfasst");
    assertThat(world.timesheets()).hasSize((int) exported);
    assertThat(count(world.export(), "unchanged")).isEqualTo(exported);
  }

  @Test
  void anExportedEntryMovedToAnUnlinkedCustomerIsForAPerson() {
    world.edit(ENTRY, "customers_id", 40199);

    Map<String, Object> run = world.export();

    assertThat(List.of("entry.changed-to-unlinked")).contains(reasonOf(run, ENTRY));
    assertThat(sandbox().journal().writes()).isEmpty();
  }

  @Test
  void manyDeletionsAtOnceAreHeldBackUntilTheyAreAllowed() {
    sandbox().clockodo().table("entries").list().stream()
        .map(row -> row.path("id").asLong())
        .filter(id -> world.ledger(id, "timesheet_id") != null)
        .limit(100)
        .forEach(this::delete);

    Map<String, Object> held = world.export();
    assertThat(count(held, "delete")).isZero();
    assertThat(sandbox().journal().writes()).isEmpty();

    Map<String, Object> allowed = world.export("AllowMassChange", "true");
    assertThat(world.timesheets()).hasSize((int) exported - 100);
    assertThat(closes(allowed)).isTrue();
  }

  @Test
  void aNightWithNothingNewMakesSixCalls(@TempDir Path other) throws IOException {
    try (World quiet = new World(other, SandboxData.entries(200))) {
      quiet.importAll();
      assertThat(count(quiet.export(), "done")).isEqualTo(200);
      quiet.sandbox().journal().clear();

      Map<String, Object> run = quiet.export();

      assertThat(count(run, "unchanged")).isEqualTo(200);
      assertThat(quiet.sandbox().journal().requests())
          .as("4, one page of entries and one of timesheets")
          .hasSize(6);
    }
  }

  @Test
  void aChangeThatIsTheSameInBexioIsLookedAtOnce(@TempDir Path other) throws IOException {
    try (World quiet = new World(other, SandboxData.entries(5))) {
      long changed = quiet.sandbox().clockodo().table("entries").list().get(0).path("id").asLong();
      // Either line break becomes the same one.
      quiet.set("export.text", "html").restart();
      quiet.edit(changed, "text", "Messreihe\nausgewertet");
      quiet.importAll();
      quiet.export();
      String before = quiet.ledger(changed, "fingerprint");
      quiet.edit(changed, "text", "Messreihe\r\nausgewertet");
      quiet.sandbox().journal().clear();

      quiet.export("Preview", "true");
      assertThat(quiet.ledger(changed, "fingerprint")).as("a preview").isEqualTo(before);
      Map<String, Object> run = quiet.export();
      assertThat(quiet.sandbox().journal().writes()).isEmpty();
      quiet.sandbox().journal().clear();
      Map<String, Object> later = quiet.export();

      assertThat(quiet.sandbox().journal().requests()).as("a quiet night").hasSize(6);
      for (Map<String, Object> report : List.of(run, later)) {
        assertThat(count(report, "unchanged")).isEqualTo(5);
        assertThat(closes(report)).isTrue();
      }
      quiet.edit(changed, "text", "anders");
      quiet.export();
      assertThat(quiet.timesheets()).anyMatch(row -> "anders".equals(row.path("text").asText()));
    }
  }

  @Test
  void whatChangesBetweenPreviewAndApplicationIsNotWrittenOver() {
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");
    Map<String, Object> preview = world.export("Preview", "true");
    byHand("text", "von Hand");

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("STALE");
    assertThat(there().path("text").asText()).isEqualTo("von Hand");
  }

  @Test
  void a404ThatIsNotClockodosOwnDeletesNothing() {
    delete(ENTRY);
    sandbox().faults().on("GET /v2/entries/{id}").then(Fault.htmlStatus(404));

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(World.problems(run)).contains("clockodo.not-found");
    assertThat(there()).isNotNull();
  }
}
