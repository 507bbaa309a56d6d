package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.timesheetsOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger that is lost, or older than bexio, is noticed before anything is sent twice, and can be
 * rebuilt from what is there.
 */
class LedgerRebuildEndToEndTest {

  private static final long ENTRY = 80013;

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
  }

  @AfterEach
  void end() {
    world.close();
  }

  /** From now on the database is another one: empty, or an earlier copy of this one. */
  private void database(String name) throws IOException {
    world.set("db.url", "jdbc:h2:file:./data/" + name).restart();
    world.importAll();
    world.sandbox().journal().clear();
  }

  private void nothingWasSent() {
    assertThat(
            world.sandbox().journal().writes().stream()
                .filter(call -> call.side().equals("bexio"))
                .toList())
        .isEmpty();
  }

  @Test
  void aLostLedgerIsNoticedBeforeAnythingIsSentTwiceAndRebuilt() throws IOException {
    int timesheets = timesheetsOf(world.export());
    database("empty");

    Map<String, Object> seen = world.export();
    assertThat(reasonOf(seen, ENTRY)).isEqualTo("timesheet.probably-there");
    assertThat(timesheetsOf(seen)).isZero();
    nothingWasSent();

    Map<String, Object> preview = world.export("Rebuild", "true", "Preview", "true");
    assertThat(reasonOf(preview, ENTRY)).isEqualTo("rebuild.adopts");
    Map<String, Object> rebuilt = world.export("Rebuild", "true");
    assertThat(exported(rebuilt)).isEqualTo(timesheets);
    assertThat(closes(rebuilt)).isTrue();
    nothingWasSent();

    Map<String, Object> next = world.export();
    assertThat(count(next, "unchanged")).isEqualTo(timesheets);
    assertThat(count(next, "create")).isZero();
    assertThat(world.timesheets()).hasSize(timesheets);
    world.edit(ENTRY, "text", "neu beschrieben");
    assertThat(rowOf(world.export(), ENTRY).get("action")).isEqualTo("UPDATE");
    assertThat(world.timesheets()).hasSize(timesheets);
  }

  @Test
  void aLedgerOlderThanBexioIsCompletedWithWhatIsThere() throws IOException {
    world.export("From", "2026-09-01", "To", "2026-09-10");
    world.connector().close();
    Files.copy(folder.resolve("data/db.mv.db"), folder.resolve("data/backup.mv.db"));
    world.restart();
    int later = timesheetsOf(world.export());
    int all = world.timesheets().size();
    database("backup");

    Map<String, Object> seen = world.export();
    assertThat(timesheetsOf(seen)).isZero();
    assertThat(count(seen, "unchanged")).isEqualTo(all - later);
    Map<String, Object> rebuilt = world.export("Rebuild", "true");

    assertThat(exported(rebuilt)).isEqualTo(later);
    nothingWasSent();
    assertThat(count(world.export(), "unchanged")).isEqualTo(all);
  }

  @Test
  void whatAnotherProgramHasWrittenWithOtherTextsIsAdoptedAsItIs() throws IOException {
    int timesheets = timesheetsOf(world.export());
    List<ObjectNode> rows = world.timesheets();
    rows.forEach(
        row ->
            world
                .sandbox()
                .bexio()
                .table("timesheet")
                .update(
                    row.path("id").asInt(),
                    new ObjectMapper().valueToTree(Map.of("text", "Zeit aus clockodo"))));
    database("empty");

    assertThat(timesheetsOf(world.export())).isZero();
    Map<String, Object> rebuilt = world.export("Rebuild", "true");

    assertThat(exported(rebuilt)).isEqualTo(timesheets);
    assertThat(count(world.export(), "unchanged")).isEqualTo(timesheets);
    assertThat(world.timesheets())
        .allSatisfy(row -> assertThat(row.path("text").asText()).isEqualTo("Zeit aus clockodo"));
    nothingWasSent();
  }

  @Test
  void ofTwoEqualTimesheetsAPersonSaysWhichUnlessTheTextDoes() throws IOException {
    world.export();
    ObjectNode twin = world.writeByHand(ENTRY, "Messreihe ausgewertet");
    database("empty");
    assertThat(reasonOf(world.export("Rebuild", "true", "Preview", "true"), ENTRY))
        .isEqualTo("rebuild.several");

    world
        .sandbox()
        .bexio()
        .table("timesheet")
        .update(twin.path("id").asInt(), new ObjectMapper().valueToTree(Map.of("text", "anderes")));
    Map<String, Object> rebuilt = world.export("Rebuild", "true");

    assertThat(reasonOf(rebuilt, ENTRY)).isEqualTo("rebuild.adopts");
    assertThat(Long.parseLong(world.ledger(ENTRY, "timesheet_id")))
        .isNotEqualTo(twin.path("id").asLong());
  }

  @Test
  void theMarkerSaysWhichTimesheetIsWhoseWhateverElseTheTextSays() throws IOException {
    world.set("export.marker", "{{text}} [clockodo {{id}}]").restart();
    world.export();
    long own = Long.parseLong(world.ledger(ENTRY, "timesheet_id"));
    world.writeByHand(ENTRY, "Messreihe ausgewertet");
    world
        .sandbox()
        .bexio()
        .table("timesheet")
        .update(
            (int) own,
            new ObjectMapper().valueToTree(Map.of("text", "von Hand [clockodo " + ENTRY + "]")));
    database("empty");

    Map<String, Object> seen = world.export("Preview", "true");

    assertThat(String.valueOf(rowOf(seen, ENTRY).get("reason"))).contains("timesheet " + own);
  }

  @Test
  void aRebuildSendsChangesAndDeletesNothing() {
    world.export("From", "2026-09-01", "To", "2026-09-10");
    world.edit(ENTRY, "text", "neu beschrieben");
    world.sandbox().journal().clear();

    Ended rebuilt =
        world.command("ledger", "rebuild", "--from", "2026-09-01", "--to", "2026-09-30");

    nothingWasSent();
    assertThat(rebuilt.status()).as(rebuilt.toString()).isLessThan(2);
    assertThat(rebuilt.out()).contains("closes");
    Map<String, Object> plan = world.export("Rebuild", "true", "Preview", "true");
    assertThat(reasonOf(plan, ENTRY)).isEqualTo("rebuild.not-asked");
    assertThat(closes(plan)).isTrue();
  }

  @Test
  void whatSomebodyElseWritesBetweenPreviewAndExportIsNotSentAgain(@TempDir Path other)
      throws IOException {
    Map<String, Object> preview = world.export("Preview", "true");
    long planned = timesheetsOf(preview);
    try (World another = new World(other, SandboxData.company())) {
      another.importAll();
      another.export();
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(another.sent(ENTRY));
      world.sandbox().bexio().table("timesheet").insert(row.put("text", "vom Add-on"));
    }

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("STALE");
    assertThat(reasonOf(run, ENTRY)).isEqualTo("timesheet.probably-there");
    assertThat(world.timesheets()).hasSize((int) planned);
    assertThat(closes(run)).isTrue();
  }
}
