package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge that finds nothing is worth what it finds when something is wrong. */
class ExportJudgeTest {

  @TempDir Path folder;
  private World world;
  private Table timesheets;

  @BeforeEach
  void exportTheCompany() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    world.export();
    timesheets = world.sandbox().bexio().table("timesheet");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void findsNothingWhereEverythingIsRight() {
    assertThat(timesheets.count()).isGreaterThan(300);
    judge().assertClean("a plain export");
  }

  @Test
  void findsWhatIsLost() {
    timesheets.remove(one().get("id").asInt());

    assertThat(judge().lost()).hasSize(1);
    assertThat(judge().ledger()).hasSize(1);
  }

  @Test
  void findsATwinTooMany() {
    ObjectNode copy = one().deepCopy();
    copy.remove("id");
    timesheets.insert(copy);

    assertThat(judge().duplicated()).hasSize(1);
    assertThat(judge().lost()).isEmpty();
    assertThat(judge().ledger()).hasSize(1);
  }

  @Test
  void findsAnHourOfTheWrongZone() {
    ObjectNode changed = one().deepCopy();
    changed
        .putObject("tracking")
        .put("type", "range")
        .put("start", "2026-09-08 06:03:17")
        .put("end", "2026-09-08 07:47:52");
    timesheets.update(changed.get("id").asInt(), changed);

    assertThat(judge().wrong()).singleElement().asString().contains("tracking", "06:03:17");
    assertThat(judge().lost()).isEmpty();
  }

  @Test
  void findsAnotherUser() {
    int id = one().get("id").asInt();
    timesheets.update(id, one().deepCopy().put("user_id", 1 + one().get("user_id").asInt() % 3));

    assertThat(judge().wrong()).singleElement().asString().contains("user_id");
  }

  @Test
  void findsWhatIsNobodys() {
    ObjectNode stranger = one().deepCopy().put("text", "Niemandes Zeit");
    stranger.remove("id");
    timesheets.insert(stranger);

    assertThat(judge().orphans()).hasSize(1);
  }

  private Verdict judge() {
    return ExportJudge.of(world).between("2026-09-01", "2026-09-30").verdict();
  }

  private ObjectNode one() {
    return world.timesheets().stream()
        .filter(row -> "Messreihe ausgewertet".equals(row.path("text").asText()))
        .findFirst()
        .orElseThrow();
  }
}
