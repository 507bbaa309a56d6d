package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console speaks the language of whoever asks, whatever the process speaks. */
class ConsoleLanguageTest {

  @TempDir static Path folder;

  private static ConsoleWorld console;

  @BeforeAll
  static void start() throws IOException {
    console = new ConsoleWorld(folder, SandboxData.company());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de-CH,de;q=0.9,en;q=0.5 | de | Übersicht",
        "en-GB | en | Overview",
        "ja, de;q=0.1 | de | Übersicht",
        "ja | en | Overview",
        "fr-CH, en;q=0.8, de;q=0.7 | en | Overview"
      })
  void theBrowserSaysWhichLanguage(String accepted, String language, String title)
      throws Exception {
    assertThat(console.person().speaking(accepted).get("/").body())
        .contains("<html lang=\"" + language + "\">", "<h1>" + title + "</h1>");
  }

  @Test
  void aLinkChangesItAndTheBrowserRemembers() throws Exception {
    ConsoleClient person = console.person().speaking("en");
    assertThat(person.get("/connection").body()).contains("href=\"?lang=de\"");
    assertThat(person.get("/connection?lang=de").body()).contains("Verbindung mit bexio");
    assertThat(person.get("/").body()).contains("<h1>Übersicht</h1>");
    assertThat(person.get("/?lang=en").body()).contains("<h1>Overview</h1>");
  }

  @Test
  void whoAsksInGermanChangesNothingForOthers() throws Exception {
    console.person().speaking("de").get("/");
    assertThat(console.person().speaking("en").get("/").body()).contains("<h1>Overview</h1>");
    assertThat(console.world().command("runs").out()).contains("nothing was run yet");
  }
}
