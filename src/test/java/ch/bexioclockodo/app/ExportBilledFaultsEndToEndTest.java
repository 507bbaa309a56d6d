package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marks of billed entries while clockodo refuses, does not answer or has no room for calls. */
class ExportBilledFaultsEndToEndTest extends ExportWithMarks {

  @Test
  void aMarkWhoseAnswerWasLostIsFoundByTheNextProcess() throws IOException {
    start(true);
    world.sandbox().faults().on(MARK).nth(1).then(Fault.dropAfterCommit());

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("done");
    assertThat(notes(run).get(0)).startsWith("7 entries").contains("1 left");
    world.restart();
    world.sandbox().journal().clear();
    Map<String, Object> next = world.export();
    assertThat(marks()).isEmpty();
    assertThat(looks()).isEqualTo(1);
    assertThat(notes(next).get(0)).startsWith("1 entries").contains("0 left");
    assertThat(closes(next)).isTrue();
  }

  @Test
  void aMarkThatNeverArrivedIsMadeByTheNextProcess() throws IOException {
    start(true);
    world.sandbox().faults().on(MARK).nth(1).then(Fault.dropBeforeCommit());
    world.export();
    assertThat(billed()).isEqualTo(ENTRIES - 1);
    world.restart();
    world.sandbox().journal().clear();

    world.export();

    assertThat(marks()).hasSize(1);
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void whenClockodoDoesNotAnswerTheTimesheetsAreDoneAndTheNextRunMarks() throws IOException {
    start(true);
    world.sandbox().faults().on("GET /v2/entries/*").always().then(Fault.status(503));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(problems(run)).containsExactly("billed.stopped");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(looks()).isEqualTo(2);
    assertThat(notes(run).get(0)).startsWith("0 entries").contains(ENTRIES + " left");
    world.sandbox().faults().clear();
    assertThat(world.export().get("status")).isEqualTo("done");
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void aRefusalIsNamedOnceAndTriedAgainAfterAWeek() throws IOException {
    start(true);
    world.sandbox().faults().on(MARK).nth(1).then(Fault.forbidden());

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(problems(run)).containsExactly("billed.refused");
    assertThat(texts(run).get(0))
        .contains("entry " + first())
        .contains("Kunde A AG (40101)")
        .contains("Projekt 1 (50101)")
        .contains("timesheet " + world.ledger(first(), "timesheet_id"))
        .contains("403");
    assertThat(billed()).isEqualTo(ENTRIES - 1);
    world.sandbox().faults().clear();
    world.sandbox().journal().clear();
    assertThat(problems(world.export())).isEmpty();
    assertThat(looks()).isZero();
    world.clockAdvancesBy(Duration.ofDays(8));
    world.export();
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void whatClockodosBudgetHasNoPlaceForIsLeftForTheNextRun() throws IOException {
    start(false);
    world.export();
    // Few are left when the run itself has made its calls; a read would wait for an hour.
    world.set("clockodo.limits", "10/PT1H");
    marking(true);

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).as(texts(run).toString()).isEqualTo("done");
    assertThat(billed()).isBetween(1L, ENTRIES - 1L);
    assertThat(notes(run).get(0))
        .startsWith(billed() + " entries")
        .contains(ENTRIES - billed() + " left");
    world.set("clockodo.limits", "99999/PT1S");
    world.restart();
    world.export();
    assertThat(billed()).isEqualTo(ENTRIES);
  }
}
