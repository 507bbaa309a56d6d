package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database as the release before the complete export has left it: eight entries exported, of one
 * of them the answer was lost; and the timesheets that bexio holds since.
 */
class UpgradeTest {

  private static final int ENTRIES = 8;
  private static final String RELEASE = "/upgrade/before-the-complete-export";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void upgrade() throws IOException, SQLException {
    Path script = folder.resolve("release.sql");
    try (InputStream stored = UpgradeTest.class.getResourceAsStream(RELEASE + ".sql")) {
      Files.copy(stored, script);
    }
    String url = Database.url("jdbc:h2:file:./data/db", folder);
    try (Connection database = DriverManager.getConnection(url, "", "");
        Statement statement = database.createStatement()) {
      statement.execute("runscript from '" + script + "'");
    }
    world = new World(folder, SandboxData.entries(ENTRIES));
    try (InputStream stored = UpgradeTest.class.getResourceAsStream(RELEASE + ".json")) {
      for (JsonNode timesheet : BothSides.JSON.readTree(stored)) {
        world.sandbox().bexio().table("timesheet").insert((ObjectNode) timesheet);
      }
    }
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void withAFullLedgerNothingIsExportedAgainAndWhatWasInDoubtIsFound() {
    assertThat(world.timesheets()).hasSize(ENTRIES);
    world.clockAdvancesBy(Duration.ofHours(1));

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(count(run, "unchanged")).isEqualTo(ENTRIES);
    assertThat(world.sandbox().journal().writes()).isEmpty();
    ExportJudge.of(world).verdict().assertClean("after the upgrade");
  }

  @Test
  void whatWasExportedBeforeIsFollowedAfterwards() {
    world.clockAdvancesBy(Duration.ofHours(1));
    world.export();
    int first = world.sandbox().clockodo().table("entries").list().get(0).get("id").asInt();
    world.edit(first, "text", "Nach der Umstellung beschrieben");

    Map<String, Object> run = world.export();

    assertThat(count(run, "update")).as("%s", run).isEqualTo(1);
    ExportJudge.of(world).verdict().assertClean("after an edit");
  }

  /** Nothing tells what its entry was like, so the timesheet itself is what it is compared with. */
  @Test
  void anEntryThatWasEditedBeforeTheUpgradeIsFollowedOrForAPersonButNotSentAgain() {
    int first = world.sandbox().clockodo().table("entries").list().get(0).get("id").asInt();
    world.edit(first, "text", "Vor der Umstellung beschrieben");
    world.clockAdvancesBy(Duration.ofHours(1));

    Map<String, Object> run = world.export();

    assertThat(count(run, "update") + count(run, "needsDecision")).as("%s", run).isEqualTo(1);
    assertThat(world.posts("bexio", "/2.0/timesheet")).isEmpty();
  }

  @Test
  void aChangeOfAnEntryThatIsLeftAloneByDecisionIsSeenOnceTheDecisionIsWithdrawn() {
    int first = world.sandbox().clockodo().table("entries").list().get(0).get("id").asInt();
    String[] entry = {"timesheet", "-", String.valueOf(first)};
    world.clockAdvancesBy(Duration.ofHours(1));
    assertThat(world.command("link", entry[0], entry[1], entry[2], "--ignore").status()).isZero();
    world.edit(first, "text", "Waehrend der Entscheidung beschrieben");
    assertThat(count(world.export(), "unchanged")).isEqualTo(ENTRIES);

    assertThat(world.command("unlink", entry[0], entry[1], entry[2]).status()).isZero();
    Map<String, Object> run = world.export();

    assertThat(count(run, "update") + count(run, "needsDecision")).as("%s", run).isEqualTo(1);
  }
}
