package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.payload;
import static ch.bexioclockodo.app.MasterRows.said;
import static ch.bexioclockodo.app.MasterRows.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.ClockodoRules;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What later runs make of changes on either side. */
class ImportChangesEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  private void start(String conflicts, ClockodoRules rules) throws IOException {
    world =
        new World(
            folder,
            SandboxData.empty(),
            builder -> builder.clockodoRules(rules),
            "import.conflicts",
            conflicts);
    rows = new MasterRows(world.sandbox());
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau", "comment", "Alt");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatOnlyBexioChangedIsWrittenAndNothingElse() throws IOException {
    start("", ClockodoRules.defaults());
    world.importAll();
    rows.bexio("pr_project", 21, "comment", "Neu", "end_date", "2026-12-24 00:00:00");
    rows.clockodo("projects", rows.idOf("projects", "Umbau"), "automatic_completion", true);

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "project", 21)).isEqualTo("UPDATE bexio.changed");
    assertThat(payload(run, "project", 21))
        .isEqualTo(Map.of("note", "Neu", "deadline", "2026-12-24"));
    assertThat(text(run, "project", 21)).contains("«Alt» → «Neu»");
    assertThat(rows.named("projects", "Umbau").get("automatic_completion").asBoolean()).isTrue();
    assertThat(world.importAll().get("status")).isEqualTo("done");
  }

  @Test
  void whatOnlyClockodoChangedIsKeptAndReportedOnce() throws IOException {
    start("", ClockodoRules.defaults());
    world.importAll();
    rows.clockodo("projects", rows.idOf("projects", "Umbau"), "note", "Von Hand");

    Map<String, Object> preview = world.importAll("Preview", "true");
    Map<String, Object> run = world.importAll();
    Map<String, Object> next = world.importAll();

    assertThat(said(preview, "project", 21)).isEqualTo("EXCLUDE clockodo.kept");
    assertThat(said(run, "project", 21)).isEqualTo("EXCLUDE clockodo.kept");
    assertThat(text(run, "project", 21)).contains("«Alt» → «Von Hand»");
    assertThat(World.rows(next)).noneMatch(row -> "project".equals(row.get("kind")));
    assertThat(world.sandbox().journal().writes())
        .noneMatch(write -> "PUT".equals(write.method()) && write.body().contains("Alpha AG"));

    // A change by hand is still met by a later one in bexio, and not only in the run that saw it.
    rows.bexio("pr_project", 21, "comment", "Neu");
    assertThat(said(world.importAll(), "project", 21)).isEqualTo("DECIDE conflict");
  }

  @ParameterizedTest
  @CsvSource({
    "keep-clockodo, EXCLUDE clockodo.kept, Von Hand",
    "take-bexio, UPDATE bexio.changed, Neu",
    "decide, DECIDE conflict, Von Hand"
  })
  void whatBothChangedIsSettledByTheSetting(String setting, String said, String note)
      throws IOException {
    start(setting, ClockodoRules.defaults());
    world.importAll();
    rows.bexio("pr_project", 21, "comment", "Neu");
    rows.clockodo("projects", rows.idOf("projects", "Umbau"), "note", "Von Hand");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "project", 21)).isEqualTo(said);
    assertThat(rows.named("projects", "Umbau").get("note").asText()).isEqualTo(note);
    Map<String, Object> next = world.importAll();
    if ("decide".equals(setting)) {
      assertThat(text(next, "project", 21)).contains("«Neu»", "«Von Hand»");
      assertThat(world.command("link", "project", "21", "--take-bexio").status()).isZero();
      assertThat(said(world.importAll(), "project", 21)).isEqualTo("UPDATE bexio.changed");
      assertThat(rows.named("projects", "Umbau").get("note").asText()).isEqualTo("Neu");
    } else {
      assertThat(next.get("status")).isEqualTo("done");
    }
  }

  @Test
  void aNameIsCutBetweenTwoCharactersAndTheRowSaysSo() throws IOException {
    start("", ClockodoRules.defaults());
    String family = "👩‍👩‍👧";
    rows.bexio("contact", 11, "name_1", "x".repeat(97) + family + " AG");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "customer", 11)).isEqualTo("CREATE field.cut");
    assertThat(payload(run, "customer", 11).get("name")).isEqualTo("x".repeat(97));
    assertThat(rows.named("customers", "x".repeat(97))).isNotNull();
    assertThat(world.importAll().get("status")).isEqualTo("done");
    rows.bexio("contact", 11, "name_1", "y".repeat(99) + "ä" + " AG");
    Map<String, Object> renamed = world.importAll();
    assertThat(said(renamed, "customer", 11)).isEqualTo("UPDATE bexio.changed-and-cut");
    assertThat(payload(renamed, "customer", 11).get("name")).isEqualTo("y".repeat(99) + "ä");
  }

  @ParameterizedTest
  @CsvSource({"422, true", "409, true", "422, false"})
  void aNameThatClockodoRefusesAsADuplicateIsForAPerson(int status, boolean wrapped)
      throws IOException {
    ClockodoRules rules =
        ClockodoRules.builder().conflictStatus(status).errorItemsWrapped(wrapped).build();
    start("", rules);
    rows.clockodo("customers", 40105, "name", "Alpha AG");
    world.command("link", "customer", "11", "--create");

    Map<String, Object> run = world.importAll();

    assertThat(said(run, "customer", 11)).isEqualTo("DECIDE name.refused");
    assertThat(text(run, "customer", 11)).contains("40105");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(World.closes(run)).isTrue();

    world.importAll();
    rows.contact(12, "Beta AG").project(22, 12, "Neubau");
    world.importAll();
    rows.bexio("contact", 12, "name_1", "Alpha AG");
    assertThat(said(world.importAll(), "customer", 12))
        .as("what clockodo would refuse every night is not sent")
        .isEqualTo("DECIDE name.taken-by-another");
    assertThat(world.sandbox().journal().writes())
        .noneMatch(write -> "PUT".equals(write.method()) && write.body().contains("Alpha AG"));
    world.command("link", "customer", "12", "--take-bexio");
    assertThat(said(world.importAll(), "customer", 12)).isEqualTo("DECIDE name.refused");
  }
}
