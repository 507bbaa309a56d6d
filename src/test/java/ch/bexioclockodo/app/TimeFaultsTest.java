package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines of docs/faults.md about time: a whole year of the sandbox company is exported once, and
 * judged by what bexio holds then.
 */
class TimeFaultsTest {

  @TempDir static Path folder;
  private static World world;
  private static Map<String, Object> run;

  @BeforeAll
  static void exportAYear() throws IOException {
    world = new World(folder, SandboxData.company());
    record(70001, "2026-12-31T22:30:00Z", "2026-12-31T23:45:00Z", "Über Silvester");
    record(70002, "2026-10-31T22:30:00Z", "2026-10-31T23:30:00Z", "Über das Monatsende");
    record(70003, "2026-12-31T23:00:00Z", "2026-12-31T23:10:00Z", "Beginnt mit dem Jahr");
    world.importAll();
    run = world.export("From", "2026-01-01", "To", "2027-01-31");
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @Test
  void everyEntryOfTheYearIsThereOnceAsRecorded() {
    assertThat(world.timesheets()).hasSizeGreaterThan(1000);
    assertThat(World.closes(run)).isTrue();
    ExportJudge.of(world).verdict().assertClean("a year");
  }

  @Test
  void bothDstNights() {
    assertThat(tracking("Vor dem Sprung")).isEqualTo("2026-03-29 01:15:00 to 2026-03-29 01:45:00");
    assertThat(tracking("Über den Sprung: eine Stunde, an der Wand zwei"))
        .isEqualTo("2026-03-29 for 01:00");
    assertThat(tracking("Beginnt mit dem Sprung"))
        .isEqualTo("2026-03-29 03:00:00 to 2026-03-29 04:00:00");
    assertThat(tracking("Eine Stunde, an der Wand keine")).isEqualTo("2026-10-25 for 01:00");
    assertThat(tracking("Über die Nacht: drei Stunden, an der Wand zwei"))
        .isEqualTo("2026-10-25 for 03:00");
  }

  @Test
  void entriesAcrossMidnightAndMonthAndYearEnds() {
    assertThat(tracking("Nachtbetonage Etappe 4"))
        .isEqualTo("2026-09-16 22:30:00 to 2026-09-17 01:15:00");
    assertThat(tracking("Über das Monatsende"))
        .isEqualTo("2026-10-31 23:30:00 to 2026-11-01 00:30:00");
    assertThat(tracking("Über Silvester")).isEqualTo("2026-12-31 23:30:00 to 2027-01-01 00:45:00");
    assertThat(tracking("Beginnt mit dem Jahr"))
        .isEqualTo("2027-01-01 00:00:00 to 2027-01-01 00:10:00");
  }

  @Test
  void secondsThatAreNotZeroAndZeroLength() {
    assertThat(tracking("Messreihe ausgewertet"))
        .isEqualTo("2026-09-08 08:03:17 to 2026-09-08 09:47:52");
    assertThat(tracking("Irrtümlich gestartet"))
        .isEqualTo("2026-09-09 10:00:00 to 2026-09-09 10:00:00");
  }

  @Test
  void aDurationThatDiffersFromEndMinusStart() {
    ObjectNode entry = world.sandbox().clockodo().table("entries").get(80015);
    long minutes = entry.get("duration").asLong() / 60;
    assertThat(tracking(entry.get("text").asText()))
        .isEqualTo(String.format("2026-09-11 for %02d:%02d", minutes / 60, minutes % 60));
  }

  private static String tracking(String text) {
    return world.timesheets().stream()
        .filter(row -> text.equals(row.path("text").asText()))
        .filter(
            row ->
                !text.equals("Über das Monatsende")
                    || ExpectedTimesheet.held(row).get("tracking").startsWith("2026-10"))
        .map(row -> ExpectedTimesheet.held(row).get("tracking"))
        .findFirst()
        .orElse("not there");
  }

  private static void record(int id, String since, String until, String text) {
    ObjectNode entry = world.sandbox().clockodo().table("entries").get(80010).deepCopy();
    entry.put("id", id).put("text", text).put("time_since", since).put("time_until", until);
    entry.put("duration", Duration.between(Instant.parse(since), Instant.parse(until)).toSeconds());
    world.sandbox().clockodo().table("entries").insert(entry);
  }
}
