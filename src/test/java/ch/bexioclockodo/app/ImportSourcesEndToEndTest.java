package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.actions;
import static ch.bexioclockodo.app.MasterRows.payload;
import static ch.bexioclockodo.app.MasterRows.said;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows of bexio become customers, and what they are called. */
class ImportSourcesEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.empty());
    rows = new MasterRows(world.sandbox());
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void customersAreTheContactsWithProjectsOrCompaniesOrAllOrGroups() throws IOException {
    rows.contact(11, "Mit Projekt AG").project(21, 11, "Umbau");
    rows.contact(12, "Ohne Projekt AG", "contact_group_ids", "1, 3");
    rows.contact(13, "Muster", "contact_type_id", 2, "name_2", "Petra");
    rows.contact(14, "Lieferant AG", "contact_group_ids", "2");
    rows.contact(15, "Archiv AG", "_archived", true, "contact_group_ids", "3");

    assertThat(created()).containsExactly(11L);
    assertThat(createdWith("companies")).containsExactly(11L, 12L, 14L);
    assertThat(createdWith("all")).containsExactly(11L, 12L, 13L, 14L);
    assertThat(createdWith("groups:3,2")).containsExactly(12L, 14L);
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void thePreviewBeginsWithTheNumberOfNewCustomers() {
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau");
    rows.contact(12, "Beta AG").project(22, 12, "Neubau");
    rows.clockodo("customers", 40101, "name", "Beta AG");

    Map<String, Object> preview = world.importAll("Preview", "true");

    List<?> notes = (List<?>) ((Map<?, ?>) preview.get("balance")).get("notes");
    assertThat(String.valueOf(notes.get(0))).isEqualTo("new customers in clockodo: 1");
  }

  @Test
  void namesAreMadeBySettingsAndNumbersCanBeTurnedOff() throws IOException {
    rows.contact(11, "Alpha AG", "name_2", "Zweigstelle Uster");
    rows.contact(12, "Muster", "contact_type_id", 2, "name_2", "Petra");
    world.set("import.customers", "all").restart();

    Map<String, Object> asDefault = world.importAll("Preview", "true");
    assertThat(payload(asDefault, "customer", 11))
        .isEqualTo(
            Map.of("name", "Alpha AG Zweigstelle Uster", "number", "000011", "active", true));
    assertThat(payload(asDefault, "customer", 12).get("name")).isEqualTo("Petra Muster");

    world
        .set("import.company-name", "name_1")
        .set("import.person-name", "name_1, name_2")
        .set("import.contact-numbers", "false")
        .restart();
    Map<String, Object> changed = world.importAll("Preview", "true");
    assertThat(payload(changed, "customer", 11))
        .isEqualTo(Map.of("name", "Alpha AG", "active", true));
    assertThat(payload(changed, "customer", 12).get("name")).isEqualTo("Muster, Petra");
  }

  @Test
  void demoDataIsNeverLinkedAndNeverChanged() {
    rows.contact(11, "Demo-Kunde GmbH").project(21, 11, "Demo-Projekt").activity(1, "Demo");
    rows.clockodo("customers", 40101, "name", "Demo-Kunde GmbH", "test_data", true);
    rows.clockodo(
        "projects", 50101, "customers_id", 40101, "name", "Demo-Projekt", "test_data", true);
    rows.clockodo("services", 7101, "name", "Demo", "test_data", true);
    rows.clockodo("users", 3102, "name", "Demo", "email", "demo@example.com", "test_data", true);
    rows.bexio("user", 2, "email", "demo@example.com", "firstname", "D", "lastname", "Emo");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "customer", 11)).isEqualTo("DECIDE name.taken");
    assertThat(said(run, "project", 21)).isEqualTo("DECIDE project.customer-undecided");
    assertThat(said(run, "service", 1)).isEqualTo("DECIDE name.taken");
    assertThat(said(run, "user", 3102)).isEqualTo("EXCLUDE demo-data");
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void usersLinkByEmailWithBexioUsersFirstThenFictionalOnesAndAreNeverCreated() {
    rows.bexio("user", 2, "email", "Anna@Example.com", "firstname", "Anna", "lastname", "Real");
    rows.bexio(
        "fictional_user", 101, "email", "anna@example.com", "firstname", "A", "lastname", "F");
    rows.bexio(
        "fictional_user", 102, "email", "beat@example.com", "firstname", "B", "lastname", "F");
    rows.clockodo("users", 3102, "name", "Anna", "email", "anna@EXAMPLE.com");
    rows.clockodo("users", 3103, "name", "Beat", "email", " Beat@example.com ");
    rows.clockodo("users", 3104, "name", "Carla", "email", "carla@example.com");

    Map<String, Object> run = world.importAll("Only", "users");

    assertThat(target(run, 3102)).isEqualTo("user 2");
    assertThat(target(run, 3103)).isEqualTo("fictional-user 102");
    assertThat(said(run, "user", 3104)).isEqualTo("EXCLUDE user.no-equal-email");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(MasterRows.actions(world.importAll("Only", "users"), "user"))
        .containsOnlyKeys(3104L);
  }

  private static String target(Map<String, Object> run, long user) {
    Map<?, ?> target = (Map<?, ?>) MasterRows.row(run, "user", user).get("target");
    return target.get("kind") + " " + target.get("id");
  }

  private Set<Long> createdWith(String customers) throws IOException {
    world.set("import.customers", customers).restart();
    return created();
  }

  private Set<Long> created() {
    Map<Long, String> actions =
        actions(world.importAll("Preview", "true", "Only", "customers"), "customer");
    actions.values().removeIf(action -> !"CREATE".equals(action));
    return new TreeSet<>(actions.keySet());
  }
}
