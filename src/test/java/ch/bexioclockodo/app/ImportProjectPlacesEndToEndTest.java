package ch.bexioclockodo.app;

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

/** Under which customer a project goes, and what is for a person to say. */
class ImportProjectPlacesEndToEndTest {

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
  void aProjectUnderAnotherOrNoCustomerIsForAPerson() throws IOException {
    start(BexioRules.defaults(), "import.customers", "companies");
    rows.contact(12, "Beta AG").project(22, 12, "Neubau");
    rows.contact(13, "Muster", "contact_type_id", 2).project(23, 13, "Haus Muster");
    Map<String, Object> first = world.importAll();
    assertThat(said(first, "project", 23)).isEqualTo("DECIDE project.customer-excluded");

    rows.bexio("pr_project", 21, "contact_id", 12);
    Map<String, Object> moved = world.importAll();

    assertThat(said(moved, "project", 21)).isEqualTo("DECIDE project.other-customer");
    assertThat(MasterRows.text(moved, "project", 21)).contains("Alpha AG");
    rows.contact(14, "Gamma AG").project(24, 14, "Anbau");
    assertThat(said(world.importAll("Only", "projects"), "project", 24))
        .isEqualTo("DECIDE project.customer-unlinked");

    world.command("link", "customer", "13", "--create");
    assertThat(said(world.importAll(), "project", 23)).isEqualTo("CREATE");
  }

  @Test
  void aPlaceThatAPersonHasConfirmedStaysAndLaterChangesAreWritten() throws IOException {
    start(BexioRules.defaults(), "import.customers", "companies");
    rows.contact(13, "Muster", "contact_type_id", 2).project(23, 13, "Haus Muster");
    rows.clockodo("customers", 40101, "name", "Private");
    rows.clockodo("projects", 50101, "customers_id", 40101, "name", "Haus Muster");
    world.importAll();
    assertThat(world.command("link", "project", "23", "50101").status()).isZero();
    assertThat(said(world.importAll(), "project", 23)).isEqualTo("LINK link.decided");

    rows.bexio("pr_project", 23, "name", "Haus Muster-Frei");
    assertThat(said(world.importAll(), "project", 23)).isEqualTo("UPDATE bexio.changed");
    assertThat(rows.named("projects", "Haus Muster-Frei").get("customers_id").asInt())
        .isEqualTo(40101);
  }

  @Test
  void aDecisionThatIsCarriedOutConfirmsNoPlaceOfLater() throws IOException {
    start(BexioRules.defaults());
    rows.contact(12, "Beta AG").project(22, 12, "Neubau");
    rows.clockodo("customers", 40102, "name", "Beta AG");
    rows.clockodo("projects", 50102, "customers_id", 40102, "name", "Neubau Beta");
    assertThat(world.command("link", "project", "22", "50102").status()).isZero();
    world.importAll();
    world.importAll();

    rows.bexio("pr_project", 22, "contact_id", 11);
    assertThat(said(world.importAll(), "project", 22)).isEqualTo("DECIDE project.other-customer");
    assertThat(world.command("link", "project", "22", "50102").status()).isZero();
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void aProjectThatWouldNotBeCreatedNeedsNoDecisionAboutItsCustomer() throws IOException {
    start(BexioRules.defaults(), "import.project-states", "Offen,Aktiv");
    rows.contact(14, "Früher AG", "_archived", true).project(24, 14, "Alt", "pr_state_id", 3);
    rows.project(25, 14, "Noch offen");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "project", 24)).isEqualTo("EXCLUDE project.not-bookable");
    assertThat(said(run, "project", 25)).isEqualTo("DECIDE project.customer-excluded");
  }
}
