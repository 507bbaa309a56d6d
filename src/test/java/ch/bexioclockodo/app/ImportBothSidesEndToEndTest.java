package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.said;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates without an answer, and pairs that both sides change or lose. */
class ImportBothSidesEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.empty());
    rows = new MasterRows(world.sandbox());
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau");
    world.importAll();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void anUpdateWhoseAnswerIsLostIsFoundDone() {
    world.sandbox().faults().on("PUT /v4/projects/{id}").nth(1).then(Fault.dropAfterCommit());
    rows.bexio("pr_project", 21, "name", "Umbau West");
    Map<String, Object> run = world.importAll();
    assertThat(MasterRows.row(run, "project", 21).get("state")).isEqualTo("UNKNOWN");
    int writes = world.sandbox().journal().writes().size();

    assertThat(world.importAll().get("status")).isEqualTo("done");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    rows.named("projects", "Umbau West");
  }

  @Test
  void aPairOfWhichClockodoSaidNothingLosesNoChangeOfBexio() throws SQLException {
    sql("update bexio_clockodo.link set clockodo_print = null");
    rows.bexio("pr_project", 21, "name", "Umbau West");

    assertThat(said(world.importAll(), "project", 21)).isEqualTo("UPDATE bexio.changed");
    assertThat(world.importAll().get("status")).isEqualTo("done");
    rows.named("projects", "Umbau West");
  }

  @Test
  void aLinkOfAnEarlierVersionTakesBothSidesAsTheyAreButADeletionForWhatItIs() throws SQLException {
    rows.project(22, 11, "Neubau");
    world.importAll();
    sql("update bexio_clockodo.link set base = null, bexio_print = null, clockodo_print = null");
    rows.bexio("pr_project", 21, "name", "Umbau West");
    world.sandbox().bexio().table("pr_project").remove(22);

    Map<String, Object> run = world.importAll();

    assertThat(World.rows(run)).hasSize(1);
    assertThat(said(run, "project", 22)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void whatIsGoneOnBothSidesAsksNobody() {
    world.sandbox().bexio().table("pr_project").remove(21);
    world.sandbox().clockodo().table("projects").remove(rows.idOf("projects", "Umbau"));

    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void whatIsDeletedInBexioAndChangedByHandIsDeactivatedAndKeepsTheHand() {
    int project = rows.idOf("projects", "Umbau");
    rows.clockodo("projects", project, "name", "Von Hand", "note", "Bleibt");
    world.sandbox().bexio().table("pr_project").remove(21);

    assertThat(said(world.importAll(), "project", 21)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(rows.named("projects", "Von Hand").get("active").asBoolean()).isFalse();
    rows.clockodo("projects", project, "active", true);
    assertThat(said(world.importAll(), "project", 21)).isEqualTo("EXCLUDE clockodo.kept");
    assertThat(world.importAll().get("status")).isEqualTo("done");
    assertThat(rows.named("projects", "Von Hand").get("active").asBoolean()).isTrue();
  }

  private void sql(String update) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(update);
    }
  }
}
