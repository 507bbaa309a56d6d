package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What arrives in bexio is company wall time, wherever the host thinks it is. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class HostZoneIT {

  private static final String DATABASE = "database/connector.mv.db";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private Sandbox sandbox;
  private final List<Distribution> connectors = new ArrayList<>();

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().data(SandboxData.company()).limits(false).start();
  }

  @AfterEach
  void stop() {
    connectors.forEach(Distribution::close);
    sandbox.close();
  }

  @Test
  void timesheetsAreTheSameBytesInEveryZoneOfTheHost() throws IOException {
    Ended imported = connector("first").run("import", "--json");
    assertThat(imported.reportStatus()).as(imported.toString()).isEqualTo("attention");
    byte[] linked = Files.readAllBytes(folder.resolve("first").resolve(DATABASE));

    Distribution utc = connector("utc").jvm("-Duser.timezone=UTC");
    List<String> sent = sentBy(utc, linked);
    assertThat(sent).hasSizeGreaterThan(500);
    Distribution zurich = connector("zurich").environment("TZ", "Europe/Zurich");
    assertThat(sentBy(zurich, linked)).isEqualTo(sent);
    Distribution auckland =
        connector("auckland")
            .environment("TZ", "Pacific/Auckland")
            .jvm("-Duser.timezone=Pacific/Auckland");
    assertThat(sentBy(auckland, linked)).isEqualTo(sent);

    List<String> specials =
        List.of(
            // A month's end and its midnight.
            range("Über das Monatsende", "2026-02-28 23:45:00", "2026-03-01 00:15:00"),
            range("Beginnt mit dem September", "2026-09-01 00:00:00", "2026-09-01 00:30:00"),
            range("Nachtbetonage Etappe 7", "2026-09-30 23:30:00", "2026-10-01 00:45:00"),
            range("Messreihe ausgewertet", "2026-09-08 08:03:17", "2026-09-08 09:47:52"),
            duration("Séance de chantier, pause déduite", "2026-09-11", "01:30"),
            // 29 March 2026: two o'clock is three o'clock.
            range("Vor dem Sprung", "2026-03-29 01:15:00", "2026-03-29 01:45:00"),
            duration("Über den Sprung: eine Stunde, an der Wand zwei", "2026-03-29", "01:00"),
            range("Beginnt mit dem Sprung", "2026-03-29 03:00:00", "2026-03-29 04:00:00"),
            duration("Endet mit dem Sprung", "2026-03-29", "01:30"),
            // 25 October 2026: three o'clock is two o'clock; only the first of both hours is said.
            range("Doppelte Stunde", "2026-10-25 02:15:00", "2026-10-25 02:45:00"),
            duration("Doppelte Stunde", "2026-10-25", "00:30"),
            duration("Eine Stunde, an der Wand keine", "2026-10-25", "01:00"),
            duration("An der Wand rückwärts", "2026-10-25", "00:30"),
            duration("Über die Nacht: drei Stunden, an der Wand zwei", "2026-10-25", "03:00"));
    Set<String> texts = specials.stream().map(HostZoneIT::text).collect(Collectors.toSet());
    assertThat(trackings(sent))
        .filteredOn(tracking -> texts.contains(text(tracking)))
        .containsExactlyInAnyOrderElementsOf(specials);
    // It began in August, so it belongs to August.
    assertThat(trackings(sent))
        .extracting(HostZoneIT::text)
        .doesNotContain("Nachtbetonage Etappe 1");
  }

  private Distribution connector(String name) throws IOException {
    Distribution connector = new Distribution(folder.resolve(name), sandbox);
    connectors.add(connector);
    return connector;
  }

  /** The bodies of all timesheets around both nights, in any order, sent from the same links. */
  private List<String> sentBy(Distribution connector, byte[] linked) throws IOException {
    Path database = connector.folder().resolve(DATABASE);
    Files.createDirectories(database.getParent());
    Files.write(database, linked);
    sandbox.journal().clear();
    for (ObjectNode timesheet : sandbox.bexio().table("timesheet").list()) {
      sandbox.bexio().table("timesheet").remove(timesheet.get("id").intValue());
    }
    export(connector, "2026-02-28", "2026-03-30");
    export(connector, "2026-09-01", "2026-10-26");
    return sandbox.journal().requests("bexio", "POST", "/2.0/timesheet").stream()
        .map(JournalEntry::body)
        .sorted()
        .toList();
  }

  private static void export(Distribution connector, String from, String to) throws IOException {
    Ended exported = connector.run("export", "--from", from, "--to", to, "--json");
    assertThat(exported.reportStatus()).as(exported.toString()).isIn("done", "attention");
    assertThat(exported.count("failed") + exported.count("unknown")).isZero();
  }

  /** Of each special entry its text and tracking. */
  private static List<String> trackings(List<String> bodies) throws IOException {
    List<String> trackings = new ArrayList<>();
    for (String body : bodies) {
      JsonNode timesheet = MAPPER.readTree(body);
      trackings.add(timesheet.path("text").asText() + " " + timesheet.get("tracking"));
    }
    return trackings;
  }

  private static String text(String tracking) {
    return tracking.substring(0, tracking.lastIndexOf(" {"));
  }

  private static String range(String text, String start, String end) {
    return text + " {\"type\":\"range\",\"start\":\"" + start + "\",\"end\":\"" + end + "\"}";
  }

  private static String duration(String text, String date, String duration) {
    return text
        + (" {\"type\":\"duration\",\"date\":\"" + date + "\",\"duration\":\"" + duration + "\"}");
  }
}
