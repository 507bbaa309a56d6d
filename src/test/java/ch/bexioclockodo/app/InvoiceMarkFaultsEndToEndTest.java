package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts are written, and then something goes wrong with the marks of their entries. */
class InvoiceMarkFaultsEndToEndTest extends DraftsWithFaults {

  private static final String LIST = "GET /v2/entries";

  private static ObjectNode entry(int index) {
    return nights.entries().list().get(index);
  }

  private static int billable(long entry) {
    return nights.entries().get((int) entry).get("billable").asInt();
  }

  private static List<Fault> withoutAClearAnswer() {
    return List.of(
        Fault.dropAfterCommit(),
        Fault.dropBeforeCommit(),
        Fault.statusAfterCommit(500),
        Fault.statusBeforeCommit(503, Fault.Body.HTML),
        Fault.emptyBody(),
        Fault.cutBody(),
        Fault.htmlBody(),
        Fault.resetAtByte(30),
        Fault.statusBeforeCommit(404, Fault.Body.HTML),
        Fault.forbiddenHtml());
  }

  @ParameterizedTest
  @MethodSource("withoutAClearAnswer")
  void aMarkWithoutAClearAnswerIsSettledByTheNextRun(Fault fault) {
    world.sandbox().faults().on(MARK).nth(2).then(fault);

    Map<String, Object> run = export();

    assertThat(count(run, "done")).isEqualTo(DRAFTS + ENTRIES);
    assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
    assertThat(problems(run)).containsExactly("billed.left");
    assertThat(notes(run)).contains("7 entries marked").contains("1 left");
    everythingIsThereOnce();
  }

  @Test
  void tooManyRequestsAreWaitedForAndTheMarkGoesAgain() {
    world.sandbox().faults().on(MARK).nth(2).then(Fault.tooManyRequests(1));

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
    assertThat(problems(run)).containsExactly("billed.left");
    everythingIsThereOnce();
  }

  @Test
  void aRefusedMarkIsNamedAndTriedAgainAfterAWeek() {
    world.sandbox().faults().on(MARK).nth(2).then(Fault.forbidden());

    Map<String, Object> run = export();

    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(problems(run)).containsExactly("billed.refused");
    world.sandbox().journal().clear();
    Map<String, Object> next = export();
    assertThat(next.get("status")).as("%s", next).isEqualTo("done");
    assertThat(marks()).isEmpty();
    assertThat(judge().billed()).hasSize(ENTRIES - 1);
    nights.pass(Duration.ofDays(8));
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {MARK, LIST})
  void whenClockodoFallsSilentTheDraftsAreDoneAndTheNextRunMarks(String route) {
    if (route.equals(LIST)) {
      // The plan reads the list once; from then on clockodo is silent.
      world.sandbox().faults().on(LIST).nth(2).then(Fault.statusBeforeCommit(503));
      world.sandbox().faults().on("GET /v2/entries/*").then(Fault.dropBeforeCommit());
    } else {
      world.sandbox().faults().on(MARK).then(Fault.dropBeforeCommit());
    }

    Map<String, Object> run = export();

    assertThat(count(run, "done")).isEqualTo(DRAFTS + ENTRIES);
    world.sandbox().faults().clear();
    everythingIsThereOnce();
    assertThat(documents().count()).isEqualTo(DRAFTS);
  }

  @ParameterizedTest
  @MethodSource("wrongLists")
  void withoutTheListEachEntryIsAskedFor(Fault fault) {
    failAfterThePlan(fault);

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    judge().assertEverythingIsThereOnceAndBilled();
    world.sandbox().faults().clear();
    everythingIsThereOnce();
  }

  private static List<Fault> wrongLists() {
    return List.of(
        Fault.status(400, "no"),
        Fault.forbidden(),
        Fault.cutBody(),
        Fault.htmlBody(),
        Fault.shortPage(3),
        Fault.withholdRow(2));
  }

  /**
   * The list is read for the plan, some times; what comes after the first draft is for the marks.
   */
  private static void failAfterThePlan(Fault fault) {
    world.sandbox().faults().on(LIST).row(row -> documents().count() == DRAFTS).then(fault);
  }

  @Test
  void anEntryThatIsEditedBeforeTheLookIsNotMarkedAndForAPerson() {
    long entry = entry(0).get("id").asLong();
    beforeTheMarks(() -> edit(entry, "duration", 60));

    Map<String, Object> run = export();

    assertThat(billable(entry)).isEqualTo(1);
    assertThat(notes(run)).contains("7 entries marked").contains("1 left");
    Map<String, Object> next = export();
    assertThat(reasonOf(next, entry)).isEqualTo("entry.changed-since-draft");
    assertThat(next.get("status")).isEqualTo("attention");
    assertThat(billable(entry)).isEqualTo(1);
    assertThat(documents().count()).isEqualTo(DRAFTS);
  }

