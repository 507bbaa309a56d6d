package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static ch.bexioclockodo.app.World.timesheetsOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is taken back, as far as no later run and nobody in bexio has touched it since. */
class UndoEndToEndTest {

  /** Its text is "Messreihe ausgewertet". */
  private static final long ENTRY = 80013;

  private static final String TEXT = "Messreihe ausgewertet";

  @TempDir Path folder;
  private World world;
  private Map<String, Object> run;
  private int exported;
  private long timesheet;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    run = world.export();
    exported = timesheetsOf(run);
    timesheet = Long.parseLong(world.ledger(ENTRY, "timesheet_id"));
    world.sandbox().journal().clear();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void byHand(String field, Object value) {
    world
        .sandbox()
        .bexio()
        .table("timesheet")
        .update((int) timesheet, new ObjectMapper().valueToTree(Map.of(field, value)));
  }

  @Test
  void whatARunHasCreatedIsDeletedAndGoesAgainOnlyWhenThatIsAskedFor() {
    Map<String, Object> preview = world.undo(run, "Preview", "true");
    assertThat(count(preview, "delete")).isEqualTo(exported);
    assertThat(world.sandbox().journal().writes()).isEmpty();

    Map<String, Object> undone =
        world.call("bexio-clockodo-undo", "Plan", String.valueOf(preview.get("plan")));

    assertThat(undone.get("kind")).isEqualTo("undo");
    assertThat(undone.get("status")).as(String.valueOf(problems(undone))).isEqualTo("done");
    assertThat(undone.get("from")).isEqualTo("2026-09-01");
    assertThat(exported(undone)).isEqualTo(exported);
    assertThat(closes(undone)).isTrue();
    assertThat(world.timesheets().size()).isZero();
    assertThat(world.ledger(ENTRY, "state")).isEqualTo("WITHDRAWN");

    Map<String, Object> next = world.export();
    assertThat(reasonOf(next, ENTRY)).isEqualTo("entry.withdrawn");
    assertThat(timesheetsOf(next)).isZero();
    assertThat(world.timesheets().size()).isZero();
    assertThat(closes(next)).isTrue();

    Map<String, Object> again = world.export("Again", "true");
    assertThat(exported(again)).isEqualTo(exported);
    assertThat(world.timesheets()).hasSize(exported);
    assertThat(count(world.export(), "unchanged")).isEqualTo(exported);
  }

