package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.BexioRules;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fact sheets leave open is answered by the first row, before anything else leaves. */
class ExportFirstRowEndToEndTest {

  @TempDir Path folder;

  private World world(BexioRules rules, String... settings) throws IOException {
    World world =
        new World(folder, SandboxData.company(), builder -> builder.bexioRules(rules), settings);
    world.importAll();
    world.sandbox().journal().clear();
    return world;
  }

  private static List<String> timesheetCalls(World world) {
    return world.sandbox().journal().requests().stream()
        .filter(call -> call.path().startsWith("/2.0/timesheet"))
        .filter(call -> !call.path().endsWith("search"))
        .map(JournalEntry::method)
        .toList();
  }

  @Test
  void theFirstRowIsReadBackBeforeTheSecondLeaves() throws IOException {
    try (World world = world(BexioRules.defaults())) {
      Map<String, Object> run = world.export();

      assertThat(run.get("status")).isEqualTo("attention");
      assertThat(timesheetCalls(world).subList(0, 4))
          .as("the window, the watermark, the first row and its reading back")
          .containsExactly("GET", "GET", "POST", "GET");
      int calls = timesheetCalls(world).size();
      world.sandbox().journal().clear();
      world.export("From", "2026-08-01", "To", "2026-08-31");
      assertThat(calls).isGreaterThan(300);
      assertThat(world.ledger(80013, "state")).isEqualTo("EXPORTED");
    }
  }

  @Test
  void lostSecondsStopTheRunWithOneSentence() throws IOException {
    BexioRules wholeMinutes = BexioRules.builder().secondsKept(false).build();
    try (World world = world(wholeMinutes)) {
      world.sandbox().clockodo().table("entries").list().stream()
          .filter(row -> row.path("type").asInt() == 1 && !row.path("duration").isNull())
          .forEach(
              row -> {
                long id = row.path("id").asLong();
                world.edit(
                    id, "time_since", row.path("time_since").asText().replace(":00Z", ":07Z"));
                world.edit(
                    id, "time_until", row.path("time_until").asText().replace(":00Z", ":07Z"));
              });
      Map<String, Object> stopped = world.export();

      assertThat(stopped.get("status")).isEqualTo("failed");
      assertThat(problems(stopped)).contains("first-row.different");
      assertThat(stopped.get("problems").toString()).contains("export.first-row=learn");
      assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(1);

      world.set("export.first-row", "learn").restart();
      Map<String, Object> learnt = world.export();
      assertThat(problems(learnt)).contains("first-row.learnt");
      assertThat(closes(learnt)).isTrue();
      Map<String, Object> next = world.export();
      assertThat(rows(next)).noneMatch(row -> "CREATE".equals(row.get("action")));
      assertThat(count(next, "update")).isZero();
      assertThat(rows(next).toString()).doesNotContain("edited-by-hand");
    }
  }

  @Test
  void rewrittenTextsStopTheRunOrAreLearnt() throws IOException {
    BexioRules escaped =
        BexioRules.builder().textRewritten(BexioRules.TextRewriting.HTML_ESCAPED).build();
    try (World world = world(escaped, "export.first-row", "learn")) {
      for (int id = 80001; id < 80400; id++) {
        if (world.sandbox().clockodo().table("entries").get(id) != null) {
          world.edit(id, "text", "Müller & Söhne <Umbau>");
        }
      }
      Map<String, Object> learnt = world.export();
      Map<String, Object> next = world.export();

      assertThat(problems(learnt)).contains("first-row.learnt");
      assertThat(count(learnt, "unknown")).isZero();
      assertThat(rows(next).toString()).doesNotContain("edited-by-hand");
      assertThat(count(next, "update")).isZero();
    }
  }

  @Test
  void aRefusalOfTheVeryFirstRowStopsTheRun() throws IOException {
    try (World world = world(BexioRules.defaults())) {
      world
          .sandbox()
          .faults()
          .on("POST /2.0/timesheet")
          .nth(1)
          .then(Fault.status(422, "time tracking is not set up"));

      Map<String, Object> run = world.export();
      Map<String, Object> next = world.export();

      assertThat(run.get("status")).isEqualTo("failed");
      assertThat(problems(run)).contains("first-row.refused");
      assertThat(run.get("problems").toString()).contains("time tracking is not set up");
      assertThat(count(run, "failed")).isEqualTo(1);
      assertThat(world.timesheets())
          .as("all but the refused one")
          .hasSize(World.timesheetsOf(next) - 1);
    }
  }

  @Test
  void aRefusedContactPersonIsOneDecisionAndNotHundredsOfFailures() throws IOException {
    BexioRules refusing = BexioRules.builder().fictionalUserAsTimesheetUser(false).build();
    try (World world = world(refusing)) {
      Map<String, Object> run = world.export();
      long refused = rows(run).stream().filter(row -> "FAILED".equals(row.get("state"))).count();
      long waiting =
          rows(run).stream()
              .filter(row -> String.valueOf(row.get("reason")).contains("user.refused"))
              .count();
      Map<String, Object> next = world.export();

      assertThat(refused).as("one for each contact person without login").isBetween(1L, 5L);
      assertThat(waiting).isPositive();
      assertThat(world.timesheets().size()).isGreaterThan(200);
      assertThat(closes(run)).isTrue();
      assertThat(closes(next)).isTrue();
      assertThat(count(next, "done")).isZero();
    }
  }

  @Test
  void aFirstRowOfUnknownOutcomeLetsNothingFollow() throws IOException {
    try (World world = world(BexioRules.defaults())) {
      world.sandbox().faults().on("POST /2.0/timesheet").nth(1).then(Fault.dropAfterCommit());

      Map<String, Object> run = world.export();
      Map<String, Object> next = world.export();

      assertThat(run.get("status")).isEqualTo("interrupted");
      assertThat(world.timesheets()).hasSize(World.timesheetsOf(next) + 1);
      assertThat(reasonOf(next, 80013)).isNull();
      assertThat(closes(next)).isTrue();
    }
  }

  @Test
  void nothingFollowsWhileTheFirstRowsAreTurnedAway() throws IOException {
    try (World world = world(BexioRules.defaults())) {
      for (int call = 1; call <= 5; call++) {
        world.sandbox().faults().on("POST /2.0/timesheet").nth(call).then(Fault.forbiddenHtml());
      }

      Map<String, Object> run = world.export();

      List<String> calls = timesheetCalls(world);
      assertThat(calls.subList(2, 9))
          .as("those that were turned away, of more than one chunk, then one that is read back")
          .containsExactly("POST", "POST", "POST", "POST", "POST", "POST", "GET");
      assertThat(closes(run)).isTrue();
    }
  }
}
