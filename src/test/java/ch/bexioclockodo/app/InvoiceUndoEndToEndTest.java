package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of drafts is taken back, as far as nobody has issued, edited or deleted them since. */
@Timeout(120)
class InvoiceUndoEndToEndTest extends DraftsTouchedByHand {

  private static final String DELETE = "DELETE /2.0/kb_invoice/*";

  private List<JournalEntry> deletions() {
    return world.sandbox().journal().writes().stream()
        .filter(call -> "DELETE".equals(call.method()))
        .toList();
  }

  /** The reasons of the drafts of an undo, by bexio's id. */
  private static Map<Long, String> reasons(Map<String, Object> undone) {
    Map<Long, String> reasons = new HashMap<>();
    drafts(undone)
        .forEach(
            row ->
                reasons.put(
                    ((Number) ((Map<?, ?>) row.get("target")).get("id")).longValue(), code(row)));
    return reasons;
  }

  @Test
  void untouchedDraftsAreDeletedTheirEntriesAreBillableAgainAndGoIntoNewDrafts()
      throws IOException {
    Map<String, Object> run = written(true);
    List<String> references = ledger("api_reference").stream().sorted().toList();

    Map<String, Object> shown = world.undo(run, "Preview", "true");
    assertThat(count(shown, "delete")).isEqualTo(2);
    assertThat(writes()).isEmpty();
    assertThat(invoices()).hasSize(2);

    Map<String, Object> undone =
        world.call("bexio-clockodo-undo", "Plan", String.valueOf(shown.get("plan")));

    assertThat(undone.get("kind")).isEqualTo("undo");
    assertThat(undone.get("status")).as(problems(undone).toString()).isEqualTo("done");
    assertThat(exported(undone)).as("drafts that were taken back").isEqualTo(2);
    assertThat(closes(undone)).isTrue();
    assertThat(invoices()).isEmpty();
    assertThat(billed()).isZero();
    assertThat(ledger("state")).containsExactly("WITHDRAWN", "WITHDRAWN");

    Map<String, Object> second = world.undo(run);
    assertThat(second.get("status")).isEqualTo("done");
    assertThat(reasons(second).values()).containsOnly("undo.draft-already").hasSize(2);
    assertThat(closes(second)).isTrue();

    Map<String, Object> again = export();
    assertThat(again.get("status")).as(problems(again).toString()).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertThat(billed()).isEqualTo(4);
    assertThat(ledger("api_reference").stream().sorted().toList())
        .as("the same entries have the same references")
        .isEqualTo(references);
    assertThat(count(export(), "unchanged")).isEqualTo(4);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void withoutMarksNothingIsWrittenToClockodo() throws IOException {
    Map<String, Object> run = written(false);

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).isEqualTo("done");
    assertThat(writes()).hasSize(2).allMatch(call -> "DELETE".equals(call.method()));
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertThat(billed()).isZero();
  }

