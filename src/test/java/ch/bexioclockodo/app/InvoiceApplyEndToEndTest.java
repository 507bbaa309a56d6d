package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drafts are written once, their entries are marked as billed, and nothing of them goes twice. */
@Timeout(120)
class InvoiceApplyEndToEndTest extends ExportWithDrafts {

  @Test
  void eachDraftIsWrittenAsItWasPreviewedAndItsEntriesAreMarkedAsBilled() throws IOException {
    company(sandbox -> sandbox);
    List<Map<?, ?>> shown = drafts(preview());

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
    assertThat(invoices()).hasSize(shown.size());
    for (Map<?, ?> draft : drafts(run)) {
      assertThat(draft.get("state")).isEqualTo("DONE");
    }
    assertThat(bodiesSent()).isEqualTo(shown.stream().map(row -> row.get("payload")).toList());
    for (Map<?, ?> row : rows(run)) {
      if ("entry".equals(row.get("kind")) && "LINK".equals(row.get("action"))) {
        assertThat(row.get("state")).isEqualTo("DONE");
        assertThat(billable(id(row))).isEqualTo(2);
      }
    }
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aSecondRunFindsEverythingAsItIs() throws IOException {
    small(8);
    Map<String, Object> first = export();
    assertThat(problems(first)).isEmpty();
    assertThat(first.get("status")).isEqualTo("done");
    world.sandbox().journal().clear();

    Map<String, Object> second = export();

    assertThat(second.get("status")).isEqualTo("done");
    assertThat(count(second, "unchanged")).isEqualTo(8);
    assertThat(closes(second)).isTrue();
    assertThat(writes()).isEmpty();
  }

  @Test
  void aPlanIsWhatItWasMadeAsWhateverTheSettingSays() throws IOException {
    small(2);
    Map<String, Object> shown = preview();
    Map<String, Object> timesheets = world.export("Preview", "true");
    world.set("export.as", "invoice-drafts").restart();

    Map<String, Object> asTimesheets = world.export("Plan", String.valueOf(timesheets.get("plan")));
    assertThat(count(asTimesheets, "done")).isEqualTo(2);
    assertThat(invoices()).isEmpty();

    Map<String, Object> asDrafts = world.export("Plan", String.valueOf(shown.get("plan")));
    assertThat(count(asDrafts, "stale")).as("the draft and its entries").isEqualTo(3);
    assertThat(reasonOf(asDrafts, 90001)).isEqualTo("draft.entries-taken");
    assertThat(invoices()).isEmpty();
    assertThat(closes(asDrafts)).isTrue();
  }

  @Test
  void aPlanThatIsOldIsHeldAgainstTodayAndADraftGoesWholeOrNotAtAll() throws IOException {
    small(4);
    Map<String, Object> shown = preview();
    world.edit(90001, "duration", 60);
    world.clockAdvancesBy(Duration.ofMinutes(2));

    Map<String, Object> run = world.export("Plan", String.valueOf(shown.get("plan")));

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(count(run, "stale")).isGreaterThan(1);
    assertThat(closes(run)).isTrue();
    for (Map<?, ?> draft : drafts(run)) {
      Set<Object> states = new HashSet<>();
      states.add(draft.get("state"));
      rows(run).stream()
          .filter(row -> ((Collection<?>) row.get("dependsOn")).contains(draft.get("id")))
          .forEach(row -> states.add(row.get("state")));
      assertThat(states).hasSize(1);
    }
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void whatIsInADraftBecomesNoTimesheetUnlessBothAreWanted() throws IOException {
    small(3, "export.draft-mark-billed", "false");
    export();

    Map<String, Object> timesheets = world.export();

    assertThat(reasonOf(timesheets, 90001)).isEqualTo("entry.invoiced");
    assertThat(count(timesheets, "excluded")).isEqualTo(3);
    assertThat(closes(timesheets)).isTrue();
    assertThat(world.timesheets()).isEmpty();

    world.set("export.draft-timesheets", "export").restart();
    assertThat(exported(world.export())).isEqualTo(3);
    assertThat(count(export(), "unchanged")).isEqualTo(3);
  }

  @Test
  void whatWentIntoADraftSinceThePreviewIsSentAsNoTimesheet() throws IOException {
    small(3, "export.draft-mark-billed", "false");
    Map<String, Object> timesheets = world.export("Preview", "true");
    export();

    Map<String, Object> run = world.export("Plan", String.valueOf(timesheets.get("plan")));

    assertThat(count(run, "stale")).isEqualTo(3);
    assertThat(reasonOf(run, 90002)).isEqualTo("entry.invoiced");
    assertThat(world.timesheets()).isEmpty();
  }

  @Test
  void whatIsATimesheetGoesIntoNoDraft() throws IOException {
    small(3);
    world.export();

    Map<String, Object> run = export();

    assertThat(reasonOf(run, 90001)).isEqualTo("entry.in-timesheet");
    assertThat(invoices()).isEmpty();
  }

  @Test
  void withTheSettingOffNothingIsMarked() throws IOException {
    small(3, "export.draft-mark-billed", "false");
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(billed()).isZero();
    world.sandbox().journal().clear();
    assertThat(count(export(), "unchanged")).isEqualTo(3);
    assertThat(writes()).isEmpty();
  }

  @Test
  void aDraftThatBexioRefusesIsNotSentAgainAsItWas() throws IOException {
    small(2);
    world.sandbox().faults().on(CREATE).nth(1).then(Fault.status(422, "contact_id: not valid"));

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(count(run, "notSent")).isEqualTo(2);
    assertThat(String.valueOf(drafts(run).get(0).get("reason"))).contains("contact_id: not valid");
    assertThat(closes(run)).isTrue();
    world.sandbox().faults().clear();
    world.sandbox().journal().clear();

    Map<String, Object> again = export();
    assertThat(count(again, "failed")).isEqualTo(1);
    assertThat(String.valueOf(drafts(again).get(0).get("reason")))
        .contains("contact_id: not valid");
    assertThat(writes()).isEmpty();

    world.set("export.draft-title", "Honorar").restart();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(1);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aDraftThatBexioMakesSomethingElseOfIsTheLastOne() throws IOException {
    company(sandbox -> sandbox);
    Map<String, Object> shown = preview();
    Table taxes = world.sandbox().bexio().table("tax");
    taxes.list().forEach(tax -> taxes.update(tax.get("id").asInt(), change("value", 7.7)));

    Map<String, Object> run = world.export("Plan", String.valueOf(shown.get("plan")));

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(problems(run)).contains("invoice.differs");
    assertThat(invoices()).hasSize(1);
    assertThat(ledger("state")).containsExactly("WRITTEN");
  }

  @Test
  void aDocumentOfOursThatTheLedgerDoesNotKnowIsShownBeforeAnythingMayGoTwice() throws Exception {
    small(2, "export.draft-mark-billed", "false");
    export();
    long invoice = invoices().get(0).get("id").asLong();
    world.set("db.url", "jdbc:h2:file:./data/other").restart();
    world.importAll();

    assertThat(count(preview(), "needsDecision")).as("the same draft is taken as ours").isZero();
    world.edit(90002, "billable", 0);
    Map<String, Object> shown = preview();
    assertThat(reasonOf(shown, 90001)).isEqualTo("draft.stranger");
    assertThat(count(shown, "create")).isZero();
    assertThat(closes(shown)).isTrue();
    assertThat(export().get("status")).isEqualTo("attention");
    assertThat(invoices()).hasSize(1);

    Ended decided = world.command("link", "invoice-draft", String.valueOf(invoice), "--ignore");
    assertThat(decided.status()).isZero();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
  }

  @Test
  void aDraftThatIsThereAlreadyIsTakenAsItIs() throws IOException {
    small(2, "export.draft-mark-billed", "false");
    export();
    world.set("db.url", "jdbc:h2:file:./data/other").set("export.draft-mark-billed", "true");
    world.restart();
    world.importAll();

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(String.valueOf(drafts(run).get(0).get("reason"))).contains("draft.read-back");
    assertThat(invoices()).hasSize(1);
    assertThat(billed()).isEqualTo(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }
}
