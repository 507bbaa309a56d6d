package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Messages;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bookkeeper reads of drafts that were written, deleted in bexio, and taken back. */
@Timeout(120)
class InvoiceReportsEndToEndTest extends DraftsTouchedByHand {

  @AfterEach
  void inEnglishAgain() {
    Messages.language(Locale.ENGLISH);
  }

  private Ended drafts(String... more) {
    List<String> line =
        new java.util.ArrayList<>(List.of("export", "--from", "2026-09-01", "--to", "2026-09-30"));
    line.addAll(List.of("--as", "invoice-drafts"));
    line.addAll(List.of(more));
    return world.command(line.toArray(String[]::new));
  }

  private static String line(Ended ended, String part) {
    return ended
        .out()
        .lines()
        .filter(text -> text.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with " + part + ": " + ended));
  }

  @Test
  void aRunListsItsDraftsWithTheirNumbersInBexio() throws IOException {
    small(4);
    Ended run = drafts();

    assertThat(run.status()).as(run.toString()).isZero();
    String number = invoices().get(0).path("document_nr").asText();
    assertThat(line(run, number))
        .contains("+", "Kunde A AG", "2026-09-01", "created: " + number + " (#" + draft(0) + ")")
        .contains(invoices().get(0).path("total").asText().replaceAll("0+$", ""));
    String id = String.valueOf(ledger("run").get(0));
    Ended shown = command("show", id, "--lang", "de");
    assertThat(shown.out()).contains("angelegt: " + number, "Entwurf 1: Kunde A AG (11)", "netto");
    assertThat(command("runs", "--lang", "de").out()).contains("Lauf", "export");
  }

  @Test
  void aDraftThatWasDeletedInBexioIsALine() throws IOException {
    written(true);
    deleteInBexio(draft(0));

    Ended shown = drafts("--preview");
    assertThat(shown.status()).as(shown.toString()).isEqualTo(1);
    assertThat(line(shown, "may go into another one"))
        .startsWith("-  Draft 1: Kunde A AG")
        .contains("to release: draft RE-");
    assertThat(line(shown, "90001")).contains("to clarify: its draft RE-", "--create");

    Ended run = drafts("--lang", "de");
    assertThat(line(run, "können in einen anderen"))
        .startsWith("-  Kunde A AG")
        .contains("freigegeben");
    assertThat(run.out()).contains("geht auf");
  }

  @Test
  void anUndoIsALineForEachDraft() throws IOException {
    written(true);
    String run = ledger("run").get(0);
    issue(draft(1));

    Ended shown = world.command("undo", run, "--preview");
    assertThat(shown.status()).as(shown.toString()).isEqualTo(1);
    assertThat(line(shown, "Kunde A AG")).startsWith("-").contains("to delete: draft RE-");
    assertThat(line(shown, "Kunde B AG")).startsWith("?").contains("was issued and stays");
    Ended json = world.command("undo", run, "--preview", "--json");
    JsonNode rows = json.json().path("rows");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).path("target").path("id").asInt()).isEqualTo(draft(0));
    assertThat(rows.get(0).path("source").path("total").asText()).isNotEmpty();

    Ended done = world.command("undo", run, "--lang", "de");
    assertThat(done.status()).as(done.toString()).isEqualTo(1);
    assertThat(done.out()).contains("Kunde B AG", "zu klären", "zurückgenommen", "geht auf");
    String undo = done.out().lines().findFirst().orElseThrow().replaceAll(".*Lauf ", "");
    Ended later = world.command("show", undo, "--lang", "en");
    assertThat(line(later, "Kunde A AG")).contains("deleted: draft RE-");
    Ended again = world.command("undo", run, "--lang", "en");
    assertThat(again.out()).contains("was deleted or taken back before");
  }

  @Test
  void aSpreadsheetHoldsDraftsAndEntriesThatAreGone() throws IOException {
    written(true);
    deleteInBexio(draft(0));
    deleteInClockodo(90003);
    Path file = world.folder().resolve("rows.csv");

    Ended run = drafts("--preview", "--csv", file.toString());

    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(Files.readAllLines(file))
        .anyMatch(line -> line.contains("DEACTIVATE") && line.contains("draft.gone"))
        .anyMatch(line -> line.contains("90003") && line.contains("entry.deleted-since-draft"));
    assertThat(run.out()).contains("No longer in clockodo's report");
  }
}
