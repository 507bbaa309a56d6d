package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.candidates;
import static ch.bexioclockodo.app.MasterRows.said;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.ClockodoRules;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first meeting of two filled systems, and what people decide about it. */
class ImportMatchingEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  @BeforeEach
  void start() throws IOException {
    world =
        new World(
            folder,
            SandboxData.empty(),
            builder -> builder.clockodoRules(ClockodoRules.builder().billingAddOn(true).build()),
            "import.customers",
            "all");
    rows = new MasterRows(world.sandbox());
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void exactlyOneCandidateOnBothSidesIsALink() throws IOException {
    rows.contact(11, "Alpha AG").contact(12, "Beta AG").contact(13, "Rénovation & Söhne SA");
    rows.contact(14, "Delta AG");
    rows.clockodo("customers", 40101, "name", "Ganz anders", "bill_service_id", "11");
    rows.clockodo("customers", 40102, "name", "Alpha AG");
    rows.clockodo("customers", 40103, "name", "Heisst anders", "number", " 000012 ");
    String decomposed = Normalizer.normalize("  RÉNOVATION & SÖHNE sa ", Normalizer.Form.NFD);
    rows.clockodo("customers", 40104, "name", decomposed);

    Map<String, Object> preview = world.importAll("Preview", "true");
    assertThat(linked(preview, 11)).isEqualTo("LINK link.by-bill-service-id 40101");
    assertThat(linked(preview, 12)).isEqualTo("LINK link.by-number 40103");
    assertThat(linked(preview, 13)).isEqualTo("LINK link.by-name 40104");
    assertThat(said(preview, "customer", 14)).isEqualTo("CREATE");

    world.set("import.bill-service-ids", "false").restart();
    assertThat(linked(world.importAll("Preview", "true"), 11)).isEqualTo("LINK link.by-name 40102");
  }

  @Test
  void moreThanOneCandidateOrOnlySimilarOnesAreForAPersonWithTheirList() {
    rows.contact(11, "Meier AG").contact(12, "Meier AG");
    rows.clockodo("customers", 40101, "name", "Meier AG");
    rows.contact(13, "Kunz Sàrl");
    rows.clockodo("customers", 40103, "name", "Kunz SA");
    rows.contact(14, "Frei Treuhand");
    rows.clockodo("customers", 40104, "name", "Frei Treuhand GmbH");
    rows.contact(15, "Nummer und Name AG");
    rows.clockodo("customers", 40105, "name", "Nummer und Name AG");
    rows.clockodo("customers", 40106, "name", "Anderer Kunde", "number", "000015");
    rows.contact(16, "Neu AG").contact(17, "neu  ag");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "customer", 11)).isEqualTo("DECIDE match.shared");
    assertThat(said(run, "customer", 12)).isEqualTo("DECIDE match.shared");
    assertThat(candidates(run, "customer", 11)).containsExactly(40101);
    assertThat(said(run, "customer", 13)).isEqualTo("DECIDE name.similar");
    assertThat(candidates(run, "customer", 13)).containsExactly(40103);
    assertThat(said(run, "customer", 14)).isEqualTo("DECIDE name.similar");
    assertThat(candidates(run, "customer", 14)).containsExactly(40104);
    assertThat(said(run, "customer", 15)).isEqualTo("DECIDE match.contradicting");
    assertThat(candidates(run, "customer", 15)).containsExactlyInAnyOrder(40105, 40106);
    assertThat(said(run, "customer", 16)).isEqualTo("DECIDE name.twice");
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void whatIsDecidedIsDoneKeptAndUndone() {
    rows.contact(11, "Kunz Sàrl").contact(12, "Meier AG").contact(13, "Frei AG");
    rows.clockodo("customers", 40101, "name", "Kunz SA");
    rows.clockodo("customers", 40102, "name", "Meier GmbH");
    rows.clockodo("customers", 40103, "name", "Frei GmbH");
    assertThat(world.command("link", "customer", "11", "40101").status()).isZero();
    assertThat(world.command("link", "customer", "12", "--create").status()).isZero();
    assertThat(world.command("link", "customer", "13", "--ignore").status()).isZero();

    Map<String, Object> run = world.importAll();

    assertThat(linked(run, 11)).isEqualTo("LINK link.decided 40101");
    assertThat(said(run, "customer", 12)).isEqualTo("CREATE decided.create");
    assertThat(said(run, "customer", 13)).isEqualTo("EXCLUDE decided.ignore");
    assertThat(said(world.importAll(), "customer", 13)).isEqualTo("EXCLUDE decided.ignore");
    assertThat(world.command("unlink", "customer", "11").status()).isZero();
    assertThat(world.command("unlink", "customer", "13").status()).isZero();

    Map<String, Object> undone = world.importAll();
    assertThat(said(undone, "customer", 11)).isEqualTo("DECIDE link.apart");
    assertThat(said(undone, "customer", 13)).isEqualTo("DECIDE name.similar");
    assertThat(world.sandbox().journal().writes()).hasSize(1);
  }

  @Test
  void whatADeletedCustomerIsReplacedByIsAskedAnewAlthoughItOnceWasToBeCreated() {
    rows.contact(11, "Kunz Sàrl");
    rows.clockodo("customers", 40101, "name", "Kunz SA");
    world.command("link", "customer", "11", "--create");
    world.importAll();
    world.sandbox().clockodo().table("customers").remove(rows.idOf("customers", "Kunz Sàrl"));

    assertThat(said(world.importAll(), "customer", 11)).isEqualTo("DECIDE link.broken");
    world.command("link", "customer", "11", "--create");
    assertThat(said(world.importAll(), "customer", 11)).isEqualTo("CREATE decided.create");
  }

  @Test
  void oneKindOrOnePreviewCanBeAppliedAlone() {
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau").activity(1, "Planung");
    String plan =
        String.valueOf(world.importAll("Preview", "true", "Only", "customers").get("plan"));
    world.importAll("Only", "services");
    rows.contact(12, "Später dazugekommen AG");

    world.importAll("Plan", plan);

    assertThat(world.sandbox().journal().writes().stream().map(call -> call.path()))
        .containsExactly("/v4/services", "/v3/customers");
    assertThat(rows.named("customers", "Alpha AG")).isNotNull();
  }

  private static String linked(Map<String, Object> run, long contact) {
    Map<?, ?> target = (Map<?, ?>) MasterRows.row(run, "customer", contact).get("target");
    return said(run, "customer", contact) + " " + target.get("id");
  }
}
