package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
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
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(exported(first));
    assertThat(world.timesheets()).hasSize(before + exported(first));
    assertThat(count(second, "create")).isZero();
    assertThat(count(second, "unchanged")).isEqualTo(exported(first));
    assertThat(closes(first)).isTrue();
    assertThat(closes(second)).isTrue();
  }

  @Test
  void aPreviewSendsNoWriteAndItsPayloadsAreWhatIsSentByteForByte() {
    Map<String, Object> preview = world.export("Preview", "true");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    List<String> previewed =
        rows(preview).stream()
            .filter(row -> "timesheet".equals(row.get("kind")))
            .filter(row -> "CREATE".equals(row.get("action")))
            .map(row -> Json.write(row.get("payload")))
            .toList();

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(world.posts("bexio", TIMESHEETS).stream().map(JournalEntry::body).toList())
        .containsExactlyInAnyOrderElementsOf(
            previewed.stream().map(payload -> withIds(payload, run)).toList());
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
    assertThat(exported(again)).isEqualTo(sent);
  }

  @Test
  void twoPreviewsOfTheSameEntriesSendThemOnce() {
    String first = String.valueOf(world.export("Preview", "true").get("plan"));
    String second = String.valueOf(world.export("Preview", "true").get("plan"));
    Map<String, Object> run = world.export("Plan", first);
    int sent = world.posts("bexio", TIMESHEETS).size();

    Map<String, Object> late = world.export("Plan", second);

    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent).hasSize(exported(run));
    assertThat(rows(late))
        .filteredOn(row -> "timesheet".equals(row.get("kind")) && "STALE".equals(row.get("state")))
        .hasSize(sent);
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
  void aProjectThatBexioNoLongerListsIsForAPerson() {
    world.export("To", "2026-09-07");
    world.sandbox().bexio().table("pr_project").remove(34);

    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("project.not-listed");
    assertThat(rows(run))
        .noneMatch(row -> String.valueOf(row.get("reason")).contains("changed-after-export"));
  }

  @Test
  void anEntryChangedAfterItsExportIsFollowed() {
    world.export();
    world
        .sandbox()
        .clockodo()
        .table("entries")
        .update(80013, new ObjectMapper().createObjectNode().put("text", "Anders"));

    Map<String, Object> next = world.export();

    assertThat(reasonOf(next, 80013)).isEqualTo("entry.changed");
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
  void anotherCompanyWithTheSameIdIsRefusedButARenamedOneIsNot() {
    world.export("To", "2026-09-10");
    world.nameCompany("Limmat Engineering AG", null);
    assertThat(problems(world.export("To", "2026-09-11"))).isEmpty();
    world.nameCompany(null, "post@limmat-engineering.example");
    assertThat(problems(world.export("To", "2026-09-12"))).isEmpty();
    int sent = world.posts("bexio", TIMESHEETS).size();

    world.nameCompany("Andere AG", "info@andere.example");
    Map<String, Object> run = world.export();

    assertThat(problems(run)).containsExactly("identity.bexio-changed");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent);
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

  /** A payload with the ids of what its plan has created first. */
  private static String withIds(String payload, Map<String, Object> run) {
    String body = payload;
    for (Map<?, ?> row : rows(run)) {
      Object id = ((Map<?, ?>) row.get("target")).get("id");
      body = body.replace("{\"row\":" + row.get("id") + "}", String.valueOf(id));
    }
    return body;
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
