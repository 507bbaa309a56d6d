package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFaultsEndToEndTest {

  private static final String TIMESHEETS = "/2.0/timesheet";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    world.sandbox().journal().clear();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theBalanceDoesNotCloseWhenAPageWithholdsAnEntry() {
    world.sandbox().faults().on("GET /v2/entries").always().then(Fault.withholdRow(7));

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(closes(run)).isFalse();
    assertThat(problems(run)).contains("source.open");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(world.sandbox().journal().count("clockodo", "GET", "/v2/entrygroups")).isEqualTo(3);
  }

  @Test
  void anEntryWithheldOnceIsReadAgainAndTheBalanceCloses() {
    world.sandbox().faults().on("GET /v2/entries").nth(1).then(Fault.withholdRow(7));

    Map<String, Object> run = world.export();

    assertThat(closes(run)).isTrue();
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(exported(run)).isEqualTo(world.posts("bexio", TIMESHEETS).size()).isGreaterThan(300);
  }

  @Test
  void anUnknownOutcomeIsReadBackAndNeverSentAgainBlindly() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.dropAfterCommit());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Nicht verrechenbar")
        .attempt(1)
        .then(Fault.dropBeforeCommit());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Baubesprechung")
        .attempt(1)
        .then(Fault.statusAfterCommit(500));
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Unterprojekt")
        .attempt(1)
        .then(Fault.statusBeforeCommit(502));
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Zeile 1")
        .attempt(1)
        .then(Fault.emptyBody());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Etappe 4")
        .attempt(1)
        .then(Fault.cutBody());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Abschluss Etappe 1")
        .attempt(1)
        .then(Fault.idlessBody());
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Abnahme")
        .attempt(1)
        .then(Fault.htmlBody());

    Map<String, Object> run = world.export();
    int sent = world.posts("bexio", TIMESHEETS).size();
    Map<String, Object> next = world.export();

    for (long arrived : new long[] {80013, 80043, 80006, 80009, 80041}) {
      assertThat(rowOf(run, arrived).get("state")).as("entry %s", arrived).isEqualTo("DONE");
      assertThat(reasonOf(run, arrived)).as("entry %s", arrived).isEqualTo("outcome.read-back");
    }
    for (long lost : new long[] {80027, 80032}) {
      assertThat(rowOf(run, lost).get("state")).as("entry %s", lost).isEqualTo("UNKNOWN");
      assertThat(reasonOf(next, lost)).as("entry %s", lost).isEqualTo("outcome.unknown-earlier");
    }
    assertThat(count(run, "unknown")).isEqualTo(2);
    assertThat(count(next, "unknown")).isEqualTo(2);
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(next.get("status")).isEqualTo("attention");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent);
    assertThat(closes(run)).isTrue();
    assertThat(closes(next)).isTrue();
  }

  @Test
  void oneRefusedRowFailsAloneAndIsNotSentAgainUnchanged() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .then(Fault.status(422, "user is not allowed here"));

    Map<String, Object> run = world.export();
    int sent = world.posts("bexio", TIMESHEETS).size();
    Map<String, Object> unchanged = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("refused");
    assertThat(rowOf(run, 80013).toString()).contains("user is not allowed here");
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(count(run, "done")).isEqualTo(count(run, "create") - 1);
    assertThat(reasonOf(unchanged, 80013)).isEqualTo("refused.earlier");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent);

    world.sandbox().faults().clear();
    world
        .sandbox()
        .clockodo()
        .table("entries")
        .update(80013, new ObjectMapper().createObjectNode().put("text", "Messreihe, neu"));
    Map<String, Object> changed = world.export();
    assertThat(rowOf(changed, 80013).get("state")).isEqualTo("DONE");
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(sent + 1);
  }

  @Test
  void aConnectionThatIsRefusedOnceIsTriedAgainInTheSameRun() throws Exception {
    world.refuseConnections("Messreihe", 1);

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create"));
    assertThat(rowOf(run, 80013).get("state")).isEqualTo("DONE");
    assertThat(problems(run)).doesNotContain("rows.left");
  }

  @Test
  void rowsThatCouldNotBeSentAreNeverPassedOver() throws Exception {
    world.refuseConnections("Messreihe", 100);

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("interrupted");
    assertThat(problems(run)).contains("rows.left");
    assertThat(rowOf(run, 80013).get("state")).isEqualTo("PLANNED");
    assertThat(count(run, "done")).isEqualTo(count(run, "create") - 1);
    world.refuseConnections("Messreihe", 0);
    Map<String, Object> next = world.export("Plan", String.valueOf(run.get("plan")));
    assertThat(rowOf(next, 80013).get("state")).isEqualTo("DONE");
  }

  @Test
  void whatAProxyTurnsAwayFailsNowAndIsTriedByTheNextRun() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.forbiddenHtml());

    Map<String, Object> run = world.export();
    Map<String, Object> next = world.export();

    assertThat(reasonOf(run, 80013)).isEqualTo("turned-away");
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(rowOf(next, 80013).get("state")).isEqualTo("DONE");
  }

  @Test
  void unknownEntriesOfAnotherPeriodAreNotForgotten() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.dropBeforeCommit());
    world.export();

    Map<String, Object> august = world.export("From", "2026-08-01", "To", "2026-08-31");

    assertThat(problems(august)).contains("ledger.unknown");
    assertThat(august.get("status")).isEqualTo("attention");
  }

  @Test
  void aUsedUpBudgetIsWaitedForAndTheSameRowGoesAgain() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row("Messreihe")
        .attempt(1)
        .then(Fault.tooManyRequests(1));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create"));
    assertThat(world.timesheets())
        .filteredOn(row -> "Messreihe ausgewertet".equals(row.path("text").asText()))
        .hasSize(1);
  }

  @Test
  void aSingle401RepeatsTheSameRow() {
    world.sandbox().faults().on("POST /2.0/timesheet").nth(10).then(Fault.unauthorizedOnce());

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create"));
  }

  @Test
  void readsSurviveServerErrorsAndLostConnections() {
    world.sandbox().faults().on("GET /v2/entries").nth(1).then(Fault.statusBeforeCommit(503));
    world.sandbox().faults().on("GET /2.0/pr_project").nth(1).then(Fault.dropBeforeCommit());
    world.sandbox().faults().on("GET /v3/users").nth(1).then(Fault.resetAtByte(40));
    world.sandbox().faults().on("GET /v2/entrygroups").nth(1).then(Fault.tooManyRequests(1));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(count(run, "create")).isGreaterThan(300);
  }
}
