package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exported entries are marked as billed in clockodo, and nothing else is. */
class ExportBilledEndToEndTest extends ExportWithMarks {

  @Test
  void nothingIsMarkedUnlessTheSettingSaysSo() throws IOException {
    start(false);

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(marks()).isEmpty();
    assertThat(looks()).isZero();
    assertThat(notes(run)).isEmpty();
  }

  @Test
  void whatIsExportedIsMarkedOnceAndStaysUnchangedAfterwards() throws IOException {
    start(true);

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).as(texts(run).toString()).isEqualTo("done");
    assertThat(marks()).hasSize(ENTRIES);
    assertThat(marks()).allMatch(call -> call.body().equals("{\"billable\":2}"));
    assertThat(billed()).isEqualTo(ENTRIES);
    assertThat(notes(run))
        .containsExactly(
            ENTRIES + " entries marked as billed in clockodo, 0 left for the next run");
    world.sandbox().journal().clear();

    Map<String, Object> next = world.export();

    assertThat(next.get("status")).isEqualTo("done");
    assertThat(count(next, "unchanged")).isEqualTo(ENTRIES);
    assertThat(closes(next)).isTrue();
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(looks()).isZero();
    assertThat(notes(next)).isEmpty();
  }

  @Test
  void aPreviewMarksNothing() throws IOException {
    start(true);

    world.export("Preview", "true");

    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void whatAnEarlierRunHasExportedIsMarkedToo() throws IOException {
    start(false);
    world.export();
    marking(true);

    Map<String, Object> run = world.export();

    assertThat(marks()).hasSize(ENTRIES);
    assertThat(world.sandbox().journal().writes()).hasSize(ENTRIES);
    assertThat(count(run, "unchanged")).isEqualTo(ENTRIES);
    assertThat(closes(run)).isTrue();
  }

  @Test
  void onlyWhatTheRunIsAboutIsMarked() throws IOException {
    start(false);
    world.export();
    marking(true);
    String customer = entries().get(0).path("customers_id").asText();
    long ofCustomer =
        entries().stream()
            .filter(entry -> entry.path("customers_id").asText().equals(customer))
            .count();

    world.export("Customer", customer);

    assertThat(ofCustomer).isLessThan(ENTRIES);
    assertThat(billed()).isEqualTo(ofCustomer);
  }

  @Test
  void anEntryThatWasEditedAfterItWasPlannedIsLeftUntilItsTimesheetHasFollowed()
      throws IOException {
    start(true);
    Map<String, Object> preview = world.export("Preview", "true");
    edit(first(), "text", "Anders");

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(billable(first())).isEqualTo(1);
    assertThat(notes(run).get(0)).startsWith("7 entries").contains("1 left");
    Map<String, Object> next = world.export();
    assertThat(count(next, "update")).isEqualTo(1);
    assertThat(billed()).isEqualTo(ENTRIES);
    assertThat(notes(next).get(0)).startsWith("1 entries").contains("0 left");
  }

  @Test
  void aChangedEntryWhoseTimesheetHasNotFollowedIsNotMarkedHoweverOftenItIsSeen()
      throws IOException {
    start(false);
    world.export();
    marking(true);
    String one = String.valueOf(world.export("Preview", "true").get("plan"));
    String other = String.valueOf(world.export("Preview", "true").get("plan"));
    edit(first(), "text", "Anders");

    world.export("Plan", one);
    world.export("Plan", other);

    assertThat(billable(first())).isEqualTo(1);
    assertThat(billed()).isEqualTo(ENTRIES - 1);
  }

  @Test
  void aChangeOfWhatIsNotExportedIsSeenOnceBeforeItIsMarked() throws IOException {
    start(false);
    world.export();
    marking(true);
    edit(first(), "hourly_rate", 130);

    assertThat(notes(world.export()).get(0)).startsWith("7 entries").contains("1 left");
    assertThat(billable(first())).isEqualTo(1);

    assertThat(notes(world.export()).get(0)).startsWith("1 entries").contains("0 left");
    assertThat(billable(first())).isEqualTo(2);
  }

  @Test
  void anEntryAboutWhichAPersonHasToDecideIsNotMarked() throws IOException {
    start(false);
    world.export();
    marking(true);
    int timesheet = Integer.parseInt(world.ledger(first(), "timesheet_id"));
    world
        .sandbox()
        .bexio()
        .table("timesheet")
        .update(timesheet, new ObjectMapper().valueToTree(Map.of("text", "von Hand")));

    assertThat(count(world.export(), "needsDecision")).isEqualTo(1);

    assertThat(billable(first())).isEqualTo(1);
    assertThat(billed()).isEqualTo(ENTRIES - 1);
  }

  @Test
  void whatIsNotBillableIsNotEvenAskedFor() throws IOException {
    start(false);
    world.edit(first(), "billable", 0);
    marking(true);

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(billable(first())).isZero();
    assertThat(looks()).isEqualTo(ENTRIES - 1);
    assertThat(notes(run).get(0)).contains("0 left");
  }

  @Test
  void whatAPersonHasMarkedIsNotWrittenAndAskedForOnce() throws IOException {
    start(false);
    world.export();
    marking(true);
    edit(first(), "billable", 2);

    assertThat(notes(world.export()).get(0)).startsWith("7 entries").contains("0 left");
    world.sandbox().journal().clear();
    world.export();

    assertThat(looks()).isZero();
    assertThat(marks()).isEmpty();
  }

  @Test
  void aMarkThatAPersonTakesBackStaysTakenBack() throws IOException {
    start(true);
    world.export();
    edit(first(), "billable", 1);

    Map<String, Object> run = world.export();

    assertThat(count(run, "unchanged")).isEqualTo(ENTRIES);
    assertThat(billable(first())).isEqualTo(1);
  }

  @Test
  void projectsOfAHardBudgetAreLeftAlone() throws IOException {
    start(false);
    world.export();
    int project = entries().get(0).path("projects_id").asInt();
    world
        .sandbox()
        .clockodo()
        .table("projects")
        .update(
            project,
            new ObjectMapper()
                .valueToTree(
                    Map.of("budget", Map.of("monetary", true, "hard", true, "amount", 1000))));
    long ofProject =
        entries().stream().filter(entry -> entry.path("projects_id").asInt() == project).count();
    marking(true);

    world.export();

    assertThat(billable(first())).isEqualTo(1);
    assertThat(billed()).isEqualTo(ENTRIES - ofProject);
  }
}