  @Test
  void anEntryThatIsEditedBetweenTheLookAndTheMarkLosesItsMarkAtOnce() {
    long entry = entry(1).get("id").asLong();
    atTheMarkOf(entry, () -> edit(entry, "duration", 60));

    export();

    assertThat(marks())
        .filteredOn(call -> call.path().endsWith("/" + entry))
        .extracting(call -> call.body())
        .containsExactly("{\"billable\":2}", "{\"billable\":1}");
    assertThat(billable(entry)).isEqualTo(1);
    assertThat(reasonOf(export(), entry)).isEqualTo("entry.changed-since-draft");
    assertThat(documents().count()).isEqualTo(DRAFTS);
  }

  /** The mark has landed on what is no longer in the draft, and nobody has read that. */
  @Test
  void anEntryThatIsEditedBeforeAMarkWhoseAnswerIsLostLosesItsMarkByTheNextRun() {
    long entry = entry(1).get("id").asLong();
    atTheMarkOf(entry, () -> edit(entry, "duration", 60));
    world
        .sandbox()
        .faults()
        .on(MARK)
        .row(row -> row.contains(String.valueOf(entry)))
        .nth(1)
        .then(Fault.dropAfterCommit());
    export();

    Map<String, Object> next = export();

    assertThat(reasonOf(next, entry)).isEqualTo("entry.changed-since-draft");
    assertThat(billable(entry)).as("%s", next).isEqualTo(1);
  }

  @Test
  void anEntryThatIsDeletedBeforeItsMarkCostsNothing() {
    int entry = entry(0).get("id").asInt();
    beforeTheMarks(() -> nights.entries().remove(entry));

    Map<String, Object> run = export();

    assertThat(count(run, "done")).isEqualTo(DRAFTS + ENTRIES);
    assertThat(judge().billed()).hasSize(ENTRIES - 1);
    assertThat(documents().count()).isEqualTo(DRAFTS);
    for (int night = 0; night < 2; night++) {
      nights.pass(Duration.ofDays(1));
      world.sandbox().journal().clear();
      export();
      assertThat(creates()).isEmpty();
      assertThat(marks()).isEmpty();
    }
    assertThat(world.sandbox().journal().count("clockodo", "GET", "/v2/entries/" + entry))
        .as("the plan asks for it, and the marks no more")
        .isEqualTo(1);
  }

  @Test
  void whatTheDaysBudgetHasNoPlaceForIsMarkedByTheNextRun() throws Exception {
    export();
    long calls =
        world.sandbox().journal().requests().stream()
            .filter(call -> call.side().equals("clockodo"))
            .count();
    putBack();
    world.set("clockodo.limits", calls - 3 + "/PT24H");
    nights.restart();
    try {
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("billed.left");
      assertThat(count(run, "done")).isEqualTo(DRAFTS + ENTRIES);
      assertThat(judge().billed().size()).isBetween(1, ENTRIES - 1);
      assertThat(notes(run))
          .contains(judge().billed().size() + " entries marked")
          .contains(ENTRIES - judge().billed().size() + " left");
    } finally {
      world.set("clockodo.limits", "99999/PT1S");
      nights.restart();
    }
    everythingIsThereOnce();
  }

  @Test
  void withTheSettingSwitchedOffNothingMoreIsMarkedAndOnAgainTheRestIs() throws IOException {
    world
        .sandbox()
        .faults()
        .on(MARK)
        .row(row -> judge().billed().size() >= 3)
        .then(Fault.dropBeforeCommit());
    export();
    world.sandbox().faults().clear();
    assertThat(judge().billed()).hasSize(3);
    marking(false);
    try {
      world.sandbox().journal().clear();
      assertThat(count(export(), "unchanged")).isEqualTo(ENTRIES);
      assertThat(marks()).isEmpty();
    } finally {
      marking(true);
    }
    everythingIsThereOnce();
  }

  @Test
  void whatWasWrittenWhileTheSettingWasOffIsMarkedOnceItIsOn() throws IOException {
    marking(false);
    try {
      assertThat(export().get("status")).isEqualTo("done");
      assertThat(judge().billed()).isEmpty();
    } finally {
      marking(true);
    }
    everythingIsThereOnce();
    assertThat(documents().count()).isEqualTo(DRAFTS);
  }

  @Test
  void aLedgerThatIsLostBeforeTheMarksFindsEachDraftByItsReference() throws SQLException {
    world.sandbox().faults().on(MARK).then(Fault.dropBeforeCommit());
    assertThat(problems(export())).containsExactly("billed.stopped");
    loseTheLedger("1 = 1");
    world.sandbox().faults().clear();

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(creates()).hasSize(DRAFTS);
    everythingIsThereOnce();
  }

  @Test
  void aLedgerThatIsLostAfterTheMarksFindsNothingLeftToInvoice() throws SQLException {
    export();
    loseTheLedger("1 = 1");
    world.sandbox().journal().clear();

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(count(run, "excluded")).isEqualTo(ENTRIES);
    assertThat(creates()).isEmpty();
    assertThat(marks()).isEmpty();
    judge().assertEverythingIsThereOnceAndBilled();
  }

