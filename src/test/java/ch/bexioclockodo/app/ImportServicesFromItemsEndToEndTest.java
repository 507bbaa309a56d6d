package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.actions;
import static ch.bexioclockodo.app.MasterRows.payload;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services from items instead of business activities, and what happens when one switches. */
class ImportServicesFromItemsEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.empty());
    rows = new MasterRows(world.sandbox());
    rows.item(51, "ING-1", "Planung").item(52, "ING-2", "Expertise");
    rows.item(53, "MAT-1", "Papier", "article_type_id", 1).item(54, "KM", "Kilometer");
    rows.activity(61, "Planung").activity(62, "Reisezeit");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void itemsAreChosenByTypeAndByNumber() throws IOException {
    world.set("import.services-from", "items").restart();
    Map<String, Object> services = world.importAll("Preview", "true");
    assertThat(actions(services, "service"))
        .containsEntry(51L, "CREATE")
        .containsEntry(54L, "CREATE")
        .containsEntry(53L, "EXCLUDE")
        .containsEntry(61L, "EXCLUDE");
    assertThat(payload(services, "service", 51))
        .isEqualTo(Map.of("name", "Planung", "number", "ING-1", "active", true));

    world.set("import.item-types", "all").set("import.item-numbers", "*-1").restart();
    assertThat(actions(world.importAll("Preview", "true"), "service"))
        .containsEntry(51L, "CREATE")
        .containsEntry(52L, "EXCLUDE")
        .containsEntry(53L, "CREATE")
        .containsEntry(54L, "EXCLUDE");
  }

  @Test
  void aServiceMayBeAnItemAndAnActivity() throws IOException, SQLException {
    world.set("import.services-from", "items").restart();
    world.importAll();
    Map<String, Object> second = world.importAll();

    int planning = rows.idOf("services", "Planung");
    assertThat(MasterRows.said(second, "service", 61)).isEqualTo("LINK link.by-name");
    assertThat(links()).contains("item 51 " + planning, "activity 61 " + planning);
    assertThat(world.sandbox().clockodo().table("services").list()).hasSize(3);

    world.sandbox().bexio().table("article").remove(52);
    Map<String, Object> gone = world.importAll();
    assertThat(MasterRows.said(gone, "service", 52)).isEqualTo("DEACTIVATE bexio.deleted");
    assertThat(rows.named("services", "Expertise").get("active").asBoolean()).isFalse();
  }

  @Test
  void switchingTheSourceSaysSoUnlinksNothingAndCreatesNoSecondServiceOfAnEqualName()
      throws IOException, SQLException {
    world.importAll();
    List<String> before = links();
    world.set("import.services-from", "items").restart();

    Map<String, Object> preview = world.importAll("Preview", "true");
    assertThat(notes(preview)).anyMatch(note -> note.contains("2") && note.contains("activit"));
    assertThat(MasterRows.said(preview, "service", 51)).isEqualTo("LINK link.by-name");
    world.importAll();
    assertThat(links()).containsAll(before);
    rows.named("services", "Planung");

    world.set("import.services-from", "activities").restart();
    Map<String, Object> back = world.importAll();
    assertThat(notes(back)).anyMatch(note -> note.contains("3") && note.contains("item"));
    assertThat(actions(back, "service")).isEmpty();
    assertThat(links()).containsAll(before).hasSize(before.size() + 3);
    assertThat(world.sandbox().journal().writes()).hasSize(4);
  }

  private static List<String> notes(Map<String, Object> report) {
    return ((List<?>) ((Map<?, ?>) report.get("balance")).get("notes"))
        .stream().map(String::valueOf).toList();
  }

  private List<String> links() throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection()) {
      return LinkStore.all(database, "default").stream()
          .filter(link -> link.kind() == LinkKind.ACTIVITY || link.kind() == LinkKind.ITEM)
          .map(ImportServicesFromItemsEndToEndTest::text)
          .toList();
    }
  }

  private static String text(Link link) {
    return link.kind().word() + " " + link.bexioId() + " " + link.clockodoId();
  }
}
