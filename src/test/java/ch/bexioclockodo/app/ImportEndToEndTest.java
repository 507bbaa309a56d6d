package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportEndToEndTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void importsTwiceAndCreatesOnce() {
    Map<String, Object> first = world.importAll();
    int customers = world.sandbox().clockodo().table("customers").count();
    int projects = world.sandbox().clockodo().table("projects").count();
    int services = world.sandbox().clockodo().table("services").count();
    int writes = world.sandbox().journal().writes().size();

    Map<String, Object> second = world.importAll();

    assertThat(count(first, "done"))
        .isEqualTo(count(first, "create") + count(first, "link"))
        .isPositive();
    assertThat(writes).isEqualTo((int) count(first, "create"));
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    assertThat(world.sandbox().clockodo().table("customers").count()).isEqualTo(customers);
    assertThat(world.sandbox().clockodo().table("projects").count()).isEqualTo(projects);
    assertThat(world.sandbox().clockodo().table("services").count()).isEqualTo(services);
    assertThat(count(second, "unchanged")).isEqualTo(count(first, "done"));
    assertThat(closes(first)).isTrue();
    assertThat(closes(second)).isTrue();
  }

  @Test
  void keepsItsLinksOverARestartAndARename() throws IOException {
    Map<String, Object> first = world.importAll();
    Map<?, ?> linked =
        rows(first).stream()
            .filter(row -> "LINK".equals(row.get("action")) && "customer".equals(row.get("kind")))
            .findFirst()
            .orElseThrow();
    int customer = ((Number) ((Map<?, ?>) linked.get("target")).get("id")).intValue();
    world
        .sandbox()
        .clockodo()
        .table("customers")
        .update(
            customer,
            new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("name", "Ganz anders"));
    world.restart();
    int writes = world.sandbox().journal().writes().size();

    Map<String, Object> second = world.importAll();

    Map<?, ?> kept = (Map<?, ?>) linked.get("source");
    assertThat(reasonOf(second, ((Number) kept.get("id")).longValue())).isEqualTo("clockodo.kept");
    assertThat(count(second, "unchanged")).isEqualTo(count(first, "done") - 1);
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
  }

  @Test
  void aPreviewSendsNoWriteAndItsPayloadsAreWhatIsSentByteForByte() {
    Map<String, Object> preview = world.importAll("Preview", "true");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    List<String> previewed = new ArrayList<>();
    Map<Integer, Map<?, ?>> byRow = new HashMap<>();
    for (Map<?, ?> row : rows(preview)) {
      byRow.put((Integer) row.get("id"), row);
      if ("CREATE".equals(row.get("action"))) {
        previewed.add(Json.write(row.get("payload")));
      }
    }

    Map<String, Object> run = world.importAll("Plan", String.valueOf(preview.get("plan")));

    Map<Integer, Object> created = new HashMap<>();
    rows(run)
        .forEach(
            row -> created.put((Integer) row.get("id"), ((Map<?, ?>) row.get("target")).get("id")));
    List<String> expected =
        previewed.stream().map(body -> replaceReferences(body, created)).toList();
    List<String> sent =
        world.sandbox().journal().writes().stream().map(JournalEntry::body).toList();
    assertThat(previewed).anyMatch(body -> body.contains("{\"row\":"));
    assertThat(sent).containsExactlyElementsOf(expected);
    assertThat(run.get("plan")).isEqualTo(preview.get("plan"));
  }

  @Test
  void whatIsAmbiguousIsForAPersonAndNeverGuessed() {
    Map<String, Object> run = world.importAll();

    assertThat(reasonOf(run, 21)).isEqualTo("match.shared");
    assertThat(rowOf(run, 22).get("action")).isEqualTo("DECIDE");
    assertThat(reasonOf(run, 36)).isEqualTo("project.customer-undecided");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(world.posts("clockodo", "/v3/customers"))
        .noneMatch(post -> post.body().contains("Meier AG"));
  }

  @Test
  void usersAreLinkedByEqualEmailWhateverItsCase() {
    Map<String, Object> run = world.importAll("Only", "users");

    assertThat(rows(run)).allMatch(row -> "user".equals(row.get("kind")));
    assertThat(rowOf(run, 3102).get("state")).isEqualTo("DONE");
    assertThat(reasonOf(run, 3107)).isEqualTo("user.no-equal-email");
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void excludedRowsOfOldRunsAreCountedAndNoLongerKept() throws IOException {
    Map<String, Object> first = world.importAll();
    long excluded = count(first, "excluded");
    int all = rows(first).size();
    world.clockAdvancesBy(Duration.ofDays(13));
    world.importAll();
    String run = String.valueOf(first.get("run"));
    assertThat(world.command("show", run, "--json").json().get("rows")).hasSize(rows(first).size());
    world.clockAdvancesBy(Duration.ofDays(15));
    world.importAll();

    JsonNode shown = world.command("show", run, "--json").json();

    assertThat(excluded).isPositive();
    assertThat(shown.get("rows")).hasSize(all - (int) excluded);
    assertThat(shown.get("counts").get("excluded").asLong()).isEqualTo(excluded);
    assertThat(shown.get("balance").get("closes").asBoolean()).isTrue();
    assertThat(shown.get("balance").get("notes").toString())
        .contains(excluded + " excluded rows of this run are no longer kept");
    assertThat(closes(world.importAll("Plan", String.valueOf(first.get("plan"))))).isTrue();
  }

  @Test
  void aListWithoutProjectsNeedsNoProjectStates() throws IOException {
    world.set("import.project-states", "Aktiv").restart();

    Map<String, Object> run = world.importAll("Only", "services");

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(world.sandbox().journal().count("bexio", "GET", "/2.0/pr_project_state")).isZero();
  }

  @Test
  void whatWaitsForARowThatNeedsADecisionIsNotSentAndTheRunEnds() throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection()) {
      DecisionStore.save(
          database,
          "default",
          new Decision(LinkKind.CUSTOMER, 22, Choice.CREATE, null, Instant.EPOCH, "Anna"));
    }

    Map<String, Object> run = world.importAll();

    assertThat(reasonOf(run, 22)).isEqualTo("name.refused");
    assertThat(rowOf(run, 22).get("action")).isEqualTo("DECIDE");
    assertThat(reasonOf(run, 37)).isEqualTo("waits-for");
    assertThat(rowOf(run, 37).get("state")).isEqualTo("NOT_SENT");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
  }

  @Test
  void aRefusedCustomerFailsAloneAndItsProjectsWait() {
    world
        .sandbox()
        .faults()
        .on("POST /v3/customers")
        .row("Holzbau Gächter AG")
        .attempt(1)
        .then(Fault.status(422, "name is not allowed"));

    Map<String, Object> run = world.importAll();

    assertThat(reasonOf(run, 20)).isEqualTo("refused");
    assertThat(rowOf(run, 20).toString()).contains("name is not allowed");
    assertThat(reasonOf(run, 35)).isEqualTo("waits-for");
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(count(run, "notSent")).isEqualTo(1);
    assertThat(closes(run)).isTrue();

    Map<String, Object> next = world.importAll();
    assertThat(rowOf(next, 20).get("state")).isEqualTo("DONE");
    assertThat(rowOf(next, 35).get("state")).isEqualTo("DONE");
  }

  @Test
  void aCreateWhoseAnswerIsLostIsFoundByNameAndNotCreatedTwice() {
    world
        .sandbox()
        .faults()
        .on("POST /v3/customers")
        .row("Holzbau")
        .attempt(1)
        .then(Fault.dropAfterCommit());

    Map<String, Object> run = world.importAll();
    assertThat(rowOf(run, 20).get("state")).isEqualTo("UNKNOWN");
    Map<String, Object> next = world.importAll();

    assertThat(rowOf(next, 20).get("action")).isEqualTo("LINK");
    assertThat(world.sandbox().clockodo().table("customers").list())
        .filteredOn(customer -> "Holzbau Gächter AG".equals(customer.get("name").asText()))
        .hasSize(1);
  }

  @Test
  void whatBexioChangesAfterAnUpdateWhoseAnswerWasLostIsNoConflict() {
    world.importAll();
    rename("Holzbau Zwei AG");
    world.sandbox().faults().on("PUT /v3/customers*").nth(1).then(Fault.dropAfterCommit());
    assertThat(rowOf(world.importAll(), 20).get("state")).isEqualTo("UNKNOWN");
    rename("Holzbau Drei AG");

    Map<String, Object> next = world.importAll();

    assertThat(rowOf(next, 20).get("action")).isEqualTo("UPDATE");
    assertThat(world.sandbox().clockodo().table("customers").list())
        .filteredOn(customer -> customer.get("name").asText().startsWith("Holzbau"))
        .extracting(customer -> customer.get("name").asText())
        .containsExactly("Holzbau Drei AG");
  }

  private void rename(String name) {
    world
        .sandbox()
        .bexio()
        .table("contact")
        .update(
            20,
            new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("name_1", name));
  }

  @Test
  void aCreateThatMayStillLandIsNotRepeatedBeforeItHasSettled() {
    world
        .sandbox()
        .faults()
        .on("POST /v3/customers")
        .row("Holzbau")
        .attempt(1)
        .then(Fault.dropBeforeCommit());

    world.importAll();
    Map<String, Object> soon = world.importAll();
    int customers = world.posts("clockodo", "/v3/customers").size();
    world.clockAdvancesBy(Duration.ofMinutes(16));
    Map<String, Object> later = world.importAll();

    assertThat(rowOf(soon, 20).get("state")).isEqualTo("UNKNOWN");
    assertThat(reasonOf(soon, 20)).isEqualTo("create.unknown-earlier");
    assertThat(rowOf(later, 20).get("state")).isEqualTo("DONE");
    assertThat(world.posts("clockodo", "/v3/customers")).hasSize(customers + 1);
  }

  @Test
  void anotherPlanDoesNotCreateWhatMayHaveArrivedOrIsThere() {
    String plan = String.valueOf(world.importAll("Preview", "true").get("plan"));
    world
        .sandbox()
        .faults()
        .on("POST /v3/customers")
        .row("Holzbau")
        .attempt(1)
        .then(Fault.dropBeforeCommit());
    world.importAll();
    int writes = world.sandbox().journal().writes().size();

    Map<String, Object> second = world.importAll("Plan", plan);

    assertThat(rowOf(second, 20).get("state")).isEqualTo("STALE");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    assertThat(second.get("status")).isEqualTo("attention");
  }

  @Test
  void anInterruptedPlanGoesOnWhereItStoppedEvenMuchLater() {
    world.sandbox().faults().on("POST /v4/projects").nth(1).then(Fault.forbidden());
    Map<String, Object> broken = world.importAll();
    assertThat(broken.get("status")).isEqualTo("failed");
    world.clockAdvancesBy(Duration.ofMinutes(5));

    Map<String, Object> rest = world.importAll("Plan", String.valueOf(broken.get("plan")));

    assertThat(count(rest, "stale")).isZero();
    assertThat(count(rest, "done")).isEqualTo(count(broken, "create") + count(broken, "link"));
  }

  @Test
  void aPlanOfOneKindAppliesOnlyThatKind() {
    Map<String, Object> preview = world.importAll("Only", "services", "Preview", "true");
    world.clockAdvancesBy(Duration.ofMinutes(5));

    Map<String, Object> run = world.importAll("Plan", String.valueOf(preview.get("plan")));

    assertThat(rows(run)).isNotEmpty().allMatch(row -> "service".equals(row.get("kind")));
    assertThat(rows(run)).allMatch(row -> "DONE".equals(row.get("state")));
  }

  @Test
  void pagesThatShiftOrAreCappedLoseNoRow() {
    world.sandbox().faults().on("GET /2.0/pr_project").always().then(Fault.pageCap(5));
    world.sandbox().faults().on("GET /2.0/contact").nth(1).then(Fault.shortPage(4));
    world.sandbox().faults().on("GET /v4/projects").nth(1).then(Fault.withholdRow(0));

    Map<String, Object> run = world.importAll();

    Map<String, Object> balance = asMap(run.get("balance"));
    long contacts = world.sandbox().bexio().table("contact").list().size();
    assertThat(rows(run))
        .filteredOn(row -> "project".equals(row.get("kind")))
        .hasSize(world.sandbox().bexio().table("pr_project").count());
    assertThat(rows(run))
        .filteredOn(row -> "customer".equals(row.get("kind")))
        .hasSizeGreaterThan((int) contacts - 3);
    assertThat(balance.get("closes")).isEqualTo(true);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static String replaceReferences(String body, Map<Integer, Object> created) {
    return java.util.regex.Pattern.compile("\\{\"row\":(\\d+)}")
        .matcher(body)
        .replaceAll(match -> String.valueOf(created.get(Integer.valueOf(match.group(1)))));
  }
}