  /**
   * What is marked already is in no new draft, and nobody knows that the rest is in the old one.
   */
  @Test
  void aLedgerThatIsLostInTheMiddleOfTheMarksPutsNoEntryIntoASecondDraft() throws SQLException {
    world
        .sandbox()
        .faults()
        .on(MARK)
        .row(row -> judge().billed().size() >= 3)
        .then(Fault.dropBeforeCommit());
    export();
    loseTheLedger("1 = 1");
    world.sandbox().faults().clear();
    world.sandbox().journal().clear();

    for (int night = 0; night < 2; night++) {
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(reasonOf(run, entry(3).get("id").asLong())).isEqualTo("draft.stranger");
      assertThat(count(run, "needsDecision")).as("the draft and its entry").isEqualTo(2);
    }
    assertThat(creates()).isEmpty();
    nights.entries().update(entry(3).get("id").asInt(), change("billable", 2));
    everythingIsThereOnce();
  }

  @Test
  void aLedgerThatIsLostPutsNoEntryIntoASecondDraftTogetherWithNewOnes() throws Exception {
    marking(false);
    try {
      export();
      loseTheLedger("1 = 1");
      ObjectNode late = entry(0).deepCopy();
      late.remove("id");
      int added = nights.entries().insert(late.put("text", "Arbeit 000099")).get("id").asInt();
      world.sandbox().journal().clear();

      Map<String, Object> run = export();

      assertThat(count(run, "needsDecision")).as("%s", run).isEqualTo(1 + 3);
      assertThat(reasonOf(run, added)).isEqualTo("draft.stranger");
      assertThat(count(run, "done")).as("the others are found").isEqualTo(3 + 6);
      assertThat(creates()).isEmpty();

      nights.entries().update(entry(0).get("id").asInt(), change("billable", 2));
      nights.entries().update(entry(1).get("id").asInt(), change("billable", 2));
      Ended decided =
          world.command(
              "link", "invoice-draft", judge().documents().get(0).get("id").asText(), "--ignore");
      assertThat(decided.status()).as(decided.toString()).isZero();
    } finally {
      marking(true);
    }
    everythingIsThereOnce();
    assertThat(documents().count()).isEqualTo(DRAFTS + 1);
  }

  @Test
  void aLedgerFromABackupKnowsOneHalfAndFindsTheOther() throws SQLException {
    world.sandbox().faults().on(MARK).then(Fault.dropBeforeCommit());
    export();
    loseTheLedger("contact_id > 12");
    world.sandbox().faults().clear();

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(count(run, "unchanged")).isEqualTo(ENTRIES / 2);
    assertThat(creates()).hasSize(DRAFTS);
    everythingIsThereOnce();
  }

  /** What was noon on one day is the evening before elsewhere; the marks come to their end. */
  @Test
  void inAnotherZoneTheMarksThatAreLeftAreMadeToo() throws IOException {
    world.sandbox().faults().on(MARK).then(Fault.dropBeforeCommit());
    export();
    world.set("zone", "Pacific/Honolulu");
    nights.restart();
    try {
      export("From", "2026-08-01", "To", "2026-08-31");
      assertThat(judge().billed()).isEmpty();
      world.sandbox().faults().clear();
      export("From", "2026-08-01", "To", "2026-08-31");
    } finally {
      world.set("zone", "Europe/Zurich");
      nights.restart();
    }
    judge().assertEverythingIsThereOnceAndBilled();
  }

  private static String notes(Map<String, Object> run) {
    return String.valueOf(((Map<?, ?>) run.get("balance")).get("notes"));
  }

  private static void marking(boolean on) throws IOException {
    world.set("export.draft-mark-billed", String.valueOf(on));
    nights.restart();
  }

  /** Something happens in clockodo when all drafts are written and nothing is marked yet. */
  private static void beforeTheMarks(Runnable change) {
    java.util.concurrent.atomic.AtomicBoolean done =
        new java.util.concurrent.atomic.AtomicBoolean();
    world
        .sandbox()
        .faults()
        .on(LIST)
        .row(
            row -> {
              if (documents().count() == DRAFTS && done.compareAndSet(false, true)) {
                change.run();
              }
              return false;
            })
        .then(Fault.forbidden());
  }

  /** Something happens in clockodo when the mark of an entry is on its way. */
  private static void atTheMarkOf(long entry, Runnable change) {
    java.util.concurrent.atomic.AtomicBoolean done =
        new java.util.concurrent.atomic.AtomicBoolean();
    world
        .sandbox()
        .faults()
        .on(MARK)
        .row(
            row -> {
              if (row.contains(String.valueOf(entry)) && done.compareAndSet(false, true)) {
                change.run();
              }
              return false;
            })
        .then(Fault.forbidden());
  }
}
