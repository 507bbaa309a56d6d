package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The creation of a draft goes wrong in every way; bexio's own table is the judge. */
class InvoiceFaultsEndToEndTest extends DraftsWithFaults {

  private static final String CREATE_ROUTE = "bexio-clockodo-call-bexio-create-invoice-draft";

  /** Before it plans, a run searches for drafts that the ledger may not know, once. */
  private static final int LOOKS = 1;

  private static void atTheSecondDraft(String route, Fault fault) {
    int nth = route.equals(SEARCH) ? LOOKS + 2 : 2;
    world.sandbox().faults().on(route).nth(nth).then(fault);
  }

  private static void fault(Fault fault) {
    world.sandbox().faults().on(CREATE).nth(2).then(fault);
  }

  /** Two of four drafts stay behind a fault; with two in a row the run would end. */
  private static Stream<List<Fault>> committed() {
    Stream<List<Fault>> answers =
        Stream.of(
            List.of(Fault.dropAfterCommit(), Fault.statusAfterCommit(500)),
            List.of(Fault.statusAfterCommit(502, Fault.Body.HTML), Fault.emptyBody()),
            List.of(Fault.statusAfterCommit(503, Fault.Body.EMPTY), Fault.cutBody()),
            List.of(Fault.htmlBody(), Fault.idlessBody()));
    Stream<List<Fault>> resets =
        IntStream.of(0, 12, 40, 160)
            .mapToObj(byteOf -> List.of(Fault.resetAtByte(byteOf), Fault.resetAtByte(byteOf + 5)));
    return Stream.concat(answers, resets);
  }

  @ParameterizedTest
  @MethodSource("committed")
  void whatArrivedAlthoughItsAnswerWasLostIsFoundAndMarkedByTheSameRun(List<Fault> faults) {
    world.sandbox().faults().on(CREATE).nth(1).then(faults.get(0));
    world.sandbox().faults().on(CREATE).nth(3).then(faults.get(1));

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(count(run, "unknown")).isZero();
    assertThat(count(run, "done")).as("drafts and entries").isEqualTo(DRAFTS + ENTRIES);
    assertThat(creates()).hasSize(DRAFTS);
    judge().assertEverythingIsThereOnceAndBilled();
    everythingIsThereOnce();
  }

