package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.payload;
import static ch.bexioclockodo.app.MasterRows.said;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.BexioRules;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How bexio's projects become clockodo's: their fields and their states. */
class ImportProjectsEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  private void start(BexioRules rules, String... settings) throws IOException {
    world = new World(folder, SandboxData.empty(), builder -> builder.bexioRules(rules), settings);
    rows = new MasterRows(world.sandbox());
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aProjectCarriesItsFieldsAndASoftBudgetUnlessSettingsSayOtherwise() throws IOException {
    start(BexioRules.defaults());
    rows.bexio(
        "pr_project",
        21,
        "comment",
        "Achtung:\r\nBaustelle",
        "start_date",
        "2026-02-03 00:00:00",
        "end_date",
        "2026-11-30 00:00:00",
        "pr_budget_type_id",
        2,
        "pr_budget_type_amount",
        "400");
    rows.project(22, 11, "Neubau", "pr_budget_type_id", 1, "pr_budget_type_amount", "48000.5");
    rows.project(23, 11, "Je Tätigkeit", "pr_budget_type_id", 3);

    world.importAll();

    assertThat(rows.named("customers", "Alpha AG").get("number").asText()).isEqualTo("000011");
    assertThat(rows.named("projects", "Umbau").toString())
        .contains(
            "\"number\":\"000021\"",
            "\"note\":\"Achtung:",
            "\"start_date\":\"2026-02-03\"",
            "\"deadline\":\"2026-11-30\"",
            "\"billable_default\":true",
            "\"monetary\":false,\"hard\":false,\"from_subprojects\":false,\"amount\":400")
        .contains("\"customers_id\":" + rows.idOf("customers", "Alpha AG"));
    assertThat(rows.named("projects", "Neubau").get("budget").toString())
        .contains("\"monetary\":true,\"hard\":false", "\"amount\":48000.5");
    assertThat(rows.named("projects", "Je Tätigkeit").get("budget").isNull()).isTrue();

    rows.project(24, 11, "Hart", "pr_budget_type_id", 1, "pr_budget_type_amount", "100");
    world.set("import.budget", "hard").set("import.billable-default", "false").restart();
    Map<?, ?> hard = payload(world.importAll("Preview", "true"), "project", 24);
    assertThat(hard.get("budget").toString()).contains("hard=true");
    assertThat(hard.get("billable_default")).isEqualTo(false);
    world.set("import.budget", "none").set("import.billable-default", "unset").restart();
    assertThat(payload(world.importAll("Preview", "true"), "project", 24).keySet().toString())
        .isEqualTo("[name, customers_id, number, active]");
  }

  @Test
  void subprojectsAreLeftAlone() throws IOException {
    start(BexioRules.defaults());
    world.importAll();
    int project = rows.idOf("projects", "Umbau");
    rows.clockodo("subprojects", 60101, "projects_id", project, "name", "Los 1");
    rows.bexio("pr_project", 21, "name", "Umbau West");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "project", 21)).isEqualTo("UPDATE bexio.changed");
    assertThat(world.sandbox().journal().requests())
        .noneMatch(call -> call.path().contains("subprojects"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProjectIsActiveWhileItsStateIsBookable(boolean labelsFollowTheCaller) throws IOException {
    start(
        BexioRules.builder().labelsFollowAcceptLanguage(labelsFollowTheCaller).build(),
        "import.project-states",
        "OUVERT, attivo");
    rows.project(22, 11, "Archivierter Umbau", "pr_state_id", 3);

    Map<String, Object> first = world.importAll();
    assertThat(said(first, "project", 22)).isEqualTo("EXCLUDE project.not-bookable");
    rows.bexio("pr_project", 21, "pr_state_id", 3);
    rows.bexio("pr_project", 22, "pr_state_id", 1);
    Map<String, Object> closed = world.importAll();

    assertThat(said(closed, "project", 21)).isEqualTo("DEACTIVATE bexio.closed");
    assertThat(said(closed, "project", 22)).isEqualTo("CREATE");
    assertThat(rows.named("projects", "Umbau").get("active").asBoolean()).isFalse();
    rows.bexio("pr_project", 21, "pr_state_id", 2);
    Map<String, Object> opened = world.importAll();
    assertThat(said(opened, "project", 21)).isEqualTo("UPDATE bexio.changed");
    assertThat(rows.named("projects", "Umbau").get("active").asBoolean()).isTrue();
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void aStateIsNamedByItsIdTooAndAnUnknownNameStopsTheRun() throws IOException {
    start(BexioRules.defaults(), "import.project-states", "1");
    assertThat(said(world.importAll("Preview", "true"), "project", 21))
        .isEqualTo("EXCLUDE project.not-bookable");

    world.set("import.project-states", "Pausiert").restart();
    Map<String, Object> wrong = world.importAll();

    assertThat(wrong.get("status")).isEqualTo("failed");
    assertThat(wrong.get("problems").toString()).contains("Pausiert", "2 Aktiv");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anArchivedProjectBecomesInactiveAndComesBack(boolean listed) throws IOException {
    start(
        BexioRules.builder().archivedProjectsListed(listed).build(),
        "import.project-states",
        "Offen,Aktiv");
    world.importAll();

    rows.bexio("pr_project", 21, "_archived", true, "pr_state_id", 3);
    assertThat(said(world.importAll(), "project", 21)).isEqualTo("DEACTIVATE bexio.closed");
    assertThat(rows.named("projects", "Umbau").get("active").asBoolean()).isFalse();
    assertThat(world.importAll().get("status")).isEqualTo("done");
    rows.bexio("pr_project", 21, "_archived", false, "pr_state_id", 2);
    world.importAll();

    assertThat(rows.named("projects", "Umbau").get("active").asBoolean()).isTrue();
  }

  @Test
  void whatBexioDoesNotListIsNotAskedForEachTimeAndStillNoticedWhenItIsGone() throws IOException {
    start(BexioRules.builder().archivedProjectsListed(false).build());
    rows.project(22, 11, "Neubau");
    world.importAll();
    rows.bexio("pr_project", 21, "_archived", true, "pr_state_id", 3);
    world.importAll();
    world.importAll();
    int asked = asked();
    world.importAll();
    assertThat(asked()).isEqualTo(asked).isPositive();

    rows.bexio("pr_project", 21, "_archived", false, "pr_state_id", 2);
    world.importAll();
    world.sandbox().bexio().table("pr_project").remove(21);
    Map<String, Object> gone = world.importAll();

    assertThat(said(gone, "project", 21)).isEqualTo("DEACTIVATE bexio.deleted");
  }

  private int asked() {
    return world.sandbox().journal().requests("bexio", "GET", "/2.0/pr_project/21").size();
  }
}
