package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is in a draft, or in the invoice that became of it, stays there; what was changed in
 * clockodo since is for a person.
 */
@Timeout(120)
class InvoiceHoldsEntriesEndToEndTest extends DraftsTouchedByHand {

  private Map<String, Object> exported() {
    world.sandbox().journal().clear();
    Map<String, Object> run = export();
    assertThat(closes(run)).isTrue();
    assertThat(writes()).isEmpty();
    assertThat(invoices()).hasSize(2);
    return run;
  }

  @Test
  void issuedAndEditedDraftsHoldTheirEntries() throws IOException {
    written(true);
    issue(draft(0));
    editInBexio(draft(1));

    Map<String, Object> run = exported();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(count(run, "unchanged")).isEqualTo(4);
    assertThat(rows(run)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, entry.changed-since-draft, delete that draft in bexio",
    "issue, entry.changed-since-invoice, correct the invoice there",
    "edit, entry.changed-since-invoice, correct the invoice there"
  })
  void whatWasChangedInClockodoSinceIsForAPerson(String inBexio, String code, String advice)
      throws IOException {
    written(true);
    int invoice = draft(0);
    touch(invoice, inBexio);
    edit(90001, "text", "nachgetragen");

    Map<String, Object> run = exported();

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(reasonOf(run, 90001)).isEqualTo(code);
    assertThat(String.valueOf(rowOf(run, 90001).get("reason")))
        .contains(advice, invoices().get(0).path("document_nr").asText());
    assertThat(count(run, "unchanged")).isEqualTo(3);
    assertThat(billable(90001)).isEqualTo(2);

    command("link", "invoice-draft", String.valueOf(invoice), "--ignore");
    Map<String, Object> left = exported();
    assertThat(left.get("status")).isEqualTo("done");
    assertThat(reasonOf(left, 90001)).isEqualTo("entry.left-in-draft");
  }

  private void touch(int invoice, String inBexio) {
    if ("issue".equals(inBexio)) {
      issue(invoice);
    } else if ("edit".equals(inBexio)) {
      editInBexio(invoice);
    }
  }

  @Test
  void whatIsNoLongerBillableIsForAPerson() throws IOException {
    written(true);
    edit(90001, "billable", 0);

    assertThat(reasonOf(exported(), 90001)).isEqualTo("entry.changed-since-draft");
  }

  @Test
  void aMarkThatSomebodyHasTakenBackChangesNothing() throws IOException {
    written(true);
    edit(90001, "billable", 1);

    Map<String, Object> run = exported();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(count(run, "unchanged")).isEqualTo(4);
  }

  private void moveToOctober(long entry) {
    edit(entry, "time_since", "2026-10-05T07:00:00Z");
    edit(entry, "time_until", "2026-10-05T07:05:00Z");
  }

  @Test
  void whatWasMovedOutOfThePeriodIsNotDeletedAndForAPerson() throws IOException {
    written(true);
    moveToOctober(90001);

    Map<String, Object> run = exported();

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(count(run, "unchanged")).isEqualTo(3);
    assertThat(reasonOf(run, 90001)).isEqualTo("entry.changed-since-draft");
    assertThat(((Map<?, ?>) rowOf(run, 90001).get("source")).get("date")).isEqualTo("2026-10-05");
  }

  @Test
  void whatWasMovedIntoAnotherPeriodStaysInItsDraft() throws IOException {
    written(true);
    moveToOctober(90001);

    Map<String, Object> untouched = october();
    assertThat(reasonOf(untouched, 90001)).isEqualTo("entry.changed-since-draft");
    assertThat(count(untouched, "needsDecision")).isEqualTo(1);
    issue(draft(0));
    assertThat(reasonOf(october(), 90001)).isEqualTo("entry.changed-since-invoice");
  }

