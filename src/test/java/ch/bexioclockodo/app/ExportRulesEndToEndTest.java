package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of the export make of entries, in the company. */
class ExportRulesEndToEndTest {

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void settingsLetGoWhatIsKeptBackOtherwise() throws IOException {
    start(
        "export.billed",
        "export",
        "export.hard-budget",
        "export",
        "export.without-project",
        "allow");

    Map<String, Object> run = world.export();

    assertThat(stateOf(run, 80026)).as("billed").isEqualTo("DONE");
    assertThat(stateOf(run, 80030)).as("hard budget").isEqualTo("DONE");
    assertThat(stateOf(run, 80020)).as("without project").isEqualTo("DONE");
    ObjectNode alone = only("Ohne Projekt erfasst");
    assertThat(alone.get("contact_id").asInt()).isEqualTo(12);
    assertThat(alone.path("pr_project_id").isNull()).isTrue();
    assertThat(only("Bereits verrechnet").get("allowable_bill").asBoolean()).isTrue();
    assertThat(reasonOf(run, 80021)).as("never created").isEqualTo("customer.unlinked");
    assertThat(reasonOf(run, 80022)).as("never created").isEqualTo("project.unlinked");
    assertThat(closes(run)).isTrue();
  }

  @Test
  void whatStartAndEndCannotTellWaitsForAPersonWhereTheSettingSaysSo() throws IOException {
    start("export.durations", "decide");

    Map<String, Object> run = world.export();
    Map<String, Object> night = world.export("From", "2026-10-24", "To", "2026-10-25");

    assertThat(reasonOf(run, 80015)).isEqualTo("entry.duration-undecided");
    assertThat(stateOf(run, 80013)).isEqualTo("DONE");
    assertThat(reasonOf(night, 80112)).isEqualTo("entry.duration-undecided");
    assertThat(stateOf(night, 80111)).isEqualTo("DONE");
    assertThat(closes(run)).isTrue();
    assertThat(closes(night)).isTrue();
  }

  @Test
  void textsAreEscapedAndMarkedWhereTheSettingsSaySoAndAreNotChangedAfterwards()
      throws IOException {
    start("export.text", "html", "export.marker", "{{text}} [clockodo {{id}}]");

    world.export();

    assertThat(only("&lt;b&gt;Nachtrag&lt;/b&gt; &amp; \"Offerte\"").get("text").asText())
        .endsWith(" &amp;amp; 5 &lt; 6 [clockodo 80042]");
    assertThat(only("[clockodo 80043]").get("text").asText())
        .isEqualTo("Zeile 1<br />Zeile 2<br />\tZeile 3, \\ und / [clockodo 80043]");
    assertThat(only("[clockodo 80044]").get("text").asText()).isEqualTo("[clockodo 80044]");
    world.set("export.text", "plain").set("export.marker", "").restart();
    Map<String, Object> again = world.export();
    assertThat(World.count(again, "create")).isZero();
    assertThat(World.rows(again))
        .as("a new setting applies to new rows only")
        .noneMatch(row -> String.valueOf(row.get("reason")).contains("changed-after-export"));
  }

  @Test
  void textsArriveAsRecordedUnlessASettingSaysOtherwise() throws IOException {
    start();

    world.export();

    assertThat(only("<b>Nachtrag</b>").get("text").asText())
        .isEqualTo("<b>Nachtrag</b> & \"Offerte\" 'v2' <script>alert(1)</script> &amp; 5 < 6");
  }

  private void start(String... settings) throws IOException {
    world = new World(folder, SandboxData.company(), builder -> builder, settings);
    world.importAll();
  }

  private static Object stateOf(Map<String, Object> run, long entry) {
    return rowOf(run, entry).get("state");
  }

  private ObjectNode only(String part) {
    List<ObjectNode> found =
        world.timesheets().stream()
            .filter(row -> row.path("text").asText().contains(part))
            .toList();
    assertThat(found).as(part).hasSize(1);
    return found.get(0);
  }
}
