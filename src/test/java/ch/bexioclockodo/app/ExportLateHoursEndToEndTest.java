package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours that move in months before the window are told by the next weekly comparison. */
class ExportLateHoursEndToEndTest {

  private static final String MOVED = "hours.moved";

  /** An entry of September 2026; the window begins with October. */
  private static final long ENTRY = 80013;

  private static final Instant MONDAY = Instant.parse("2026-11-23T01:30:00Z");

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    at(MONDAY);
    export();
    world.sandbox().journal().clear();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void at(Instant now) {
    world.clockAdvancesBy(Duration.between(Instant.now(), now));
  }

  private void daysLater(long days) {
    at(MONDAY.plus(Duration.ofDays(days)));
  }

  /** One day without times, so that nothing but the comparison is told. */
  private Map<String, Object> export(String... headers) {
    List<String> all = new ArrayList<>(List.of("From", "2026-11-20", "To", "2026-11-20"));
    all.addAll(List.of(headers));
    return world.export(all.toArray(String[]::new));
  }

  private long reports() {
    return world.sandbox().journal().count("clockodo", "GET", "/v2/entrygroups");
  }

  private static List<String> texts(Map<String, Object> report) {
    return ((List<?>) report.get("problems"))
        .stream()
            .map(problem -> String.valueOf(((Map<?, ?>) problem).get("text")))
            .collect(Collectors.toList());
  }

  /** What the balance notes of hours that moved. */
  private static List<String> notes(Map<String, Object> report) {
    return ((List<?>) ((Map<?, ?>) report.get("balance")).get("notes"))
        .stream().map(String::valueOf).filter(note -> note.startsWith("hours moved")).toList();
  }

  private ObjectNode entry() {
    return world.sandbox().clockodo().table("entries").get((int) ENTRY);
  }

  /** Somebody records an hour of the same project, begun at some time. */
  private void record(String since, String until) {
    ObjectNode late = entry().deepCopy();
    late.remove("id");
    late.put("time_since", since).put("time_until", until).put("duration", 3600);
    world.sandbox().clockodo().table("entries").insert(late);
  }

  @Test
  void asLongAsNothingMovesNothingIsTold() {
    daysLater(7);

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(notes(run)).isEmpty();
    assertThat(reports()).isEqualTo(2);
  }

  @Test
  void anEntryBackDatedIntoAPastMonthIsTold() {
    daysLater(7);
    record("2026-08-12T06:00:00Z", "2026-08-12T07:00:00Z");

    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly(MOVED);
    String project =
        world
            .sandbox()
            .clockodo()
            .table("projects")
            .get(entry().path("projects_id").asInt())
            .path("name")
            .asText();
    assertThat(texts(run).get(0))
        .contains(project)
        .contains("(" + entry().path("projects_id").asText() + ")")
        .contains("2026-08")
        .contains("since 2026-11-23")
        .contains("export --from 2026-08-01 --to 2026-08-31");
    assertThat(notes(run)).hasSize(1);
    assertThat(notes(run).get(0)).contains("1 projects and months");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(World.closes(run)).isTrue();
  }

  @Test
  void whatMovedIsToldOnce() {
    record("2026-08-12T06:00:00Z", "2026-08-12T07:00:00Z");
    daysLater(7);
    assertThat(problems(export())).containsExactly(MOVED);

    daysLater(14);

    assertThat(problems(export())).isEmpty();
  }

  @Test
  void anEntryDeletedInThePastIsTold() {
    daysLater(7);
    world.sandbox().clockodo().table("entries").remove((int) ENTRY);

    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly(MOVED);
    assertThat(texts(run).get(0)).contains("2026-09");
  }

  @Test
  void anEntryMovedToAnotherMonthIsToldOfBoth() {
    daysLater(7);
    world.edit(ENTRY, "time_since", "2026-06-11T06:00:00Z");
    world.edit(ENTRY, "time_until", "2026-06-11T07:30:00Z");

    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly(MOVED, MOVED);
    assertThat(texts(run).get(0)).contains("2026-09");
    assertThat(texts(run).get(1)).contains("2026-06");
  }

