package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.said;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.BexioRules;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More contacts than a page holds: what changed is read, and now and then everything. */
class ImportDeltaEndToEndTest {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void onlyWhatChangedIsReadUntilAWeekHasPassedOrSomebodyAsks() throws IOException {
    readsOnlyWhatChanged(true, false);
  }

  @Tag("long")
  @Test
  void itMakesNoDifferenceWhetherArchivingIsAChangeOrASearchSeesIt() throws IOException {
    readsOnlyWhatChanged(false, true);
  }

  private void readsOnlyWhatChanged(boolean archivingMovesUpdatedAt, boolean searchSeesArchived)
      throws IOException {
    BexioRules rules =
        BexioRules.builder()
            .archivingMovesUpdatedAt(archivingMovesUpdatedAt)
            .searchSeesArchived(searchSeesArchived)
            .build();
    world =
        new World(
            folder, SandboxData.masterData(2100, 12, 1), builder -> builder.bexioRules(rules));
    rows = new MasterRows(world.sandbox());
    rows.contact(5000, "Alpha AG", "updated_at", ago(9999));
    rows.project(5000, 5000, "Umbau").contact(5001, "Beta AG").project(5001, 5001, "Neubau");
    run();
    assertThat(wholeLists()).isGreaterThan(1);

    // Older than the last reading, but within the day for which clocks may differ.
    rows.bexio("contact", 5000, "name_1", "Alpha neu AG", "updated_at", ago(23 * 60));
    rows.bexio("contact", 5001, "_archived", true);
    if (archivingMovesUpdatedAt) {
      rows.bexio("contact", 5001, "updated_at", ago(0));
    }
    Map<String, Object> changed = run();
    assertThat(said(changed, "customer", 5000)).isEqualTo("UPDATE bexio.changed");
    assertThat(said(changed, "customer", 5001)).isEqualTo("DEACTIVATE bexio.closed");
    assertThat(wholeLists()).isZero();
    assertThat(searches()).isPositive();

    rows.bexio("contact", 5001, "_archived", false);
    assertThat(said(run(), "customer", 5001)).isEqualTo("UPDATE bexio.changed");
    assertThat(rows.named("customers", "Beta AG").get("active").asBoolean()).isTrue();

    // Contacts never vanish without leaving a trace in updated_at; if one does, a whole list tells.
    world.sandbox().bexio().table("contact").remove(5000);
    assertThat(run().get("status")).isEqualTo("done");
    assertThat(wholeLists()).isZero();
    Map<String, Object> full = run("Full", "true");
    assertThat(said(full, "customer", 5000)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(searches()).isZero();

    world.clockAdvancesBy(Duration.ofDays(7).plusMinutes(5));
    run();
    assertThat(searches()).isZero();
    assertThat(wholeLists()).isGreaterThan(1);
  }

  private Map<String, Object> run(String... headers) {
    world.sandbox().journal().clear();
    return world.importAll(headers);
  }

  /** How often the latest run read the list of all contacts that are not archived. */
  private long wholeLists() {
    return calls("GET", "/2.0/contact")
        .filter(call -> !call.query().containsKey("show_archived"))
        .count();
  }

  /** How often the latest run asked for what changed. */
  private long searches() {
    return calls("POST", "/2.0/contact/search").count();
  }

  private Stream<JournalEntry> calls(String method, String path) {
    return world.sandbox().journal().requests("bexio", method, path).stream()
        .filter(call -> call.path().equals(path));
  }

  private static String ago(int minutes) {
    return WALL_TIME.format(LocalDateTime.now(ZoneId.of("Europe/Zurich")).minusMinutes(minutes));
  }
}
