package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.said;
import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of linked things that one side archives or deletes. */
class ImportAbsenceEndToEndTest {

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
  void anArchivedContactIsDeactivatedAndARestoredOneIsActiveAgain() {
    world.importAll();
    rows.bexio("contact", 11, "_archived", true);
    assertThat(said(world.importAll(), "customer", 11)).isEqualTo("DEACTIVATE bexio.closed");
    assertThat(active("customers", "Alpha AG")).isFalse();
    assertThat(world.importAll().get("status")).isEqualTo("done");

    rows.bexio("contact", 11, "_archived", false);
    assertThat(said(world.importAll(), "customer", 11)).isEqualTo("UPDATE bexio.changed");
    assertThat(active("customers", "Alpha AG")).isTrue();
  }

  @Test
  void aDeletedProjectIsDeactivatedOnceBexioSaysByIdThatItIsGone() {
    world.importAll();
    world.sandbox().bexio().table("pr_project").remove(21);
    Map<String, Object> gone = world.importAll();

    assertThat(said(gone, "project", 21)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(world.sandbox().journal().requests("bexio", "GET", "/2.0/pr_project/21")).hasSize(1);
    assertThat(active("projects", "Umbau")).isFalse();
    assertThat(world.importAll().get("status")).isEqualTo("done");
    assertThat(world.sandbox().journal().requests("bexio", "GET", "/2.0/pr_project/21")).hasSize(1);
  }

  @Test
  void anActivityIsDeactivatedWhenTwoRunsLackItAndNotByPreviews() {
    rows.activity(2, "Bauleitung");
    world.importAll();
    world.sandbox().bexio().table("client_service").remove(1);
    world.importAll("Preview", "true");

    assertThat(said(world.importAll(), "service", 1)).isEqualTo("EXCLUDE bexio.missing-once");
    rows.activity(1, "Planung");
    assertThat(world.importAll().get("status")).isEqualTo("done");
    world.sandbox().bexio().table("client_service").remove(1);
    assertThat(said(world.importAll(), "service", 1)).isEqualTo("EXCLUDE bexio.missing-once");
    assertThat(active("services", "Planung")).isTrue();
    assertThat(said(world.importAll(), "service", 1)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(active("services", "Planung")).isFalse();
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void aPreviewThatIsAppliedLaterIsARunThatLacksAnActivityToo() {
    rows.activity(2, "Bauleitung");
    world.importAll();
    world.sandbox().bexio().table("client_service").remove(1);

    assertThat(said(appliedLater(5), "service", 1)).isEqualTo("EXCLUDE bexio.missing-once");
    assertThat(said(appliedLater(10), "service", 1)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(active("services", "Planung")).isFalse();
  }

  private Map<String, Object> appliedLater(int minutes) {
    Map<String, Object> preview = world.importAll("Preview", "true");
    world.clockAdvancesBy(Duration.ofMinutes(minutes));
    return world.importAll("Plan", String.valueOf(preview.get("plan")));
  }

  @Test
  void whatIsDeletedInClockodoIsCreatedAnewOrIgnoredAsAPersonDecides() {
    rows.activity(2, "Bauleitung");
    world.importAll();
    world.sandbox().clockodo().table("services").remove(rows.idOf("services", "Planung"));
    world.sandbox().clockodo().table("services").remove(rows.idOf("services", "Bauleitung"));
    Map<String, Object> gone = world.importAll();
    assertThat(said(gone, "service", 1)).isEqualTo("DECIDE link.broken");

    assertThat(world.command("link", "activity", "1", "--create").status()).isZero();
    assertThat(world.command("link", "activity", "2", "--ignore").status()).isZero();
    Map<String, Object> decided = world.importAll();

    assertThat(said(decided, "service", 1)).isEqualTo("CREATE decided.create");
    assertThat(said(decided, "service", 2)).isEqualTo("EXCLUDE decided.ignore");
    assertThat(active("services", "Planung")).isTrue();
    Map<String, Object> after = world.importAll();
    assertThat(count(after, "unchanged")).isEqualTo(4);
    assertThat(after.get("status")).isEqualTo("done");
  }

  @Test
  void nothingNewIsPutUnderACustomerThatIsDeletedInClockodo() {
    world.importAll();
    world.sandbox().clockodo().table("projects").remove(rows.idOf("projects", "Umbau"));
    world.sandbox().clockodo().table("customers").remove(rows.idOf("customers", "Alpha AG"));
    rows.project(22, 11, "Neubau");

    Map<String, Object> all = world.importAll();
    assertThat(said(all, "customer", 11)).isEqualTo("DECIDE link.broken");
    assertThat(said(all, "project", 22)).isEqualTo("DECIDE project.customer-undecided");
    assertThat(said(world.importAll("Only", "projects"), "project", 22))
        .isEqualTo("DECIDE link.broken");

    world.command("link", "customer", "11", "--create");
    Map<String, Object> anew = world.importAll();
    assertThat(said(anew, "project", 22)).isEqualTo("CREATE");
    assertThat(World.rows(anew)).filteredOn(row -> "DONE".equals(row.get("state"))).hasSize(2);
  }

  @Test
  void aProxyThatAnswersForBexioTakesNothingAway() {
    world.importAll();
    world.sandbox().bexio().table("pr_project").remove(21);
    world.sandbox().faults().on("GET /2.0/pr_project/{id}").always().then(Fault.htmlStatus(404));

    Map<String, Object> run = world.importAll();

    assertThat(run.get("status")).isNotEqualTo("done");
    assertThat(active("projects", "Umbau")).isTrue();
  }

  private boolean active(String table, String name) {
    return rows.named(table, name).get("active").asBoolean();
  }
}
