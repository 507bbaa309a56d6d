package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.RowState;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table that people read before an export, in a company of a few entries. */
class ExportPreviewEndToEndTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.entries(4));
    world.importAll();
    change(90001, entry().put("time_until", "2026-09-01T05:05:30Z").put("duration", 330));
    change(90002, entry().put("billable", 2).put("projects_id", 50101).put("customers_id", 40101));
    change(90003, entry().putNull("projects_id"));
    change(
        90004,
        entry()
            .put("time_since", "2026-09-01T21:30:00Z")
            .put("time_until", "2026-09-01T22:10:00Z")
            .put("text", "<b>Nacht</b> & Tag"));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theTableIsGroupedAsClockodosReportWithSubtotalsAndReasons() {
    assertThat(preview().out())
        .isEqualTo(
            """
            Preview of the export from 2026-09-01 to 2026-09-30, plan 2

            + create or link   ~ change   - delete or deactivate   ! failed or unknown   ? needs a decision   . excluded
                  entry  date        time                  hours  bill    text                              in bexio           what and why

               Kunde B AG                                                     0:35 h = 0:20 planned + 0:15 to clarify
                 Projekt 4 / Planung / Lea Graf                               0:20 h planned
                   → Kunde B AG (12), Projekt 4 (24), Planung (1), Lea Graf (4)
            +     90004  2026-09-01  23:30–00:10+1          0:20  yes     <b>Nacht</b> & Tag                00:20 h            to create: start and end in bexio's wall time would not say what was recorded, so it goes as a duration of 20 minutes
                 (none) / Sitzung / Kim Frey                                  0:15 h to clarify
                   → Kunde B AG (12), –, Sitzung (3), Kim Frey (3)
            ?     90003  2026-09-01  07:00–07:15            0:15  yes     Arbeit 000003                                        to clarify: it has no project; give it one in clockodo, or set bexio-clockodo.export.without-project=allow

               Kunde A AG / Projekt 1                                      0:15:30 h = 0:05:30 planned + 0:10 excluded
                 Bauleitung / Reto Baumann                                    0:10 h excluded
                   → Kunde A AG (11), Projekt 1 (21), Bauleitung (2), Reto Baumann (2)
            .     90002  2026-09-01  07:00–07:10            0:10  billed  Arbeit 000002                                        excluded: clockodo marks it as billed (bexio-clockodo.export.billed)
                 Planung / Nadia Keller                                    0:05:30 h planned
                   → Kunde A AG (11), Projekt 1 (21), Planung (1), Nadia Keller (1)
            +     90001  2026-09-01  07:00–07:05:30      0:05:30  yes     Arbeit 000001                     07:00–07:05:30     to create

            2 to create, 0 to change, 0 to delete, 0 to link, 1 to clarify, 1 excluded, 0 unchanged, 0 failed, 0 unknown, 0 stale
            Balance: 4 (0:50:30 h) = 2 (0:25:30 h) planned + 1 (0:10 h) excluded + 1 (0:15 h) to clarify: closes
            4 of 4 report groups close
            Status: attention – some rows need a person
            """);
  }

  @Test
  void theTableSpeaksGermanWithTheWordsOfBothProducts() {
    assertThat(preview("--lang", "de").out())
        .contains(
            """
            Vorschau des Exports vom 2026-09-01 bis 2026-09-30, Plan 2
            """,
            """
                Eintrag  Datum       Zeit                Stunden  verr.   Text                              in bexio           was und warum

               Kunde B AG                                                     0:35 h = 0:20 geplant + 0:15 zu klären
                 Projekt 4 / Planung / Lea Graf                               0:20 h geplant
                   → Kunde B AG (12), Projekt 4 (24), Planung (1), Lea Graf (4)
            +     90004  2026-09-01  23:30–00:10+1          0:20  ja      <b>Nacht</b> & Tag                00:20 h            anzulegen: Beginn und Ende sagten an der Wanduhr von bexio nicht, was erfasst ist; geht deshalb als Dauer von 20 Minuten
            """,
            """
            .     90002  2026-09-01  07:00–07:10            0:10  abger.  Arbeit 000002                                        ausgeschlossen: in clockodo schon als abgerechnet markiert (bexio-clockodo.export.billed)
            """,
            """
            4 von 4 Berichtsgruppen gehen auf
            """);
  }

  @Test
  void aRunShowsOnlyWhatNeedsAPersonAndShowTellsAllOfIt() {
    Ended run = world.command("export", "--from", "2026-09-01", "--to", "2026-09-30");
    Ended shown = world.command("show", "2");

    assertThat(run.out())
        .contains(
            """
               Kunde B AG                                                     0:35 h = 0:20 written + 0:15 to clarify
                 (none) / Sitzung / Kim Frey                                  0:15 h to clarify
            """)
        .doesNotContain("Arbeit 000001", "Kunde A AG");
    assertThat(shown.out())
        .contains(
            """
                 Planung / Nadia Keller                                    0:05:30 h written
                   → Kunde A AG (11), Projekt 1 (21), Planung (1), Nadia Keller (1)
            +     90001  2026-09-01  07:00–07:05:30      0:05:30  yes     Arbeit 000001                     07:00–07:05:30     created
            """);
  }

  @Test
  void headingsTellWhatIsUnchangedToo() {
    world.command("export", "--from", "2026-09-01", "--to", "2026-09-30");

    assertThat(preview().out())
        .contains("0:35 h = 0:20 unchanged + 0:15 to clarify\n")
        .contains(
            "     Planung / Nadia Keller                                    0:05:30 h unchanged\n")
        .contains("4 of 4 report groups close");
  }

  @Test
  void whatTheHeadingsDoNotSayStandsBeforeWhereItGoes() throws IOException {
    world.set("export.grouping", "users_id").restart();

    assertThat(preview().out())
        .contains(
            """
               Lea Graf                                                       0:20 h planned
                 Kunde B AG (40102), Projekt 4 (50104), Planung (7101) → Kunde B AG (12), Projekt 4 (24), Planung (1), Lea Graf (4)
            +     90004  \
            """);
  }

  @Test
  void whatIsCreatedFirstStandsOnTop() throws SQLException {
    preview();
    try (Connection database = world.connector().dataSource().getConnection()) {
      PlanRow first =
          new PlanRow(
              99,
              "activity",
              Action.CREATE,
              RowState.PLANNED,
              null,
              7109,
              Map.of("id", 7109, "name", "Vermessung"),
              null,
              Map.of(),
              "{\"name\":\"Vermessung\"}",
              Set.of(),
              0,
              "",
              null,
              null);
      PlanRowStore.insert(database, "default", 2, List.of(first.uncounted()));
    }

    Ended again = world.command("export", "--preview", "--plan", "2");

    assertThat(again.out())
        .containsSubsequence(
            "Created or linked first:", "activity      7109  Vermessung", "to create", "Kunde B AG")
        .contains("3 to create", "4 of 4 report groups close")
        .contains("= 2 (0:25:30 h) planned");
  }

  @Test
  void whatChangedAndWhatClockodoNoLongerHasStandInTheSameTable() {
    world.command("export", "--from", "2026-09-01", "--to", "2026-09-30");
    change(90001, entry().put("text", "Anders"));
    world.sandbox().clockodo().table("entries").remove(90004);

    assertThat(preview().out())
        .contains("~     90001  2026-09-01  07:00–07:05:30      0:05:30  yes     Anders")
        .contains("to change: ")
        .containsSubsequence(
            "No longer in clockodo's report\n     Kunde B AG (40102), Projekt 4 (50104), ",
            "-     90004  2026-09-01  23:30–00:10+1          0:20  yes     <b>Nacht</b> & Tag",
            "to delete");
  }

  @Test
  void aPlanFromBeforeReportGroupsWereStoredIsStillShown() throws SQLException {
    world.command("export", "--from", "2026-09-01", "--to", "2026-09-30");
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute("update bexio_clockodo.plan_row set report_group = null");
      statement.execute("delete from bexio_clockodo.plan_group");
    }

    assertThat(world.command("show", "2").out())
        .contains(
            """
                 Kunde A AG (40101), Projekt 1 (50101), Planung (7101), Nadia Keller (3101) → Kunde A AG (11), Projekt 1 (21), Planung (1), Nadia Keller (1)
            +     90001  2026-09-01  07:00–07:05:30      0:05:30  yes     Arbeit 000001                     07:00–07:05:30     created
            """);
  }

  @Test
  void theCsvHasTheNamesInBexioAndTheReportGroups() throws IOException {
    Path file = folder.resolve("rows.csv");
    preview("--csv", file.toString());

    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file).substring(1), format)) {
      List<CSVRecord> rows = parser.getRecords();
      assertThat(rows).hasSize(4);
      CSVRecord night =
          rows.stream().filter(row -> row.get("entry").equals("90004")).findFirst().orElseThrow();
      assertThat(night.get("text")).isEqualTo("<b>Nacht</b> & Tag");
      assertThat(night.get("bexio contact")).isEqualTo("Kunde B AG");
      assertThat(night.get("bexio contact id")).isEqualTo("12");
      assertThat(night.get("bexio project")).isEqualTo("Projekt 4");
      assertThat(night.get("bexio activity id")).isEqualTo("1");
      assertThat(night.get("bexio user")).isEqualTo("Lea Graf");
      assertThat(night.get("group customers_id")).isEqualTo("Kunde B AG");
      assertThat(night.get("group users_id")).isEqualTo("Lea Graf");
      CSVRecord unplaced =
          rows.stream().filter(row -> row.get("entry").equals("90003")).findFirst().orElseThrow();
      assertThat(unplaced.get("bexio project")).isEmpty();
      assertThat(unplaced.get("group projects_id")).isEqualTo("(none)");
      assertThat(unplaced.get("group")).isNotEqualTo(night.get("group"));
    }
  }

  private Ended preview(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("export", "--preview", "--from", "2026-09-01", "--to", "2026-09-30"));
    line.addAll(List.of(more));
    return world.command(line.toArray(String[]::new));
  }

  private void change(int id, ObjectNode changes) {
    world.sandbox().clockodo().table("entries").update(id, changes);
  }

  private static ObjectNode entry() {
    return new ObjectMapper().createObjectNode();
  }
}