  @Test
  void whatTheRunCreatedFirstStaysAndIsListedAndUsedAgain() {
    int users = world.sandbox().bexio().table("fictional_user").list().size();

    Map<String, Object> undone = world.undo(run);
    Map<String, Object> again = world.export("Again", "true");

    assertThat(rows(undone))
        .filteredOn(row -> "fictional-user".equals(row.get("kind")))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("action")).isEqualTo("EXCLUDE"));
    assertThat(world.sandbox().bexio().table("fictional_user").list()).hasSize(users);
    assertThat(rows(again)).noneMatch(row -> "fictional-user".equals(row.get("kind")));
  }

  @Test
  void whatSomebodyHasEditedOrInvoicedStaysAndIsForAPerson() {
    byHand("text", "von Hand");
    assertThat(reasonOf(world.undo(run, "Preview", "true"), ENTRY))
        .isEqualTo("undo.timesheet-edited");
    byHand("text", TEXT);
    byHand("status_id", 2);
    assertThat(reasonOf(world.undo(run, "Preview", "true"), ENTRY))
        .isEqualTo("undo.timesheet-edited");
    byHand("status_id", 4);

    Map<String, Object> undone = world.undo(run);

    assertThat(reasonOf(undone, ENTRY)).isEqualTo("undo.timesheet-locked");
    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(closes(undone)).isTrue();
    assertThat(world.timesheets()).hasSize(1);
    assertThat(world.ledger(ENTRY, "state")).isEqualTo("EXPORTED");
  }

  @Test
  void whatSomebodyEditsBetweenPreviewAndUndoStays() {
    Map<String, Object> preview = world.undo(run, "Preview", "true");
    byHand("text", "von Hand");

    Map<String, Object> undone =
        world.call("bexio-clockodo-undo", "Plan", String.valueOf(preview.get("plan")));

    assertThat(rowOf(undone, ENTRY).get("state")).isEqualTo("STALE");
    assertThat(world.timesheets()).hasSize(1);
  }

  @Test
  void aStoredPlanOfYesterdayIsHeldAgainstTodayBeforeItTakesBack() {
    Map<String, Object> preview = world.undo(run, "Preview", "true");
    byHand("status_id", 5);
    world.clockAdvancesBy(Duration.ofHours(20));

    Map<String, Object> undone =
        world.call("bexio-clockodo-undo", "Plan", String.valueOf(preview.get("plan")));

    assertThat(rowOf(undone, ENTRY).get("state")).isEqualTo("STALE");
    assertThat(exported(undone)).isEqualTo(exported - 1);
    assertThat(closes(undone)).isTrue();
  }

  @Test
  void whatALaterRunHasWrittenIsForAPersonAndTheLaterRunsChangeCannotBeTakenBack() {
    world.edit(ENTRY, "text", "neu beschrieben");
    Map<String, Object> later = world.export();

    Map<String, Object> ofLater = world.undo(later, "Preview", "true");
    Map<String, Object> undone = world.undo(run);

    assertThat(reasonOf(ofLater, ENTRY)).isEqualTo("undo.changed");
    assertThat(String.valueOf(rowOf(ofLater, ENTRY).get("reason")))
        .contains("text: " + TEXT + " → neu beschrieben");
    assertThat(reasonOf(undone, ENTRY)).isEqualTo("undo.touched-later");
    assertThat(world.timesheets()).hasSize(1);
  }

  @Test
  void whatTheRunHasDeletedIsToldAsItWas() {
    world.sandbox().clockodo().table("entries").remove((int) ENTRY);
    Map<String, Object> later = world.export();

    Map<String, Object> undone = world.undo(later);

    assertThat(reasonOf(undone, ENTRY)).isEqualTo("undo.deleted");
    assertThat(String.valueOf(rowOf(undone, ENTRY).get("reason"))).contains("«" + TEXT + "»");
    assertThat(reasonOf(world.undo(run, "Preview", "true"), ENTRY)).isEqualTo("undo.already");
  }

  @Test
  void aTimesheetThatIsGoneAlreadyIsTakenBackAllTheSame() {
    world.sandbox().bexio().table("timesheet").remove((int) timesheet);

    Map<String, Object> undone = world.undo(run);

    assertThat(rowOf(undone, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(world.ledger(ENTRY, "state")).isEqualTo("WITHDRAWN");
  }

  @Test
  void anUndoThatEndsHalfWayIsTakenUpByTheNext() {
    world.sandbox().faults().on("DELETE /2.0/timesheet/{id}").nth(9).then(Fault.forbidden());
    Map<String, Object> interrupted = world.undo(run);
    world.sandbox().faults().clear();

    Map<String, Object> undone = world.undo(run);

    assertThat(interrupted.get("status")).isEqualTo("failed");
    assertThat(undone.get("status")).isEqualTo("done");
    assertThat(world.timesheets().size()).isZero();
  }

  @Test
  void aDeletionOfUnknownOutcomeIsSettledByTheNextRunAndStaysTakenBack() {
    world.sandbox().faults().on("DELETE /2.0/timesheet/{id}").nth(1).then(Fault.dropAfterCommit());
    Map<String, Object> undone = world.undo(run);

    Map<String, Object> next = world.export();

    assertThat(world.timesheets().size()).isZero();
    assertThat(count(next, "unknown")).isZero();
    assertThat(rows(next)).noneMatch(row -> "CREATE".equals(row.get("action")));
    assertThat(count(next, "needsDecision")).isEqualTo(count(run, "needsDecision"));
    assertThat(closes(undone)).isTrue();
  }

  @Test
  void aDeletionThatNeverArrivedIsNotTakenAsDone() {
    world.sandbox().faults().on("DELETE /2.0/timesheet/{id}").nth(1).then(Fault.dropBeforeCommit());
    world.undo(run);
    assertThat(world.timesheets()).hasSize(1);

    world.clockAdvancesBy(Duration.ofMinutes(16));
    world.undo(run);

    assertThat(world.timesheets()).isEmpty();
  }

  @Test
  void whatIsUnknownIsSettledBeforeItIsTakenBack(@TempDir Path another) throws IOException {
    try (World other = new World(another, SandboxData.company())) {
      other.importAll();
      other
          .sandbox()
          .faults()
          .on("POST /2.0/timesheet")
          .row(TEXT)
          .attempt(1)
          .then(Fault.dropAfterCommit());
      other.sandbox().faults().on("POST /2.0/timesheet/search").then(Fault.statusBeforeCommit(503));
      Map<String, Object> exportedWithDoubt = other.export();
      assertThat(rowOf(exportedWithDoubt, ENTRY).get("state")).isEqualTo("UNKNOWN");
      assertThat(reasonOf(other.undo(exportedWithDoubt, "Preview", "true"), ENTRY))
          .isEqualTo("undo.outcome-unknown");
      other.sandbox().faults().clear();

      other.undo(exportedWithDoubt);

      assertThat(other.timesheets().size()).isZero();
    }
  }

  @Test
  void aRunOfMoreThanOnePageIsTakenBackWhole(@TempDir Path another) throws IOException {
    try (World large = new World(another, SandboxData.entries(510))) {
      large.importAll();

      Map<String, Object> undone = large.undo(large.export());

      assertThat(exported(undone)).isEqualTo(510);
      assertThat(large.timesheets().size()).isZero();
    }
  }

  @Test
  void onlyAnExportCanBeTakenBack() {
    Map<String, Object> imported = world.importAll();
    Map<String, Object> undone = world.undo(imported);
    assertThat(undone.get("status")).isEqualTo("failed");
    assertThat(problems(undone)).containsExactly("undo.no-export");
    assertThat(world.call("bexio-clockodo-undo").get("status")).isEqualTo("failed");
  }

  @Test
  void theCommandSaysWhatItWouldTakeBackAndTakesItBack() {
    String number = String.valueOf(run.get("run"));

    Ended preview = world.command("undo", number, "--preview");
    Ended undone = world.command("undo", number, "--lang", "de");
    Ended again = world.command("export", "--from", "2026-09-01", "--to", "2026-09-30", "--again");
    Ended nothing = world.command("undo");

    assertThat(preview.out()).contains("to delete: run " + number + " created its timesheet");
    assertThat(undone.status()).as(undone.toString()).isZero();
    assertThat(undone.out()).contains("Rücknahme eines Exports").contains("zurückgenommen");
    assertThat(again.status()).as(again.toString()).isLessThan(2);
    assertThat(world.timesheets()).hasSize(exported);
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("undo which run?");
  }
}