  private static Stream<Fault> lost() {
    return Stream.of(
        Fault.dropBeforeCommit(),
        Fault.statusBeforeCommit(500),
        Fault.statusBeforeCommit(502, Fault.Body.HTML),
        Fault.statusBeforeCommit(503, Fault.Body.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void whatNeverArrivedIsSentAgainOnlyAfterTheSettleTime(Fault fault) {
    fault(fault);

    Map<String, Object> run = export();
    assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
    assertThat(count(run, "unknown")).as("the draft and its entries").isEqualTo(3);
    assertThat(problems(run)).containsExactly("invoice.open");
    assertThat(judge().billed()).hasSize(ENTRIES - 2);

    Map<String, Object> soon = export();
    assertThat(soon.get("status")).isEqualTo("attention");
    assertThat(count(soon, "unknown")).as("its entries").isEqualTo(2);
    assertThat(creates()).hasSize(DRAFTS);

    nights.pass(SETTLED);
    everythingIsThereOnce();
    assertThat(judge().documents()).hasSize(DRAFTS);
  }

  @Test
  void aCommitThatLandsWithinTheSettleTimeIsFoundByTheNextRun() {
    fault(Fault.lateCommit(Duration.ofMillis(700)));
    assertThat(count(export(), "unknown")).isEqualTo(3);
    Awaitility.await().until(() -> documents().count() == DRAFTS);

    Map<String, Object> next = export();

    assertThat(next.get("status")).as("%s", next).isEqualTo("done");
    assertThat(creates()).hasSize(DRAFTS);
    everythingIsThereOnce();
  }

  /** Another period or customer may be exported before what is in doubt is planned again. */
  @Test
  void aCommitThatLandsAfterTheSettleTimeIsTakenAsTheDraftAsLongAsItsEntriesAreInNoOther() {
    fault(Fault.lateCommit(Duration.ofSeconds(2)));
    export();
    nights.pass(SETTLED);
    export("From", "2026-08-01", "To", "2026-08-31");
    assertThat(documents().count()).isEqualTo(DRAFTS - 1);
    Awaitility.await().until(() -> documents().count() == DRAFTS);

    Map<String, Object> next = export();

    assertThat(creates()).hasSize(DRAFTS);
    assertThat(next.get("status")).as("%s", next).isEqualTo("done");
    everythingIsThereOnce();
  }

  @Test
  void aDraftThatComesASecondTimeAfterTheSettleTimeIsShownEveryTimeUntilItIsDeleted() {
    fault(Fault.dropBeforeCommit());
    export();
    nights.pass(SETTLED);
    assertThat(export().get("status")).isEqualTo("done");
    ObjectNode twin = comesTrueLate(written(referenceOf(creates().get(DRAFTS))));

    for (int night = 0; night < 3; night++) {
      nights.pass(Duration.ofDays(1));
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("invoice.twin");
      assertThat(String.valueOf(run.get("problems"))).contains("#" + twin.get("id"));
    }
    documents().remove(twin.get("id").asInt());
    everythingIsThereOnce();
  }

  @Test
  void aDraftThatComesASecondTimeAfterItWasTakenBackIsShownEveryTimeUntilItIsDeleted() {
    fault(Fault.dropBeforeCommit());
    export();
    nights.pass(SETTLED);
    Map<String, Object> resent = export();
    ObjectNode sent = written(referenceOf(creates().get(DRAFTS)));
    assertThat(world.undo(resent).get("status")).isEqualTo("done");
    assertThat(documents().count()).isEqualTo(DRAFTS - 1);
    ObjectNode late = comesTrueLate(sent);

    for (int night = 0; night < 2; night++) {
      nights.pass(Duration.ofDays(1));
      Map<String, Object> run = export("From", "2026-08-01", "To", "2026-08-31");
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("invoice.late");
    }
    documents().remove(late.get("id").asInt());
    assertThat(problems(export("From", "2026-08-01", "To", "2026-08-31"))).isEmpty();
    everythingIsThereOnce();
  }

  private static ObjectNode written(String reference) {
    return documents().list().stream()
        .filter(document -> isOf(document, reference))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDraftThatComesAfterItsEntriesWentIntoAnotherIsShownEveryTimeUntilItIsDeleted() {
    fault(Fault.dropBeforeCommit());
    export();
    String lost = referenceOf(creates().get(1));
    ObjectNode late = withReference(judge().documents().get(0).deepCopy(), lost);
    nights.pass(SETTLED);
    nights.entries().insert(anotherEntryOf(3));
    assertThat(export().get("status")).isEqualTo("done");
    assertThat(documents().list()).noneMatch(document -> isOf(document, lost));
    ObjectNode there = comesTrueLate(late.<ObjectNode>deepCopy().put("positions", ""));

    for (int night = 0; night < 3; night++) {
      nights.pass(Duration.ofDays(1));
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("invoice.late");
    }
    documents().remove(there.get("id").asInt());
    everythingIsThereOnce();
  }

  @Test
  void aDraftInDoubtWhoseEntryWasChangedMeanwhileIsOneDraftAndForAPerson() {
    fault(Fault.lateCommit(Duration.ofMillis(700)));
    export();
    long changed = nights.entries().list().get(2).get("id").asLong();
    edit(changed, "duration", 60);
    Awaitility.await().until(() -> documents().count() == DRAFTS);

    Map<String, Object> next = export();

    assertThat(next.get("status")).isEqualTo("attention");
    assertThat(reasonOf(next, changed)).isEqualTo("entry.changed-since-draft");
    assertThat(creates()).hasSize(DRAFTS);
    assertThat(world.sandbox().clockodo().table("entries").get((int) changed).get("billable"))
        .as("what is not in the draft as it is now is not marked")
        .isEqualTo(new com.fasterxml.jackson.databind.node.IntNode(1));
  }

  @Test
  void halfADocumentBehindA500IsForAPersonAndAfterItsDeletionWrittenWhole() {
    fault(Fault.partialDocument(1));

    for (int night = 0; night < 3; night++) {
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("invoice.open");
      assertThat(judge().billed()).as("not those of the half").hasSize(ENTRIES - 2);
      assertThat(creates()).hasSize(DRAFTS);
      nights.pass(Duration.ofDays(1));
    }
    assertThat(count(export(), "needsDecision")).isEqualTo(2);
    ObjectNode half = written(referenceOf(creates().get(1)));
    documents().remove(half.get("id").asInt());
    everythingIsThereOnce();
  }

  @Test
  void tooManyRequestsAreWaitedForBeforeTheSearchAndBeforeTheCreate() {
    world.sandbox().faults().on(SEARCH).nth(LOOKS + 2).then(Fault.tooManyRequests(1));
    world.sandbox().faults().on(CREATE).nth(3).then(Fault.tooManyRequests(1));

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(creates()).hasSize(DRAFTS + 1);
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, SEARCH})
  void aSingle401IsAskedAgain(String route) {
    atTheSecondDraft(route, Fault.statusBeforeCommit(401));

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, SEARCH})
  void aMissingRightEndsTheRunAndTheNextOneGoesOn(String route) {
    atTheSecondDraft(route, Fault.forbidden());

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("failed");
    assertThat(problems(run)).containsExactly("bexio.forbidden");
    assertThat(count(run, "unknown")).isZero();
    assertThat(documents().count()).isEqualTo(1);
    world.sandbox().faults().clear();
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 99})
  void aRefusedConnectionLeavesNothingInDoubt(int times) throws Exception {
    AtomicReference<AtomicInteger> left = new AtomicReference<>(new AtomicInteger(times));
    world.refuseConnections(CREATE_ROUTE, "contact_id", left);
    try {
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo(times == 1 ? "done" : "interrupted");
      assertThat(count(run, "unknown")).isZero();
      left.get().set(0);
      everythingIsThereOnce();
    } finally {
      nights.restart();
    }
  }

  private static Stream<Fault> wrongSearches() {
    return Stream.of(
        Fault.dropBeforeCommit(),
        Fault.statusBeforeCommit(500),
        Fault.statusBeforeCommit(404, Fault.Body.HTML),
        Fault.statusBeforeCommit(422),
        Fault.emptyBody(),
        Fault.cutBody(),
        Fault.htmlBody(),
        Fault.resetAtByte(100));
  }

  @ParameterizedTest
  @MethodSource("wrongSearches")
  void withoutAnAnswerToItsSearchNoDraftLeaves(Fault fault) {
    for (int search = LOOKS + 1; search < LOOKS + 20; search++) {
      world.sandbox().faults().on(SEARCH).nth(search).then(fault);
    }

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isNotIn("done");
    assertThat(count(run, "unknown")).isZero();
    assertThat(creates()).isEmpty();
    world.sandbox().faults().clear();
    everythingIsThereOnce();
  }

  @Test
  void oneSearchThatFailsIsMadeUpForByTheSameRun() {
    world.sandbox().faults().on(SEARCH).nth(LOOKS + 2).then(Fault.statusBeforeCommit(503));

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    everythingIsThereOnce();
  }

  /**
   * A stranger's document of the same contact and total, and our own ones, are all in its answer.
   */
  @Test
  void aSearchThatIgnoresWhatItIsAskedAdoptsNoStranger() {
    export();
    ObjectNode stranger = withReference(judge().documents().get(0).deepCopy(), null);
    String[] ours =
        judge().documents().stream().map(d -> d.path("id").asText()).toArray(String[]::new);
    putBackQuietly();
    stranger.put("title", "von Hand");
    stranger.set("positions", new com.fasterxml.jackson.databind.ObjectMapper().createArrayNode());
    ObjectNode there = comesTrueLate(stranger);
    world.sandbox().faults().on(SEARCH).then(Fault.ignoredCriteria());

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    assertThat(documents().count()).isEqualTo(1 + ours.length);
    assertThat(documents().get(there.get("id").asInt())).isEqualTo(there);
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact_id", "total"})
  void aDocumentOfTheReferenceThatIsSomethingElseIsForAPerson(String field) throws Exception {
    export();
    ObjectNode first = judge().documents().get(0).deepCopy();
    putBack();
    first.remove("id");
    int is = "total".equals(field) ? 1 : 15;
    int other = documents().insert(first.put(field, is)).get("id").asInt();

    for (int night = 0; night < 2; night++) {
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("invoice.open");
      assertThat(judge().billed()).hasSize(ENTRIES - 2);
    }
    assertThat(creates()).hasSize(DRAFTS - 1);
    documents().remove(other);
    everythingIsThereOnce();
  }

  @Test
  void ofTwoDocumentsOfAReferenceTheOlderIsTakenAndTheOtherShownEveryTime() throws Exception {
    export();
    ObjectNode one = judge().documents().get(0).deepCopy();
    loseTheLedger("1 = 1");
    nights
        .entries()
        .list()
        .forEach(entry -> nights.entries().update(entry.get("id").asInt(), change("billable", 1)));
    ObjectNode other = comesTrueLate(one);
    world.sandbox().journal().clear();

    for (int night = 0; night < 3; night++) {
      nights.pass(Duration.ofDays(1));
      Map<String, Object> run = export();
      assertThat(run.get("status")).as("%s", run).isEqualTo("attention");
      assertThat(problems(run)).containsExactly("invoice.twin");
    }
    assertThat(creates()).isEmpty();
    documents().remove(other.get("id").asInt());
    everythingIsThereOnce();
  }

  private static boolean isOf(ObjectNode document, String reference) {
    return reference.equals(document.path("api_reference").asText());
  }

  private static ObjectNode withReference(ObjectNode document, String reference) {
    return document.put("api_reference", reference);
  }

  /** One more entry like that one, with a text of its own. */
  private static ObjectNode anotherEntryOf(int index) {
    ObjectNode entry = nights.entries().list().get(index).deepCopy();
    entry.remove("id");
    return entry.put("text", "Arbeit 000099").put("billable", 1);
  }

  private static void putBackQuietly() {
    try {
      nights.putBack();
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
