package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wishes that drafts cannot fulfil, also where it is a setting that makes times into drafts. */
class InvoiceWishesEndToEndTest {

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatIsAboutTimesheetsIsRefusedWhereTheSettingSaysDrafts() throws IOException {
    world = new World(folder, SandboxData.entries(2));
    world.importAll();
    world.set("export.as", "invoice-drafts").restart();
    for (String wish : new String[] {"Again", "Remap", "AllowMassChange"}) {
      Map<String, Object> report = world.export("Preview", "true", wish, "true");
      assertThat(problems(report)).as(wish).containsExactly("request.wrong");
      assertThat(report.get("status")).isEqualTo("failed");
      assertThat(report.get("plan")).isNull();
    }
    assertThat(
            count(world.export("Preview", "true", "Again", "true", "As", "timesheets"), "create"))
        .isEqualTo(2);
    assertThat(problems(world.export("Preview", "true", "Rebuild", "true"))).isEmpty();
  }

  @Test
  void aCommandSaysItInOneSentence() throws IOException {
    world = new World(folder, SandboxData.entries(2));
    world.importAll();
    Ended ended =
        world.command("export", "--preview", "--as", "invoice-drafts", "--again", "--remap");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).contains("--again and --remap", "timesheets", "invoice drafts");
  }
}