  @Test
  void itIsAskedAtMostOnceAWeek() {
    record("2026-08-12T06:00:00Z", "2026-08-12T07:00:00Z");
    daysLater(6);

    assertThat(problems(export())).isEmpty();
    assertThat(reports()).isEqualTo(1);
  }

  @Test
  void whatTheWindowShowsItselfIsNotTold() {
    record("2026-10-12T06:00:00Z", "2026-10-12T07:00:00Z");
    daysLater(7);

    assertThat(problems(export())).isEmpty();
  }

  @Test
  void aMonthThatLeavesTheWindowIsWatchedFromThenOn() {
    daysLater(7);
    assertThat(problems(export())).isEmpty();
    at(Instant.parse("2026-12-01T01:30:00Z"));
    assertThat(problems(export())).as("a day later, once more").isEmpty();
    assertThat(reports()).isEqualTo(4);
    record("2026-10-12T06:00:00Z", "2026-10-12T07:00:00Z");
    at(Instant.parse("2026-12-02T01:30:00Z"));
    assertThat(problems(export())).isEmpty();
    assertThat(reports()).isEqualTo(5);
    at(Instant.parse("2026-12-08T01:30:00Z"));

    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly(MOVED);
    assertThat(texts(run).get(0)).contains("2026-10");
  }

  @Test
  void aPreviewAFilterAndAStoredPlanDoNotCompare() {
    daysLater(7);
    record("2026-08-12T06:00:00Z", "2026-08-12T07:00:00Z");

    Map<String, Object> preview = export("Preview", "true");
    Map<String, Object> filtered = export("Customer", entry().path("customers_id").asText());
    daysLater(8);
    Map<String, Object> stored = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(problems(preview)).isEmpty();
    assertThat(problems(filtered)).isEmpty();
    assertThat(problems(stored)).isEmpty();
    assertThat(reports()).isEqualTo(3);
    assertThat(problems(export())).containsExactly(MOVED);
  }

  @Test
  void monthsBeforeTheFirstExportedDayAreNobodysConcern() throws IOException {
    world.set("export.not-before", "2026-09-01");
    world.restart();
    record("2026-08-12T06:00:00Z", "2026-08-12T07:00:00Z");
    record("2026-09-12T06:00:00Z", "2026-09-12T07:00:00Z");
    daysLater(7);

    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly(MOVED);
    assertThat(texts(run).get(0)).contains("2026-09");
  }

  @Test
  void whenClockodoDoesNotAnswerTheExportGoesOnAndTheNextOneCompares() {
    daysLater(7);
    record("2026-08-12T06:00:00Z", "2026-08-12T07:00:00Z");
    world.sandbox().faults().on("GET /v2/entrygroups").nth(2).then(Fault.status(400));

    Map<String, Object> without = export();
    daysLater(8);
    Map<String, Object> with = export();

    assertThat(without.get("status")).isEqualTo("done");
    assertThat(problems(with)).containsExactly(MOVED);
  }

  @Test
  void atMostTwentyAreNamedAndTheOthersAreCounted() {
    daysLater(7);
    long projects =
        world.sandbox().clockodo().table("entries").list().stream()
            .filter(entry -> entry.path("time_since").asText().startsWith("2026-0"))
            .filter(entry -> entry.path("duration").asLong() > 0)
            .toList()
            .stream()
            .peek(
                entry ->
                    world.edit(
                        entry.path("id").asLong(), "duration", entry.path("duration").asLong() + 1))
            .map(
                entry ->
                    entry.path("projects_id").asText("none of " + entry.path("customers_id"))
                        + entry.path("time_since").asText().substring(0, 7))
            .distinct()
            .count();
    assertThat(projects).isGreaterThan(20);

    Map<String, Object> run = export();

    assertThat(problems(run)).hasSize(21).containsOnly(MOVED);
    assertThat(texts(run).get(20)).matches("hours moved in \\d+ more projects and months.*");
  }
}