  @Test
  void whatWasIssuedOrEditedStaysAndIsForAPerson() throws IOException {
    Map<String, Object> run = written(true);
    issue(draft(0));
    editInBexio(draft(1));

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(closes(undone)).isTrue();
    assertThat(count(undone, "needsDecision")).isEqualTo(2);
    assertThat(reasons(undone))
        .containsEntry((long) draft(0), "undo.draft-issued")
        .containsEntry((long) draft(1), "undo.draft-edited");
    assertThat(invoices()).hasSize(2);
    assertThat(billed()).isEqualTo(4);
    assertThat(writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDraftThatWasDeletedInBexioLosesItsMarks(boolean recorded) throws IOException {
    Map<String, Object> run = written(true);
    deleteInBexio(draft(0));
    if (recorded) {
      export();
      assertThat(ledger("state")).contains("GONE");
    }
    world.sandbox().journal().clear();

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).as(problems(undone).toString()).isEqualTo("done");
    assertThat(reasons(undone).values())
        .containsExactlyInAnyOrder("undo.draft-gone", "undo.draft-deletes");
    assertThat(closes(undone)).isTrue();
    assertThat(deletions()).as("one was there").hasSize(1);
    assertThat(invoices()).isEmpty();
    assertThat(billed()).isZero();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aDraftThatWasTouchedBetweenPreviewAndUndoIsNotDeleted() throws IOException {
    Map<String, Object> run = written(true);
    Map<String, Object> shown = world.undo(run, "Preview", "true");
    int edited = draft(0);
    int issued = draft(1);
    editInBexio(edited);
    issue(issued);

    Map<String, Object> undone =
        world.call("bexio-clockodo-undo", "Plan", String.valueOf(shown.get("plan")));

    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(count(undone, "stale")).isEqualTo(2);
    assertThat(closes(undone)).isTrue();
    assertThat(writes()).isEmpty();
    assertThat(ledger("state")).containsExactly("WRITTEN", "WRITTEN");
    assertThat(billed()).isEqualTo(4);
    assertThat(reasons(world.undo(run)))
        .containsEntry((long) edited, "undo.draft-edited")
        .containsEntry((long) issued, "undo.draft-issued");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeletionThatArrivedWithoutAnAnswerIsFoundOut(boolean lost) throws IOException {
    Map<String, Object> run = written(true);
    world
        .sandbox()
        .faults()
        .on(DELETE)
        .nth(1)
        .then(lost ? Fault.dropAfterCommit() : Fault.statusAfterCommit(500));

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).as(problems(undone).toString()).isEqualTo("done");
    assertThat(closes(undone)).isTrue();
    assertThat(deletions()).hasSize(2);
    assertThat(invoices()).isEmpty();
    assertThat(billed()).isZero();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void aDeletionThatDidNotArriveIsSettledLaterAndCanBeRepeated(boolean marked, boolean lost)
      throws IOException {
    Map<String, Object> run = written(marked);
    world
        .sandbox()
        .faults()
        .on(DELETE)
        .nth(1)
        .then(lost ? Fault.dropBeforeCommit() : Fault.status(503, "later"));

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(count(undone, "unknown")).isEqualTo(1);
    assertThat(closes(undone)).isTrue();
    assertThat(billed()).isEqualTo(marked ? 2 : 0);
    Map<String, Object> early = world.undo(run, "Preview", "true");
    assertThat(reasons(early).values()).contains("undo.draft-unknown");
    Map<String, Object> between = export();
    assertThat(count(between, "unknown")).as("nobody knows of two entries").isEqualTo(2);
    assertThat(invoices()).as("one is there, the other was written anew").hasSize(2);
    assertThat(billed()).isEqualTo(marked ? 4 : 0);

    world.clockAdvancesBy(Duration.ofMinutes(16));
    Map<String, Object> settled = export();

    assertThat(settled.get("status")).as(problems(settled).toString()).isEqualTo("done");
    assertThat(count(settled, "unchanged")).isEqualTo(4);
    assertThat(billed()).as("as the setting says").isEqualTo(marked ? 4 : 0);
    assertThat(world.undo(run).get("status")).isEqualTo("done");
    assertThat(invoices()).as("the draft of the later run stays").hasSize(1);
    assertThat(billed()).isEqualTo(marked ? 2 : 0);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aDeletionThatBexioRefusesLeavesEverythingAsItWas() throws IOException {
    Map<String, Object> run = written(true);
    world.sandbox().faults().on(DELETE).nth(1).then(Fault.status(422, "not today"));

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(count(undone, "failed")).isEqualTo(1);
    assertThat(closes(undone)).isTrue();
    assertThat(ledger("state")).containsExactlyInAnyOrder("WRITTEN", "WITHDRAWN");
    assertThat(billed()).isEqualTo(2);
    Map<String, Object> second = world.undo(run);
    assertThat(second.get("status")).isEqualTo("done");
    assertThat(invoices()).isEmpty();
    assertThat(billed()).isZero();
  }

  @Test
  void marksThatAnUndoCouldNotTakeBackAreTakenBackByTheNextRunOfAnyKind() throws IOException {
    Map<String, Object> run = written(true);
    world.sandbox().faults().on(MARK).then(Fault.dropBeforeCommit());
    Map<String, Object> undone = world.undo(run);
    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(invoices()).isEmpty();
    assertThat(billed()).isEqualTo(4);
    world.sandbox().faults().clear();

    Map<String, Object> next = export();

    assertThat(reasonOf(next, 90001)).isEqualTo("entry.unmarked");
    assertThat(closes(next)).isTrue();
    assertThat(billed()).isZero();
    assertThat(invoices()).isEmpty();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aMarkOfAnEntryThatWasChangedSinceStaysAndIsNamed() throws IOException {
    Map<String, Object> run = written(true);
    edit(90001, "text", "nachgetragen");

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).isEqualTo("attention");
    assertThat(problems(undone)).containsExactly("billed.refused");
    assertThat(billable(90001)).isEqualTo(2);
    assertThat(billed()).isEqualTo(1);
    Map<String, Object> next = export();
    assertThat(reasonOf(next, 90001)).isEqualTo("entry.billed-already");
    assertThat(problems(next)).isEmpty();
  }

  @Test
  void aDraftThatALaterRunHasWrittenAnewIsLeftToThatRun() throws IOException {
    Map<String, Object> run = written(true);
    world.undo(run);
    Map<String, Object> later = export();
    world.sandbox().journal().clear();

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).isEqualTo("done");
    assertThat(writes()).isEmpty();
    assertThat(reasons(undone).values()).containsOnly("undo.draft-later").hasSize(2);
    assertThat(closes(undone)).isTrue();
    assertThat(world.undo(later).get("status")).isEqualTo("done");
    assertThat(invoices()).isEmpty();
  }

  @Test
  void whatALaterRunHasOnlyLookedAtIsStillOfTheRunThatWroteIt() throws IOException {
    Map<String, Object> run = written(true);
    Map<String, Object> later = export();

    Map<String, Object> nothing = world.undo(later);
    assertThat(nothing.get("status")).isEqualTo("done");
    assertThat(rows(nothing)).isEmpty();
    assertThat(invoices()).hasSize(2);

    world.undo(run);
    assertThat(invoices()).isEmpty();
  }

  @Test
  void entriesThatWereAddedSinceGoWithTheOthersIntoADraftOfAnotherReference() throws IOException {
    Map<String, Object> run = written(true);
    List<String> before = ledger("api_reference");
    world.undo(run);
    edit(90003, "customers_id", 40101);
    edit(90003, "projects_id", 50101);

    Map<String, Object> again = export();

    assertThat(again.get("status")).as(problems(again).toString()).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertThat(invoices()).allMatch(one -> !before.contains(one.path("api_reference").asText()));
    assertThat(billed()).isEqualTo(4);
    assertThat(count(export(), "unchanged")).isEqualTo(4);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }
}
