package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marks of billed entries are taken back with their timesheets. */
class ExportBilledUndoEndToEndTest extends ExportWithMarks {

  @Test
  void anUndoTakesTheMarksBackAndALaterExportSetsThemAgain() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    world.sandbox().journal().clear();

    Map<String, Object> undone = world.undo(run);

    assertThat(undone.get("status")).as(texts(undone).toString()).isEqualTo("done");
    assertThat(billed()).isZero();
    assertThat(marks()).hasSize(ENTRIES);
    assertThat(marks()).allMatch(call -> call.body().equals("{\"billable\":1}"));
    assertThat(notes(undone).get(0)).startsWith(ENTRIES + " entries are no longer marked");
    assertThat(count(world.export("Again", "true"), "done")).isEqualTo(ENTRIES);
    assertThat(billed()).isEqualTo(ENTRIES);
  }

  @Test
  void aMarkedEntryThatWasChangedSinceKeepsItsMarkAndIsNamed() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    edit(first(), "hourly_rate", 130);

    Map<String, Object> undone = world.undo(run);

    assertThat(billable(first())).isEqualTo(2);
    assertThat(billed()).isEqualTo(1);
    assertThat(problems(undone)).containsExactly("billed.refused");
    assertThat(texts(undone).get(0)).contains("entry " + first()).contains("stays marked");
    assertThat(problems(world.export())).isEmpty();
  }

  @Test
  void aMarkThatAnUndoCouldNotTakeBackIsTakenBackByTheNextRun() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    world.sandbox().faults().on(MARK).nth(1).then(Fault.dropBeforeCommit());
    world.undo(run);
    assertThat(billed()).isEqualTo(1);
    marking(false);

    world.export();

    assertThat(billed()).isZero();
  }

  @Test
  void aProxysNotFoundIsNoDeletedEntryAndItsMarkIsTakenBackByTheNextRun() throws IOException {
    start(true);
    Map<String, Object> run = world.export();
    world.sandbox().faults().on("GET /v2/entries/*").nth(1).then(Fault.htmlStatus(404));

    world.undo(run);

    assertThat(billed()).isEqualTo(1);
    marking(false);
    world.export();
    assertThat(billed()).isZero();
  }
}
