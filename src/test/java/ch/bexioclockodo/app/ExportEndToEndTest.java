package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportEndToEndTest {

  private static final String TIMESHEETS = "/2.0/timesheet";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    world.sandbox().journal().clear();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void exportsTwiceAndSendsOnce() throws IOException {
    int before = world.timesheets().size();
    Map<String, Object> first = world.export();
    world.restart();
    Map<String, Object> second = world.export();

    assertThat(count(first, "done")).isEqualTo(count(first, "create")).isGreaterThan(300);
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize((int) count(first, "done"));
    assertThat(world.timesheets()).hasSize(before + (int) count(first, "done"));
    assertThat(count(second, "create")).isZero();
    assertThat(count(second, "unchanged")).isEqualTo(count(first, "done"));
    assertThat(closes(first)).isTrue();
    assertThat(closes(second)).isTrue();
  }

  @Test
  void aPreviewSendsNoWriteAndItsPayloadsAreWhatIsSentByteForByte() {
    Map<String, Object> preview = world.export("Preview", "true");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    List<String> previewed =
        rows(preview).stream()
            .filter(row -> "CREATE".equals(row.get("action")))
            .map(row -> Json.write(row.get("payload")))
            .toList();

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(world.posts("bexio", TIMESHEETS).stream().map(JournalEntry::body).toList())
        .containsExactlyElementsOf(previewed);
    assertThat(count(run, "done")).isEqualTo(count(preview, "create"));
    assertThat(preview.get("run")).isNull();
    assertThat(run.get("run")).isNotNull();
  }

  @Test
  void aPlanIsAppliedOnce() {
    Map<String, Object> preview = world.export("Preview", "true");
    String plan = String.valueOf(preview.get("plan"));
    world.export("Plan", plan);
    int sent = world.posts("bexio", TIMESHEETS).size();

    Map<String, Object> again = world.export("Plan", plan);

    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent);
    assertThat(count(again, "done")).isEqualTo(sent);
  }

  @Test
  void twoPreviewsOfTheSameEntriesSendThemOnce() {
    String first = String.valueOf(world.export("Preview", "true").get("plan"));
    String second = String.valueOf(world.export("Preview", "true").get("plan"));
    Map<String, Object> run = world.export("Plan", first);
    int sent = world.posts("bexio", TIMESHEETS).size();

    Map<String, Object> late = world.export("Plan", second);

    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent).hasSize((int) count(run, "done"));
    assertThat(count(late, "stale")).isEqualTo(sent);
    assertThat(late.get("status")).isEqualTo("attention");
  }

  @Test
  void anOldPlanLeavesOutWhatChangedSinceAndSendsTheRest() {
    Map<String, Object> preview = world.export("Preview", "true");
    world
        .sandbox()
        .clockodo()
        .table("entries")
        .update(80013, new ObjectMapper().createObjectNode().put("text", "Anders"));
    world.sandbox().clockodo().table("entries").remove(80027);
    world.clockAdvancesBy(Duration.ofSeconds(61));

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(rowOf(run, 80013).get("state")).isEqualTo("STALE");
    assertThat(reasonOf(run, 80013)).isEqualTo("source.changed");
    assertThat(rowOf(run, 80027).get("state")).isEqualTo("STALE");
    assertThat(count(run, "done")).isEqualTo(count(preview, "create") - 2);
    assertThat(run.get("plan")).isEqualTo(preview.get("plan"));
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
  }

  @Test
  void aYoungPlanIsAppliedWithoutReadingTheWindowAgain() {
    Map<String, Object> preview = world.export("Preview", "true");
    int reads = world.sandbox().journal().count("clockodo", "GET", "/v2/");

    world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(world.sandbox().journal().count("clockodo", "GET", "/v2/")).isEqualTo(reads);
  }

  @Test
  void twinsAreBothExported() {
    world.export();

    assertThat(withText("Baubesprechung", "2026-09-03 14:00:00")).hasSize(2);
    assertThat(withText("Koordination Werkleitungen", "2026-09-10 09:00:00")).hasSize(3);
  }

  @Test
  void eachBadRowHasItsReason() {
    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, 80017)).isEqualTo("entry.lump-sum");
    assertThat(reasonOf(run, 80018)).isEqualTo("entry.lump-sum");
    assertThat(reasonOf(run, 80020)).isEqualTo("entry.without-project");
    assertThat(reasonOf(run, 80021)).isEqualTo("customer.unlinked");
    assertThat(reasonOf(run, 80022)).isEqualTo("project.unlinked");
    assertThat(reasonOf(run, 80023)).isEqualTo("user.unlinked");
    assertThat(reasonOf(run, 80025)).isEqualTo("service.unlinked");
    assertThat(reasonOf(run, 80026)).isEqualTo("entry.billed");
    assertThat(reasonOf(run, 80030)).isEqualTo("entry.hard-budget");
    assertThat(reasonOf(run, 80031)).isEqualTo("demo-data");
    assertThat(reasonOf(run, 80033)).isEqualTo("customer.unlinked");
    assertThat(reasonOf(run, 80015)).isEqualTo("entry.sent-as-duration");
    Map<String, Object> today = world.export("From", "2026-11-20", "To", "2026-11-20");
    assertThat(reasonOf(today, 80201)).isEqualTo("entry.running");
    assertThat(closes(today)).isTrue();
  }

  @Test
  void entriesArriveExactlyAsRecorded() {
    world.export();

    ObjectNode seconds = only("Messreihe ausgewertet");
    assertThat(seconds.at("/tracking/start").asText()).isEqualTo("2026-09-08 08:03:17");
    assertThat(seconds.at("/tracking/end").asText()).isEqualTo("2026-09-08 09:47:52");
    ObjectNode midnight = only("Nachtbetonage Etappe 4");
    assertThat(midnight.at("/tracking/start").asText()).isEqualTo("2026-09-16 22:30:00");
    assertThat(midnight.at("/tracking/end").asText()).isEqualTo("2026-09-17 01:15:00");
    assertThat(only("Séance de chantier, pause déduite").at("/tracking/duration").asText())
        .isEqualTo("01:30");
    assertThat(only("Nicht verrechenbar").get("allowable_bill").asBoolean()).isFalse();
    assertThat(only("Zeile 1\nZeile 2\r\n\tZeile 3, \\ und /")).isNotNull();
    assertThat(only("Abnahme 👷‍♀️ in Ordnung 🏗️ 𝄞")).isNotNull();
    assertThat(only("Unterprojekt Los 2").get("pr_project_id").asInt()).isEqualTo(23);
    assertThat(only("Beginnt mit dem September").get("status_id").asInt()).isEqualTo(3);
    assertThat(world.timesheets())
        .noneMatch(row -> "Beginnt mit dem Oktober".equals(row.path("text").asText()));
  }

  @Test
  void bothNightsOfChangingClocksAreRight() {
    Map<String, Object> spring = world.export("From", "2026-03-28", "To", "2026-03-29");
    Map<String, Object> autumn = world.export("From", "2026-10-24", "To", "2026-10-25");

    assertThat(tracking(80101)).isEqualTo("2026-03-29 01:15:00 2026-03-29 01:45:00");
    assertThat(tracking(80102)).isEqualTo("2026-03-29 01:00");
    assertThat(tracking(80103)).isEqualTo("2026-03-29 03:00:00 2026-03-29 04:00:00");
    assertThat(tracking(80104)).isEqualTo("2026-03-29 01:30");
    assertThat(tracking(80111)).isEqualTo("2026-10-25 02:15:00 2026-10-25 02:45:00");
    assertThat(tracking(80112)).isEqualTo("2026-10-25 00:30");
    assertThat(tracking(80113)).isEqualTo("2026-10-25 01:00");
    assertThat(tracking(80114)).isEqualTo("2026-10-25 00:30");
    assertThat(tracking(80115)).isEqualTo("2026-10-25 03:00");
    assertThat(reasonOf(autumn, 80115)).isEqualTo("entry.sent-as-duration");
    assertThat(closes(spring)).isTrue();
    assertThat(closes(autumn)).isTrue();
  }

  @Test
  void theBalanceDoesNotCloseWhenAPageWithholdsAnEntry() {
    world.sandbox().faults().on("GET /v2/entries").always().then(Fault.withholdRow(7));

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(closes(run)).isFalse();
    assertThat(problems(run)).contains("source.open");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(world.sandbox().journal().count("clockodo", "GET", "/v2/entrygroups")).isEqualTo(3);
  }

  @Test
  void anEntryWithheldOnceIsReadAgainAndTheBalanceCloses() {
    world.sandbox().faults().on("GET /v2/entries").nth(1).then(Fault.withholdRow(7));

    Map<String, Object> run = world.export();

    assertThat(closes(run)).isTrue();
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(count(run, "done"))
        .isEqualTo(world.posts("bexio", TIMESHEETS).size())
        .isGreaterThan(300);
  }

  @Test
  void anUnknownOutcomeStaysUnknownAndIsNeverSentAgain() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.dropAfterCommit());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Nicht verrechenbar")
        .attempt(1)
        .then(Fault.dropBeforeCommit());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Baubesprechung")
        .attempt(1)
        .then(Fault.statusAfterCommit(500));
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Unterprojekt")
        .attempt(1)
        .then(Fault.statusBeforeCommit(502));
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Zeile 1")
        .attempt(1)
        .then(Fault.emptyBody());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Etappe 4")
        .attempt(1)
        .then(Fault.cutBody());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Abschluss Etappe 1")
        .attempt(1)
        .then(Fault.idlessBody());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Abnahme")
        .attempt(1)
        .then(Fault.htmlBody());

    Map<String, Object> run = world.export();
    int sent = world.posts("bexio", TIMESHEETS).size();
    Map<String, Object> next = world.export();

    for (long entry : new long[] {80013, 80027, 80032, 80043, 80006, 80009, 80041}) {
      assertThat(rowOf(run, entry).get("state")).as("entry %s", entry).isEqualTo("UNKNOWN");
      assertThat(reasonOf(next, entry)).as("entry %s", entry).isEqualTo("outcome.unknown-earlier");
    }
    assertThat(count(run, "unknown")).isGreaterThanOrEqualTo(8);
    assertThat(count(next, "unknown")).isEqualTo(count(run, "unknown"));
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(next.get("status")).isEqualTo("attention");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent);
    assertThat(closes(run)).isTrue();
    assertThat(closes(next)).isTrue();
  }

  @Test
  void twoUnknownOutcomesInARowStopTheSending() {
    world.sandbox().faults().on("POST /2.0/timesheet").nth(5).then(Fault.statusBeforeCommit(503));
    world.sandbox().faults().on("POST /2.0/timesheet").nth(6).then(Fault.statusBeforeCommit(503));

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("interrupted");
    assertThat(problems(run)).contains("bexio.unclear");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(6);
    assertThat(count(run, "done")).isEqualTo(4);
    assertThat(count(run, "unknown")).isEqualTo(2);
    assertThat(closes(run)).isTrue();

    Map<String, Object> next = world.export();
    assertThat(count(next, "unknown")).isEqualTo(2);
    assertThat(count(next, "done")).isEqualTo(count(run, "create") - 6);
  }

  @Test
  void oneRefusedRowFailsAloneAndIsNotSentAgainUnchanged() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .then(Fault.status(422, "user is not allowed here"));

    Map<String, Object> run = world.export();
    int sent = world.posts("bexio", TIMESHEETS).size();
    Map<String, Object> unchanged = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("refused");
    assertThat(rowOf(run, 80013).toString()).contains("user is not allowed here");
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(count(run, "done")).isEqualTo(count(run, "create") - 1);
    assertThat(reasonOf(unchanged, 80013)).isEqualTo("refused.earlier");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent);

    world.sandbox().faults().clear();
    world
        .sandbox()
        .clockodo()
        .table("entries")
        .update(80013, new ObjectMapper().createObjectNode().put("text", "Messreihe, neu"));
    Map<String, Object> changed = world.export();
    assertThat(rowOf(changed, 80013).get("state")).isEqualTo("DONE");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent + 1);
  }

  @Test
  void aConnectionThatIsRefusedOnceIsTriedAgainInTheSameRun() throws Exception {
    world.refuseConnections("Messreihe", 1);

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create"));
    assertThat(rowOf(run, 80013).get("state")).isEqualTo("DONE");
  }

  @Test
  void rowsThatCouldNotBeSentAreNeverPassedOver() throws Exception {
    world.refuseConnections("Messreihe", 100);

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("interrupted");
    assertThat(problems(run)).contains("rows.left");
    assertThat(rowOf(run, 80013).get("state")).isEqualTo("PLANNED");
    assertThat(count(run, "done")).isEqualTo(count(run, "create") - 1);
    world.refuseConnections("Messreihe", 0);
    Map<String, Object> next = world.export("Plan", String.valueOf(run.get("plan")));
    assertThat(rowOf(next, 80013).get("state")).isEqualTo("DONE");
  }

  @Test
  void whatAProxyTurnsAwayFailsNowAndIsTriedByTheNextRun() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.forbiddenHtml());

    Map<String, Object> run = world.export();
    Map<String, Object> next = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("turned-away");
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(rowOf(next, 80013).get("state")).isEqualTo("DONE");
  }

  @Test
  void unknownEntriesOfAnotherPeriodAreNotForgotten() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.dropAfterCommit());
    world.export();

    Map<String, Object> august = world.export("From", "2026-08-01", "To", "2026-08-31");

    assertThat(problems(august)).contains("ledger.unknown");
    assertThat(august.get("status")).isEqualTo("attention");
  }

  @Test
  void aProjectThatBexioNoLongerListsIsForAPerson() {
    world.export("To", "2026-09-07");
    world.sandbox().bexio().table("pr_project").remove(34);

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("project.not-listed");
    assertThat(rows(run))
        .noneMatch(row -> String.valueOf(row.get("reason")).contains("changed-after-export"));
  }

  @Test
  void aUsedUpBudgetIsWaitedForAndTheSameRowGoesAgain() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.tooManyRequests(1));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create"));
    assertThat(world.timesheets())
        .filteredOn(row -> "Messreihe ausgewertet".equals(row.path("text").asText()))
        .hasSize(1);
  }

  @Test
  void aSingle401RepeatsTheSameRow() {
    world.sandbox().faults().on("POST /2.0/timesheet").nth(10).then(Fault.unauthorizedOnce());

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create"));
  }

  @Test
  void aMissingRightStopsTheRunAndTheRestStaysPlanned() {
    world.sandbox().faults().on("POST /2.0/timesheet").nth(3).then(Fault.forbidden());

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(problems(run)).contains("bexio.forbidden");
    assertThat(count(run, "done")).isEqualTo(2);
    assertThat(closes(run)).isTrue();
    Map<String, Object> next = world.export("Plan", String.valueOf(run.get("plan")));
    assertThat(count(next, "done")).isEqualTo(count(run, "create"));
  }

  @Test
  void readsSurviveServerErrorsAndLostConnections() {
    world.sandbox().faults().on("GET /v2/entries").nth(1).then(Fault.statusBeforeCommit(503));
    world.sandbox().faults().on("GET /2.0/pr_project").nth(1).then(Fault.dropBeforeCommit());
    world.sandbox().faults().on("GET /v3/users").nth(1).then(Fault.resetAtByte(40));
    world.sandbox().faults().on("GET /v2/entrygroups").nth(1).then(Fault.tooManyRequests(1));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create")).isGreaterThan(300);
  }

  @Test
  void anEntryChangedAfterItsExportIsForAPerson() {
    world.export();
    world
        .sandbox()
        .clockodo()
        .table("entries")
        .update(80013, new ObjectMapper().createObjectNode().put("text", "Anders"));

    Map<String, Object> next = world.export();

    assertThat(reasonOf(next, 80013)).isEqualTo("entry.changed-after-export");
    assertThat(count(next, "needsDecision")).isPositive();
    assertThat(closes(next)).isTrue();
  }

  @Test
  void anotherBexioCompanyIsRefused() {
    world.export();
    world.sandbox().bexio().table("company_profile").remove(1);
    world
        .sandbox()
        .bexio()
        .table("company_profile")
        .insert(new ObjectMapper().createObjectNode().put("id", 77).put("name", "Andere AG"));
    int writes = world.sandbox().journal().writes().size();

    Map<String, Object> run = world.export("From", "2026-08-01", "To", "2026-08-31");

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(problems(run)).contains("identity.bexio-changed");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
  }

  @Test
  void aKeyThatCannotSeeEverythingSaysSoAndNeverEndsWell() throws IOException {
    world
        .set("clockodo.user", Sandbox.CLOCKODO_WORKER_USER)
        .set("clockodo.api-key", Sandbox.CLOCKODO_WORKER_API_KEY)
        .restart();

    Map<String, Object> preview = world.export("Preview", "true");

    assertThat(problems(preview)).contains("clockodo.not-owner");
    assertThat(preview.get("status")).isNotEqualTo("done");
  }

  @Test
  void filtersReadOnlyWhatWasAskedForAndStillBalance() {
    Map<String, Object> run =
        world.export("Customer", "40101,40102", "User", "3102", "Preview", "true");

    assertThat(rows(run)).isNotEmpty();
    assertThat(rows(run))
        .allSatisfy(
            row -> {
              Map<?, ?> source = (Map<?, ?>) row.get("source");
              assertThat(((Map<?, ?>) source.get("user")).get("id")).isEqualTo(3102);
              assertThat(((Map<?, ?>) source.get("customer")).get("id")).isIn(40101, 40102);
            });
    assertThat(closes(run)).isTrue();
  }

  @Test
  void nothingBeforeTheFirstDayIsExported() throws IOException {
    world.set("export.not-before", "2026-09-16").restart();

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("entry.before-start");
    assertThat(world.timesheets())
        .noneMatch(row -> row.path("date").asText().startsWith("2026-09-0"));
  }

  private List<ObjectNode> withText(String text, String start) {
    return world.timesheets().stream()
        .filter(row -> text.equals(row.path("text").asText()))
        .filter(row -> start.equals(row.at("/tracking/start").asText()))
        .toList();
  }

  private ObjectNode only(String text) {
    List<ObjectNode> found =
        world.timesheets().stream().filter(row -> text.equals(row.path("text").asText())).toList();
    assertThat(found).as(text).hasSize(1);
    return found.get(0);
  }

  /** What was sent for an entry: start and end, or date and length. */
  private String tracking(long entry) {
    return world.sentTracking(entry);
  }
}