  @Test
  void whatWasMovedIntoAnotherPeriodIsFreeThereOnceItsDraftIsDeleted() throws IOException {
    written(false);
    moveToOctober(90001);
    deleteInBexio(draft(0));

    Map<String, Object> run =
        world.export("As", "invoice-drafts", "From", "2026-10-01", "To", "2026-10-31");

    assertThat(run.get("status")).as(problems(run).toString()).isEqualTo("done");
    assertThat(code(draftRow(run, "DEACTIVATE"))).isEqualTo("draft.gone");
    assertThat(invoices()).hasSize(2);
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(3);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  private Map<String, Object> october() {
    world.sandbox().journal().clear();
    Map<String, Object> run =
        world.export("As", "invoice-drafts", "From", "2026-10-01", "To", "2026-10-31");
    assertThat(closes(run)).isTrue();
    assertThat(writes()).isEmpty();
    return run;
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, entry.deleted-since-draft",
    "issue, entry.deleted-since-invoice",
    "edit, entry.deleted-since-invoice"
  })
  void whatWasDeletedInClockodoSinceIsForAPerson(String inBexio, String code) throws IOException {
    written(true);
    int invoice = draft(0);
    touch(invoice, inBexio);
    deleteInClockodo(90001);

    Map<String, Object> shown = preview();
    assertThat(reasonOf(shown, 90001)).isEqualTo(code);
    Map<String, Object> run = exported();

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(count(run, "needsDecision")).isEqualTo(1);
    assertThat(count(run, "unchanged")).isEqualTo(3);
    Map<?, ?> row = rowOf(run, 90001);
    assertThat(code(row)).isEqualTo(code);
    assertThat(row.get("action")).isEqualTo("DECIDE");
    assertThat(((Map<?, ?>) row.get("source")).get("date")).isEqualTo("2026-09-01");
    assertThat(((Map<?, ?>) ((Map<?, ?>) row.get("source")).get("customer")).get("name"))
        .isEqualTo("Kunde A AG");
    JsonNode open = command("links", "--open", "--kind", "invoice-draft", "--json").json();
    assertThat(open).hasSize(1);
    assertThat(open.get(0).path("bexioId").asInt()).isEqualTo(invoice);

    command("link", "invoice-draft", String.valueOf(invoice), "--ignore");
    Map<String, Object> left = exported();
    assertThat(left.get("status")).isEqualTo("done");
    assertThat(reasonOf(left, 90001)).isEqualTo("entry.left-in-draft");
  }

  @Test
  void aDeletedEntryOfADeletedDraftIsNobodysConcern() throws IOException {
    written(false);
    deleteInClockodo(90001);
    deleteInBexio(draft(0));

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(closes(run)).isTrue();
    assertThat(count(export(), "unchanged")).isEqualTo(3);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void anExportWithFiltersMissesNobody() throws IOException {
    written(true);
    deleteInClockodo(90001);
    world.sandbox().journal().clear();

    Map<String, Object> run = world.export("As", "invoice-drafts", "Customer", "40101");

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(world.sandbox().journal().requests("clockodo", "GET", "/v2/entries/90001"))
        .isEmpty();
  }

  @Test
  void aProxysNotFoundIsNoDeletedEntry() throws IOException {
    written(true);
    moveToOctober(90001);
    world.sandbox().faults().on("GET /v2/entries/*").then(Fault.htmlStatus(404));

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(problems(run)).contains("clockodo.not-found");
  }

  @Test
  void onceTheDraftOfADeletedEntryIsDeletedTheOthersGoIntoANewOne() throws IOException {
    written(true);
    int invoice = draft(0);
    deleteInClockodo(90001);
    deleteInBexio(invoice);
    preview();
    command("link", "invoice-draft", String.valueOf(invoice), "--create");

    assertThat(export().get("status")).isEqualTo("done");
    Map<String, Object> again = export();

    assertThat(again.get("status")).isEqualTo("done");
    assertThat(drafts(again)).hasSize(1);
    assertThat(invoices()).hasSize(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }
}
