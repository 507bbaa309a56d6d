package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.sandbox.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A draft that somebody has deleted in bexio lets its entries go, marks only by a person's word.
 */
@Timeout(120)
class InvoiceAfterwardsEndToEndTest extends DraftsTouchedByHand {

  @AfterEach
  void inEnglishAgain() {
    Messages.language(Locale.ENGLISH);
  }

  @Test
  void entriesWithoutAMarkGoIntoANewDraftAtOnce() throws IOException {
    written(false);
    deleteInBexio(draft(0));

    Map<String, Object> shown = preview();
    assertThat(code(draftRow(shown, "DEACTIVATE"))).isEqualTo("draft.gone");
    assertThat(reasonOf(shown, 90001)).isEqualTo("entry.in-draft");
    assertThat(ledger("state")).containsExactly("WRITTEN", "WRITTEN");
    assertThat(writes()).isEmpty();

    Map<String, Object> run = export();

    assertThat(run.get("status")).as(problems(run).toString()).isEqualTo("done");
    assertThat(closes(run)).isTrue();
    assertThat(count(run, "unchanged")).isEqualTo(2);
    assertThat(invoices()).hasSize(2);
    assertThat(ledger("state")).containsExactly("WRITTEN", "WRITTEN");
    assertThat(count(export(), "unchanged")).isEqualTo(4);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void markedEntriesWaitForAPersonAndGoIntoANewDraftOnceThatIsConfirmed() throws IOException {
    written(true);
    int deleted = draft(0);
    deleteInBexio(deleted);

    Map<String, Object> shown = preview();
    assertThat(shown.get("status")).isEqualTo("attention");
    assertThat(reasonOf(shown, 90001)).isEqualTo("draft.deleted");
    assertThat(String.valueOf(World.rowOf(shown, 90001).get("reason")))
        .contains("link invoice-draft " + deleted + " --create");
    Map<String, Object> waiting = export();
    assertThat(closes(waiting)).isTrue();
    assertThat(ledger("state")).containsExactlyInAnyOrder("GONE", "WRITTEN");
    assertThat(reasonOf(export(), 90001)).isEqualTo("draft.deleted");
    assertThat(writes()).isEmpty();
    assertThat(billed()).isEqualTo(4);

    Ended decided = command("link", "invoice-draft", String.valueOf(deleted), "--create");
    assertThat(decided.out()).contains("the next export does it");
    Map<String, Object> confirmed = preview();
    assertThat(code(draftRow(confirmed, "DEACTIVATE"))).isEqualTo("draft.released");
    assertThat(reasonOf(confirmed, 90001)).isEqualTo("entry.unmarked");
    assertThat(billed()).isEqualTo(4);
    assertThat(writes()).isEmpty();

    Map<String, Object> unmarked = export();
    assertThat(unmarked.get("status")).as(problems(unmarked).toString()).isEqualTo("done");
    assertThat(closes(unmarked)).isTrue();
    assertThat(billed()).isEqualTo(2);
    assertThat(invoices()).hasSize(1);

    Map<String, Object> again = export();
    assertThat(again.get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertThat(billed()).isEqualTo(4);
    assertThat(command("links", "--kind", "invoice-draft", "--json").json()).isEmpty();
    assertThat(count(export(), "unchanged")).isEqualTo(4);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void whatIsLeftAloneStaysBilledUntilTheWordIsTakenBack() throws IOException {
    written(true);
    int deleted = draft(0);
    deleteInBexio(deleted);
    preview();

    command("link", "invoice-draft", String.valueOf(deleted), "--ignore");

    Map<String, Object> run = export();
    assertThat(run.get("status")).isEqualTo("done");
    assertThat(reasonOf(run, 90001)).isEqualTo("draft.deleted-ignored");
    assertThat(closes(run)).isTrue();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(billed()).isEqualTo(4);
    assertThat(writes()).isEmpty();

    assertThat(command("unlink", "invoice-draft", String.valueOf(deleted)).out())
        .contains("the next export decides anew");
    assertThat(reasonOf(preview(), 90001)).isEqualTo("draft.deleted");
  }

  @Test
  void whatIsLeftAloneGoesIntoNoOtherDraftEvenWithoutAMark() throws IOException {
    written(false);
    deleteInBexio(draft(0));
    command("link", "invoice-draft", ledger("invoice_id").get(0), "--ignore");

    Map<String, Object> run = export();

    assertThat(reasonOf(run, 90001)).isEqualTo("draft.deleted-ignored");
    assertThat(invoices()).hasSize(1);
    assertThat(closes(run)).isTrue();
  }

  @Test
  void aMarkOfSomebodyElseAndAnEntryThatWasChangedSinceAreNotTouched() throws IOException {
    small(4);
    world.sandbox().faults().on(MARK).nth(2).then(Fault.status(403, "no right"));
    export();
    world.sandbox().faults().clear();
    long byHand =
        entries().stream()
            .filter(entry -> entry.path("billable").asInt() == 1)
            .findFirst()
            .orElseThrow()
            .path("id")
            .asLong();
    edit(byHand, "billable", 2);
    edit(90003, "text", "nachgetragen");
    for (String invoice : ledger("invoice_id")) {
      deleteInBexio(Integer.parseInt(invoice));
    }

    Map<String, Object> shown = preview();
    assertThat(reasonOf(shown, byHand)).as("no mark of ours").isEqualTo("entry.billed-already");
    for (String invoice : ledger("invoice_id")) {
      command("link", "invoice-draft", invoice, "--create");
    }
    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly("billed.refused");
    assertThat(billable(byHand)).isEqualTo(2);
    assertThat(billable(90003)).isEqualTo(2);
    assertThat(billed()).isEqualTo(2);
    Map<String, Object> next = export();
    assertThat(reasonOf(next, 90003)).isEqualTo("entry.billed-already");
    assertThat(invoices()).hasSize(2);
    assertThat(closes(next)).isTrue();
  }

  @Test
  void marksThatCouldNotBeTakenBackAreTakenBackByTheNextRun() throws IOException {
    written(true);
    int deleted = draft(0);
    deleteInBexio(deleted);
    preview();
    command("link", "invoice-draft", String.valueOf(deleted), "--create");
    world.sandbox().faults().on(MARK).then(Fault.dropBeforeCommit());
    export();
    assertThat(billed()).isEqualTo(4);
    world.sandbox().faults().clear();

    Map<String, Object> second = export();
    assertThat(reasonOf(second, 90001)).isEqualTo("entry.unmarked");
    assertThat(billed()).isEqualTo(2);
    assertThat(export().get("status")).isEqualTo("done");

    assertThat(invoices()).hasSize(2);
    assertThat(billed()).isEqualTo(4);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void whatIsConfirmedIsCarriedOutByAnyExportWhateverItsPeriodAndFilters() throws IOException {
    written(true);
    List<String> ids = ledger("invoice_id");
    deleteInBexio(Integer.parseInt(ids.get(0)));
    deleteInBexio(Integer.parseInt(ids.get(1)));
    Map<String, Object> ofOthers =
        world.export("As", "invoice-drafts", "Customer", "40105", "Preview", "true");
    assertThat(drafts(ofOthers)).hasSize(2);
    assertThat(closes(ofOthers)).isTrue();
    command("link", "invoice-draft", ids.get(0), "--create");
    command("link", "invoice-draft", ids.get(1), "--create");

    Map<String, Object> october =
        world.export("As", "invoice-drafts", "From", "2026-10-01", "To", "2026-10-31");

    assertThat(october.get("status")).as(problems(october).toString()).isEqualTo("done");
    assertThat(billed()).isZero();
    assertThat(ledger("state")).containsExactly("WITHDRAWN", "WITHDRAWN");
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
  }

  @Test
  void aRunWithFiltersKeepsWhatItHasSeenAndTheWordIsCarriedOutLater() throws IOException {
    written(true);
    String deleted = ledger("invoice_id").get(0);
    deleteInBexio(Integer.parseInt(deleted));
    world.export("As", "invoice-drafts", "Customer", "40105");
    assertThat(ledger("state")).containsExactlyInAnyOrder("GONE", "WRITTEN");

    command("link", "invoice-draft", deleted, "--create");
    Map<String, Object> run = world.export("As", "invoice-drafts", "Customer", "40105");

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(billed()).isEqualTo(2);
    export();
    assertThat(invoices()).hasSize(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aPlanThatWasMadeBeforeTheDraftWasWrittenAnewLeavesTheNewOneAlone() throws IOException {
    written(false);
    deleteInBexio(draft(0));
    Map<String, Object> shown = preview();
    export();
    List<String> before = ledger("invoice_id");
    world.sandbox().journal().clear();

    Map<String, Object> late = world.export("Plan", String.valueOf(shown.get("plan")));

    assertThat(late.get("status")).isEqualTo("attention");
    assertThat(draftRow(late, "DEACTIVATE").get("state")).isEqualTo("STALE");
    assertThat(ledger("invoice_id")).isEqualTo(before);
    assertThat(ledger("state")).containsExactly("WRITTEN", "WRITTEN");
    assertThat(writes()).isEmpty();
    assertThat(closes(late)).isTrue();
  }

  @Test
  void aWordThatWasTakenBackSinceThePreviewIsNotCarriedOut() throws IOException {
    written(true);
    String deleted = ledger("invoice_id").get(0);
    deleteInBexio(Integer.parseInt(deleted));
    preview();
    command("link", "invoice-draft", deleted, "--create");
    Map<String, Object> shown = preview();
    command("unlink", "invoice-draft", deleted);

    Map<String, Object> run = world.export("Plan", String.valueOf(shown.get("plan")));

    assertThat(draftRow(run, "DEACTIVATE").get("state")).isEqualTo("STALE");
    assertThat(billed()).isEqualTo(4);
    assertThat(reasonOf(export(), 90001)).isEqualTo("draft.deleted");
  }

  @Test
  void theListOfLinksShowsWhatIsOpenAndReadsTheAnswerFromASpreadsheet() throws IOException {
    written(true);
    int deleted = draft(0);
    String number = invoices().get(0).path("document_nr").asText();
    deleteInBexio(deleted);
    preview();

    JsonNode open = command("links", "--open", "--json").json();
    List<JsonNode> ours =
        StreamSupport.stream(open.spliterator(), false)
            .filter(line -> "invoice-draft".equals(line.path("kind").asText()))
            .toList();
    assertThat(ours).hasSize(1);
    assertThat(ours.get(0).path("bexioId").asInt()).isEqualTo(deleted);
    assertThat(ours.get(0).path("bexioName").asText()).contains(number);
    assertThat(ours.get(0).path("clockodoId").isNull()).isTrue();
    assertThat(command("links", "--open", "--kind", "invoice-draft", "--lang", "de").out())
        .contains("Rechnungsentwurf", "zu klären", "link invoice-draft " + deleted + " --create");

    Path file = world.folder().resolve("open.csv");
    command("links", "--open", "--csv", file.toString(), "--lang", "en");
    String[] lines = Files.readString(file).split("\r?\n");
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains("invoice-draft")) {
        String[] cells = lines[i].split(",", 7);
        cells[5] = "create";
        lines[i] = String.join(",", cells);
      }
    }
    Files.writeString(file, String.join("\n", lines));
    assertThat(command("link", "--csv", file.toString()).out()).startsWith("1 ");
    assertThat(command("links", "--kind", "invoice-draft", "--lang", "en").out())
        .contains(String.valueOf(deleted), "decided")
        .doesNotContain("to clarify");
    export();
    assertThat(billed()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "link invoice-draft %d",
        "link invoice-draft %d --take-bexio",
        "link invoice-draft %d --create --ignore",
        "link invoice-draft %d 90001",
        "link invoice-draft - 90001 --create",
        "link invoice-draft 999999 --create",
        "unlink invoice-draft %d",
        "unlink invoice-draft - 90001"
      })
  void whatMakesNoSenseAboutADraftIsToldInOneSentence(String line) throws IOException {
    written(false);

    Ended ended = world.command(String.format(line, draft(0)).split(" "));

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines().filter(text -> !text.isBlank()).toList())
        .as(ended.toString())
        .hasSizeBetween(1, 2);
    assertThat(ended.err()).doesNotContain("Exception");
    assertThat(command("links", "--kind", "invoice-draft").out()).doesNotContain("90001");
  }

  @Test
  void aDecisionIsToldInGermanToo() throws IOException {
    written(true);
    int deleted = draft(0);
    deleteInBexio(deleted);
    preview();

    assertThat(
            command("link", "invoice-draft", String.valueOf(deleted), "--create", "--lang", "de")
                .out())
        .contains("Rechnungsentwurf", "neu verrechnet", "der nächste Export führt es aus");
    assertThat(
            command("link", "invoice-draft", String.valueOf(deleted), "--ignore", "--lang", "de")
                .out())
        .contains("bleibt, wie es ist");
    assertThat(command("unlink", "invoice-draft", String.valueOf(deleted), "--lang", "de").out())
        .contains("der nächste Export entscheidet neu");
  }

  @Test
  void aDeletionCannotBeConfirmedBeforeTheDraftIsSeenToBeDeleted() throws IOException {
    written(true);
    Ended ended = world.command("link", "invoice-draft", String.valueOf(draft(0)), "--create");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("is not known to be deleted");

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(count(run, "unchanged")).isEqualTo(4);
    assertThat(drafts(run)).isEmpty();
    assertThat(rows(run)).isEmpty();
    assertThat(billed()).isEqualTo(4);
    assertThat(writes()).isEmpty();
  }
}
