package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mark that an entry is billed stands for a draft that is in bexio as it was shown. */
@Timeout(120)
class InvoiceMarksEndToEndTest extends ExportWithDrafts {

  @Test
  void aMarkStaysAlthoughATimesheetOfTheEntryWasTakenBackBefore() throws IOException {
    small(2);
    world.undo(world.export());
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(billed()).isEqualTo(2);

    world.export();
    export();

    assertThat(billed()).isEqualTo(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aMarkStaysForTheTimesheetWhenTheDraftIsTakenBackAndBothAreMarked() throws IOException {
    small(2, "export.draft-timesheets", "export", "export.mark-billed", "true");
    Map<String, Object> drafts = export();
    world.set("export.billed", "export").restart();
    world.export();
    assertThat(world.timesheets()).hasSize(2);

    world.undo(drafts);

    assertThat(invoices()).isEmpty();
    assertThat(billed()).isEqualTo(2);
  }

  @Test
  void entriesOfADraftThatSomebodyDeletesBeforeTheyAreMarkedAreNotMarked() throws IOException {
    small(2);
    world.sandbox().faults().on(MARK).always().then(Fault.status(503));
    export();
    assertThat(billed()).isZero();
    world.sandbox().faults().clear();
    Table documents = world.sandbox().bexio().table("kb_invoice");
    documents.list().forEach(invoice -> documents.remove(invoice.get("id").asInt()));

    Map<String, Object> timesheets = world.export();

    assertThat(closes(timesheets)).isTrue();
    assertThat(billed()).isZero();
    assertThat(ledger("state")).containsOnly("GONE");
  }

  @Test
  void marksThatAreOwedAreMadeByAnExportOfTimesheetsToo() throws IOException {
    small(2);
    world.sandbox().faults().on(MARK).always().then(Fault.status(503));
    assertThat(problems(export())).contains("billed.stopped");
    world.sandbox().faults().clear();

    world.export();

    assertThat(billed()).isEqualTo(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void entriesOfADraftThatIsNotWhatWasShownAreMarkedOnceSomebodyIsFineWithIt() throws IOException {
    small(2);
    Map<String, Object> shown = preview();
    Table taxes = world.sandbox().bexio().table("tax");
    List<ObjectNode> before = taxes.list().stream().map(ObjectNode::deepCopy).toList();
    before.forEach(tax -> taxes.update(tax.get("id").asInt(), change("value", 2.6)));
    assertThat(world.export("Plan", String.valueOf(shown.get("plan"))).get("status"))
        .isEqualTo("failed");
    before.forEach(tax -> taxes.update(tax.get("id").asInt(), tax));

    Map<String, Object> next = export();

    assertThat(problems(next)).contains("invoice.differs");
    assertThat(next.get("status")).isEqualTo("attention");
    assertThat(billed()).isZero();

    world.set("export.first-row", "learn").restart();
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(billed()).isEqualTo(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aDraftThatComesLateWhenItsEntriesAreTimesheetsIsSaidAndNotMarked() throws Exception {
    small(2);
    world.sandbox().faults().on(CREATE).nth(1).then(Fault.dropBeforeCommit());
    export();
    Map<String, Object> sent = bodiesSent().get(0);
    world.clockAdvancesBy(Duration.ofMinutes(20));
    world.export();
    assertThat(world.timesheets()).hasSize(2);
    arrives(sent);

    Map<String, Object> next = world.export();

    assertThat(problems(next)).contains("invoice.late");
    assertThat(billed()).isZero();
    assertThat(problems(world.export())).as("until somebody deletes it").contains("invoice.late");
  }

  @Test
  void halfADocumentThatSomebodyLeavesIsNoLongerAsked() throws IOException {
    small(2);
    world.sandbox().faults().on(CREATE).nth(1).then(Fault.partialDocument(1));
    export();
    Map<String, Object> asked = export();
    assertThat(problems(asked)).contains("invoice.open");
    long half = invoices().get(0).get("id").asLong();

    assertThat(world.command("link", "invoice-draft", String.valueOf(half), "--ignore").status())
        .isZero();

    Map<String, Object> left = export();
    assertThat(problems(left)).isEmpty();
    assertThat(left.get("status")).isEqualTo("done");
    assertThat(closes(left)).isTrue();
    assertThat(billed()).isZero();
  }

  /** What was sent a while ago is in bexio only now. */
  private void arrives(Map<String, Object> sent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.sandbox().bexioUrl() + "/2.0/kb_invoice"))
            .header("Authorization", "Bearer " + Sandbox.BEXIO_TOKEN)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(sent)))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(201);
  }
}
