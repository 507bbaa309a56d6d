package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls an import makes when nothing has changed. */
class ImportCallsEndToEndTest {

  private static final int MOST = 13;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"activities, ''", "items, ''", "items, 'Offen,Aktiv'"})
  void anUnchangedCompanyIsComparedWithinThirteenCallsAndNoWrite(String services, String states)
      throws IOException {
    try (World world =
        new World(
            folder,
            SandboxData.company(),
            builder -> builder,
            "import.services-from",
            services,
            "import.project-states",
            states)) {
      world.importAll();
      world.importAll();
      assertFewAndNoWrite(callsOf(world));

      // Once a week everything is read anew.
      world.clockAdvancesBy(Duration.ofDays(8));
      assertFewAndNoWrite(callsOf(world));
    }
  }

  @Test
  void whatAKindDoesNotNeedIsNotRead() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      world.importAll();
      assertThat(callsOf(world, "Only", "services"))
          .extracting(JournalEntry::path)
          .contains("/2.0/client_service", "/v4/services")
          .doesNotContain("/2.0/contact", "/2.0/pr_project", "/v3/customers", "/v4/projects")
          .hasSizeLessThanOrEqualTo(6);
      assertThat(callsOf(world, "Only", "customers"))
          .extracting(JournalEntry::path)
          .doesNotContain("/2.0/client_service", "/v4/services", "/v4/projects", "/3.0/users");
    }
  }

  @Tag("long")
  @Test
  void aThousandOfEachKindNeedNoMore() throws IOException {
    try (World world = new World(folder, SandboxData.masterData(1000, 1000, 1000))) {
      world.set("import.customers", "all").set("import.project-states", "Offen,Aktiv").restart();
      world.importAll();
      assertFewAndNoWrite(callsOf(world));
      world.set("import.services-from", "items").restart();
      world.importAll();
      assertFewAndNoWrite(callsOf(world));
    }
  }

  private static void assertFewAndNoWrite(List<JournalEntry> calls) {
    assertThat(calls).extracting(JournalEntry::path).hasSizeLessThanOrEqualTo(MOST);
    assertThat(calls.stream().filter(JournalEntry::write).map(JournalEntry::path)).isEmpty();
  }

  private static List<JournalEntry> callsOf(World world, String... headers) {
    world.sandbox().journal().clear();
    assertThat(World.closes(world.importAll(headers))).isTrue();
    return world.sandbox().journal().requests();
  }
}
