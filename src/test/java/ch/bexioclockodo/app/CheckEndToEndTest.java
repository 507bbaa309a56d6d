package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckEndToEndTest {

  @TempDir Path folder;

  @Test
  void everythingThatWorksIsNamedAndNothingIsWritten() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      List<Map<String, Object>> findings = world.check();

      assertThat(findings).allMatch(finding -> Boolean.TRUE.equals(finding.get("ok")));
      assertThat(findings)
          .extracting(finding -> finding.get("check"))
          .contains(
              "database", "bexio company", "bexio time tracking", "clockodo rights", "bexio clock");
      assertThat(world.sandbox().journal().writes()).isEmpty();
    }
  }

  @Test
  void aServerThatHangsAndARightThatIsMissingAreNamedWithinFiveSeconds() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      world
          .sandbox()
          .faults()
          .on("GET /v4/users/me")
          .always()
          .then(Fault.latency(Duration.ofSeconds(20)));
      world.sandbox().faults().on("GET /2.0/timesheet").always().then(Fault.forbidden());
      long start = System.nanoTime();

      List<Map<String, Object>> findings = world.check();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(wrong(findings)).containsExactlyInAnyOrder("clockodo user", "bexio time tracking");
    }
  }

  @Test
  void theStatesInWhichTimeMayBeBookedAreShownWhateverTheLanguageOfTheSetting() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      assertThat(textOf(world.check(), "bexio project states"))
          .isEqualTo("1 Offen, 2 Aktiv, 3 Archiviert; time may be booked in each");
      world.set("import.project-states", "Actif, 1").restart();
      assertThat(textOf(world.check(), "bexio project states"))
          .isEqualTo("1 Offen (bookable), 2 Aktiv (bookable), 3 Archiviert");
      for (String unknown : List.of("Läuft", "7")) {
        world.set("import.project-states", unknown).restart();
        List<Map<String, Object>> findings = world.check();
        assertThat(wrong(findings)).containsExactly("bexio project states");
        assertThat(textOf(findings, "bexio project states"))
            .contains(unknown, "1 Offen, 2 Aktiv, 3 Archiviert", "import.project-states");
      }
    }
  }

  @Test
  void itemsAreAskedForWhenServicesComeFromThem() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      world.set("import.services-from", "items").restart();
      world.sandbox().faults().on("GET /2.0/article").always().then(Fault.forbidden());
      assertThat(wrong(world.check())).containsExactly("bexio items");
    }
  }

  private static String textOf(List<Map<String, Object>> findings, String check) {
    return findings.stream()
        .filter(finding -> check.equals(finding.get("check")))
        .map(finding -> String.valueOf(finding.get("text")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> wrong(List<Map<String, Object>> findings) {
    return findings.stream()
        .filter(finding -> !Boolean.TRUE.equals(finding.get("ok")))
        .map(finding -> finding.get("check"))
        .toList();
  }
}
