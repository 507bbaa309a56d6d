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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash between a create and its link: what may be there is looked for, never made again. */
class ImportReadBackEndToEndTest {

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
  void itIsFoundByItsNumberElseByNameAndParent() throws IOException, SQLException {
    world.importAll();
    crashBeforeTheLinkOf("project");
    crashBeforeTheLinkOf("activity");
    // Somebody has renamed it since: its number is still what was sent.
    rows.clockodo("projects", rows.idOf("projects", "Umbau"), "name", "Anders");
    int writes = world.sandbox().journal().writes().size();
    world.restart();

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "project", 21)).isEqualTo("LINK link.read-back");
    assertThat(said(run, "service", 1)).isEqualTo("LINK link.read-back");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void whatAPersonDecidedToCreateIsReadBackToo() {
    rows.contact(12, "Kunz Sàrl");
    rows.clockodo("customers", 40101, "name", "Kunz SA", "number", "000012");
    rows.project(22, 12, "Neubau");
    world.command("link", "customer", "12", "--create");
    lose("Kunz");
    world.importAll();
    world.clockAdvancesBy(Duration.ofMinutes(20));

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "customer", 12)).isEqualTo("LINK link.read-back");
    assertThat(world.sandbox().clockodo().table("customers").list()).hasSize(3);
  }

  @Test
  void whatAPersonDecidedToCreateIsNeverGuessed() {
    rows.contact(12, "Kunz Sàrl");
    rows.clockodo("customers", 40101, "name", "Kunz SA", "number", "000012");
    rows.project(22, 12, "Neubau");
    world.command("link", "customer", "12", "--create");
    lose("Kunz");
    world.importAll();
    rows.clockodo("customers", rows.idOf("customers", "Kunz Sàrl"), "name", "Kunz (neu)");
    world.clockAdvancesBy(Duration.ofMinutes(20));

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "customer", 12)).isEqualTo("DECIDE read-back.ambiguous");
    assertThat(MasterRows.candidates(run, "customer", 12)).hasSize(2);
    assertThat(world.sandbox().clockodo().table("customers").list()).hasSize(3);
  }

  @Test
  void whatIsCreatedAnewInPlaceOfSomethingDeletedIsReadBackToo() throws IOException, SQLException {
    world.importAll();
    world.sandbox().clockodo().table("services").remove(rows.idOf("services", "Planung"));
    world.command("link", "activity", "1", "--create");
    world.sandbox().faults().on("POST /v4/services").always().then(Fault.dropAfterCommit());
    world.importAll();
    int writes = world.sandbox().journal().writes().size();
    world.clockAdvancesBy(Duration.ofMinutes(20));

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "service", 1)).isEqualTo("LINK link.read-back");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void whatWasReadBackAndTakenApartIsNotLinkedAgain() throws SQLException {
    world
        .sandbox()
        .faults()
        .on("POST /v4/services")
        .row("Planung")
        .attempt(1)
        .then(Fault.dropAfterCommit());
    world.importAll();
    assertThat(said(world.importAll(), "service", 1)).isEqualTo("LINK link.read-back");
    assertThat(world.command("unlink", "activity", "1").status()).isZero();

    assertThat(said(world.importAll(), "service", 1)).isEqualTo("DECIDE link.apart");
  }

  @Test
  void anEndThatArrivedUnseenAndAReturnThatGotLostDoNotLeaveItInactive() {
    world.importAll();
    world.sandbox().faults().on("PUT /v3/customers/{id}").nth(1).then(Fault.dropAfterCommit());
    world.sandbox().faults().on("PUT /v3/customers/{id}").nth(2).then(Fault.dropBeforeCommit());
    rows.bexio("contact", 11, "_archived", true);
    world.importAll();
    rows.bexio("contact", 11, "_archived", false);
    world.importAll();

    world.importAll();

    assertThat(rows.named("customers", "Alpha AG").get("active").asBoolean()).isTrue();
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  private void lose(String customer) {
    world
        .sandbox()
        .faults()
        .on("POST /v3/customers")
        .row(customer)
        .attempt(1)
        .then(Fault.dropAfterCommit());
  }

  /** The create was sent and done, and the process ended before it could keep the answer. */
  private void crashBeforeTheLinkOf(String kind) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      int links =
          statement.executeUpdate("delete from bexio_clockodo.link where kind = '" + kind + "'");
      int sendings =
          statement.executeUpdate(
              "update bexio_clockodo.plan_row set state = 'SENDING', target_id = null"
                  + " where link_kind = '"
                  + kind
                  + "'");
      int inFlight =
          statement.executeUpdate(
              "insert into bexio_clockodo.plan_row_in_flight"
                  + " select connection, plan, id from bexio_clockodo.plan_row where link_kind = '"
                  + kind
                  + "'");
      assertThat(links).isEqualTo(sendings).isEqualTo(inFlight).isPositive();
    }
  }
}
