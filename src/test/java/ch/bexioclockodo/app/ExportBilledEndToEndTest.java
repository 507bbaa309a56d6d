package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exported entries are marked as billed in clockodo, when a setting says so. */
@Timeout(120)
class ExportBilledEndToEndTest {

  private static final int ENTRIES = 8;
  private static final String MARK = "PUT /v2/entries/*";

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

  private void start(boolean marks, String... more) throws IOException {
    world = new World(folder, SandboxData.entries(ENTRIES));
    world.importAll();
    for (int i = 0; i < more.length; i += 2) {
      world.set(more[i], more[i + 1]);
    }
    marking(marks);
  }

  private void marking(boolean on) throws IOException {
    world.set("export.mark-billed", String.valueOf(on));
    world.restart();
    world.sandbox().journal().clear();
  }

  private List<ObjectNode> entries() {
    return world.sandbox().clockodo().table("entries").list();
  }

  private long first() {
    return entries().get(0).path("id").asLong();
  }

  private int billable(long entry) {
    return world.sandbox().clockodo().table("entries").get((int) entry).path("billable").asInt();
  }

  private long billed() {
    return entries().stream().filter(entry -> entry.path("billable").asInt() == 2).count();
  }

  private List<JournalEntry> marks() {
    return world.sandbox().journal().writes().stream()
        .filter(call -> call.path().startsWith("/v2/entries/"))
        .toList();
  }

  private int looks() {
    return world.sandbox().journal().count("clockodo", "GET", "/v2/entries/");
  }

  /** Somebody writes to an entry in clockodo. */
  private void edit(long entry, String field, Object value) {
    world.edit(entry, field, value);
    world.edit(entry, "time_last_change", "2026-11-20T09:10:11Z");
  }

  private static List<String> notes(Map<String, Object> report) {
    return ((List<?>) ((Map<?, ?>) report.get("balance")).get("notes"))
        .stream().map(String::valueOf).filter(note -> note.contains("billed")).toList();
  }

  private static List<String> texts(Map<String, Object> report) {
    return ((List<?>) report.get("problems"))
        .stream().map(problem -> String.valueOf(((Map<?, ?>) problem).get("text"))).toList();
  }

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
  void aMarkWhoseAnswerWasLostIsFoundByTheNextProcess() throws IOException {
    start(true);
    world.sandbox().faults().on(MARK).nth(1).then(Fault.dropAfterCommit());

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(notes(run).get(0)).startsWith("7 entries").contains("1 left");
    world.restart();
    world.sandbox().journal().clear();
    Map<String, Object> next = world.export();
    assertThat(marks()).isEmpty();
    assertThat(looks()).isEqualTo(1);
    assertThat(notes(next).get(0)).startsWith("1 entries").contains("0 left");
    assertThat(closes(next)).isTrue();
  }

  @Test
  void aMarkThatNeverArrivedIsMadeByTheNextProcess() throws IOException {
    start(true);
    world.sandbox().faults().on(MARK).nth(1).then(Fault.dropBeforeCommit());
    world.export();
    assertThat(billed()).isEqualTo(ENTRIES - 1);
    world.restart();
    world.sandbox().journal().clear();

    world.export();

    assertThat(marks()).hasSize(1);
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void whenClockodoDoesNotAnswerTheTimesheetsAreDoneAndTheNextRunMarks() throws IOException {
    start(true);
    world.sandbox().faults().on("GET /v2/entries/*").always().then(Fault.status(503));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(problems(run)).containsExactly("billed.stopped");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(looks()).isEqualTo(2);
    assertThat(notes(run).get(0)).startsWith("0 entries").contains(ENTRIES + " left");
    world.sandbox().faults().clear();
    assertThat(world.export().get("status")).isEqualTo("done");
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void aRefusalIsNamedOnceAndTriedAgainAfterAWeek() throws IOException {
    start(true);
    world.sandbox().faults().on(MARK).nth(1).then(Fault.forbidden());

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(problems(run)).containsExactly("billed.refused");
    assertThat(texts(run).get(0))
        .contains("entry " + first())
        .contains("Kunde A AG (40101)")
        .contains("Projekt 1 (50101)")
        .contains("timesheet " + world.ledger(first(), "timesheet_id"))
        .contains("403");
    assertThat(billed()).isEqualTo(ENTRIES - 1);
    world.sandbox().faults().clear();
    world.sandbox().journal().clear();
    assertThat(problems(world.export())).isEmpty();
    assertThat(looks()).isZero();
    world.clockAdvancesBy(Duration.ofDays(8));
    world.export();
    assertThat(billed()).isEqualTo(ENTRIES);
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

  @Test
  void whatClockodosBudgetHasNoPlaceForIsLeftForTheNextRun() throws IOException {
    start(false);
    world.export();
    // Few are left when the run itself has made its calls; a read would wait for an hour.
    world.set("clockodo.limits", "10/PT1H");
    marking(true);

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).as(texts(run).toString()).isEqualTo("done");
    assertThat(billed()).isBetween(1L, ENTRIES - 1L);
    assertThat(notes(run).get(0))
        .startsWith(billed() + " entries")
        .contains(ENTRIES - billed() + " left");
    world.set("clockodo.limits", "99999/PT1S");
    world.restart();
    world.export();
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void anUndoTakesTheMarksBackAndALaterExportSetsThemAgain() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    world.sandbox().journal().clear();

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).as(texts(undone).toString()).isEqualTo("done");
    assertThat(billed()).isZero();
    assertThat(marks()).hasSize(ENTRIES);
    assertThat(marks()).allMatch(call -> call.body().equals("{\"billable\":1}"));
    assertThat(notes(undone).get(0)).startsWith(ENTRIES + " entries are no longer marked");
    assertThat(count(world.export("Again", "true"), "done")).isEqualTo(ENTRIES);
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void aMarkedEntryThatWasChangedSinceKeepsItsMarkAndIsNamed() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    edit(first(), "hourly_rate", 130);

    Map<String, Object> undone = world.undo(run);

    assertThat(billable(first())).isEqualTo(2);
    assertThat(billed()).isEqualTo(1);
    assertThat(problems(undone)).containsExactly("billed.refused");
    assertThat(texts(undone).get(0)).contains("entry " + first()).contains("stays marked");
    assertThat(problems(world.export())).isEmpty();
  }

  @Test
  void aMarkThatAnUndoCouldNotTakeBackIsTakenBackByTheNextRun() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    world.sandbox().faults().on(MARK).nth(1).then(Fault.dropBeforeCommit());
    world.undo(run);
    assertThat(billed()).isEqualTo(1);
    marking(false);

    world.export();

    assertThat(billed()).isZero();
  }

  @Test
  void aProxysNotFoundIsNoDeletedEntryAndItsMarkIsTakenBackByTheNextRun() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    world.sandbox().faults().on("GET /v2/entries/*").nth(1).then(Fault.htmlStatus(404));

    world.undo(run);

    assertThat(billed()).isEqualTo(1);
    marking(false);
    world.export();
    assertThat(billed()).isZero();
  }
}
