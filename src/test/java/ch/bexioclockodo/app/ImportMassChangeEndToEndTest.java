package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.said;
import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deactivations of many objects at once wait for a person. */
class ImportMassChangeEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.empty());
    rows = new MasterRows(world.sandbox());
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau").activity(1, "Planung");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void massDeactivationsWaitUntilTheyAreAllowed() {
    for (int id = 30; id < 60; id++) {
      rows.project(id, 11, "Projekt " + id);
    }
    world.importAll();
    for (int id = 30; id < 41; id++) {
      world.sandbox().bexio().table("pr_project").remove(id);
    }
    world.sandbox().bexio().table("client_service").remove(1);
    int writes = world.sandbox().journal().writes().size();

    Map<String, Object> held = world.importAll();
    assertThat(count(held, "needsDecision")).isEqualTo(11);
    assertThat(said(held, "project", 30)).isEqualTo("DECIDE mass-change");
    assertThat(MasterRows.text(held, "project", 30)).contains("11", "31");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);

    Map<String, Object> allowed = world.importAll("AllowMassChange", "true");
    assertThat(count(allowed, "deactivate")).isEqualTo(12);
    assertThat(active("projects", "Projekt 30")).isFalse();
  }

  @Test
  void anAllowedMassChangeAndAnUpdateStandInAPreviewThatIsAppliedLater() {
    for (int id = 30; id < 45; id++) {
      rows.project(id, 11, "Projekt " + id);
    }
    world.importAll();
    for (int id = 30; id < 42; id++) {
      world.sandbox().bexio().table("pr_project").remove(id);
    }
    rows.bexio("pr_project", 43, "name", "Projekt 43 neu").bexio("pr_project", 44, "name", "44");
    Map<String, Object> preview =
        world.importAll("Preview", "true", "AllowMassChange", "true", "Only", "projects");
    world.clockAdvancesBy(Duration.ofMinutes(5));
    rows.bexio("pr_project", 44, "name", "Schon wieder anders");

    Map<String, Object> run = world.importAll("Plan", String.valueOf(preview.get("plan")));

    assertThat(count(run, "done")).isEqualTo(13);
    assertThat(count(run, "stale")).isEqualTo(1);
    assertThat(active("projects", "Projekt 30")).isFalse();
    assertThat(active("projects", "Projekt 43 neu")).isTrue();
  }

  @Test
  void tenDeactivationsOfAKindAreNoMass() {
    for (int id = 30; id < 39; id++) {
      rows.project(id, 11, "Projekt " + id);
    }
    world.importAll();
    for (int id = 30; id < 39; id++) {
      world.sandbox().bexio().table("pr_project").remove(id);
    }
    world.sandbox().bexio().table("pr_project").remove(21);

    assertThat(count(world.importAll(), "deactivate")).isEqualTo(10);
  }

  private boolean active(String table, String name) {
    return rows.named(table, name).get("active").asBoolean();
  }
}
