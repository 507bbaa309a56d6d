package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of docs/faults.md about the network and its answers, judged by bexio's own table. */
class NetworkFaultsTest {

  private static final int ENTRIES = 40;
  private static final String POST = "POST /2.0/timesheet";
  private static final String SEARCH = "POST /2.0/timesheet/search";
  private static final String ONE = "Arbeit 000003";
  private static final Duration SETTLED = Duration.ofMinutes(20);

  private static ExportNightsWorld nights;
  private static World world;

  @BeforeAll
  static void start() throws IOException {
    nights = new ExportNightsWorld(ENTRIES);
    world = nights.world();
  }

  @AfterAll
  static void end() throws IOException {
    nights.close();
  }

  @BeforeEach
  void putBack() throws SQLException {
    nights.putBack();
  }

  @Test
  void aResponseLostAfterTheCommit() {
    Map<String, Object> run = exportWith(Fault.dropAfterCommit());
    assertThat(count(run, "done")).as("it is found by the same run").isEqualTo(ENTRIES);
    everythingIsThereOnce();
  }

  @Test
  void aRequestLostBeforeTheCommit() {
    Map<String, Object> run = exportWith(Fault.dropBeforeCommit());
    assertThat(count(run, "unknown")).isEqualTo(1);
    everythingIsThereOnce();
  }

  @Test
  void aCommitThatLandsAfterOurTimeoutAndWithinTheSettleTime() {
    exportWith(Fault.lateCommit(Duration.ofMillis(150)));
    awaitTimesheets(ENTRIES);
    everythingIsThereOnce();
    exportAgainWithNothingNew();
  }

  @Test
  void aCommitThatLandsAfterTheSettleTimeIsFoundByTheNextRunAndShown() {
    exportWith(Fault.lateCommit(Duration.ofMillis(700), 504));
    nights.pass(SETTLED);
    Map<String, Object> resent = world.export();
    assertThat(count(resent, "done")).isEqualTo(1);
    awaitTimesheets(ENTRIES + 1);
    nights.pass(SETTLED);

    Map<String, Object> next = world.export();

    assertThat(next.get("status")).as("%s", next).isEqualTo("attention");
    assertThat(rows(next)).singleElement().asString().contains(ONE);
    assertThat(judge().duplicated()).hasSize(1);
    nights.pass(SETTLED);
    Map<String, Object> everyTime = world.export();
    assertThat(rows(everyTime)).singleElement().asString().contains(ONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void aServerErrorBeforeAndAfterTheCommit(int status) {
    fault("Arbeit 000002", Fault.statusBeforeCommit(status));
    fault("Arbeit 000003", Fault.statusAfterCommit(status));
    fault("Arbeit 000004", Fault.statusBeforeCommit(status, Fault.Body.HTML));
    fault("Arbeit 000005", Fault.statusAfterCommit(status, Fault.Body.EMPTY));
    Map<String, Object> run = world.export();
    assertThat(count(run, "unknown")).isEqualTo(2);
    everythingIsThereOnce();
  }

  @Test
  void a201WithAnEmptyCutHtmlOrIdlessBody() {
    fault("Arbeit 000002", Fault.emptyBody());
    fault("Arbeit 000003", Fault.cutBody());
    fault("Arbeit 000004", Fault.htmlBody());
    fault("Arbeit 000005", Fault.idlessBody());
    Map<String, Object> run = world.export();
    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    everythingIsThereOnce();
  }

  @Test
  void aConnectionResetAtAnyByte() {
    int[] bytes = IntStream.of(0, 1, 9, 12, 15, 16, 17, 40, 80, 120, 160, 200).toArray();
    for (int i = 0; i < bytes.length; i++) {
      // Not side by side, since many unknown outcomes in a row end a run.
      fault(String.format("Arbeit %06d", 2 + i * 3), Fault.resetAtByte(bytes[i]));
    }
    Map<String, Object> run = world.export();
    assertThat(count(run, "done")).as("%s", run).isEqualTo(ENTRIES);
    everythingIsThereOnce();
  }

  @Test
  void slowBodies() {
    world
        .sandbox()
        .faults()
        .on("GET /3.0/users")
        .nth(1)
        .then(Fault.slowBody(Duration.ofNanos(100_000)));
    exportWith(Fault.slowBody(Duration.ofMillis(1)));
    assertThat(judge().lost()).isEmpty();
    everythingIsThereOnce();
  }

  @Test
  void aNameThatDoesNotResolve() throws IOException {
    String url = world.sandbox().bexioUrl();
    world.set("bexio.url", "http://bexio.invalid");
    nights.restart();
    Map<String, Object> run = world.export();
    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(run.get("problems").toString()).contains("bexio");
    assertThat(world.timesheets()).isEmpty();
    world.set("bexio.url", url);
    nights.restart();
    world.export();
    everythingIsThereOnce();
  }

  @Test
  void a429OfAWriteIsWaitedFor() {
    world.sandbox().faults().on(POST).nth(10).then(Fault.tooManyRequests(1));
    Map<String, Object> run = world.export();
    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertNoCallInAClosedWindow("POST", "/2.0/timesheet");
    everythingIsThereOnce();
  }

  @Test
  void a429DuringReadBackIsWaitedFor() {
    fault(ONE, Fault.dropBeforeCommit());
    world.export();
    nights.pass(SETTLED);
    world.sandbox().faults().on(SEARCH).nth(1).then(Fault.tooManyRequests(1));
    Map<String, Object> next = world.export();
    assertThat(count(next, "unknown")).isZero();
    assertNoCallInAClosedWindow("POST", "/2.0/timesheet/search");
    everythingIsThereOnce();
  }

  @Test
  void aPageSizeThatTheServerCapsLower() {
    world.sandbox().faults().on("GET /v2/entries").then(Fault.pageCap(7));
    Map<String, Object> run = world.export();
    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    everythingIsThereOnce();
  }

  @Test
  void aShortPageInTheMiddle() {
    world.sandbox().faults().on("GET /v2/entries").nth(1).then(Fault.shortPage(5));
    world.export();
    everythingIsThereOnce();
  }

  @Test
  void rowsAddedAndRemovedWhileThePagesAreRead() {
    world.sandbox().faults().on("GET /v2/entries").nth(1).then(Fault.insertRowBefore());
    world.sandbox().faults().on("GET /v2/entries").nth(2).then(Fault.removeRow(3));
    world.export();
    everythingIsThereOnce();
  }

  @Test
  void oneRowOfAllIsRefused() {
    world.sandbox().faults().on(POST).row(ONE).then(Fault.status(422, "not with this user"));
    Map<String, Object> run = world.export();
    assertThat(count(run, "done")).isEqualTo(ENTRIES - 1);
    assertThat(count(run, "failed")).isEqualTo(1);
    assertThat(rows(run).toString()).contains("not with this user");
    int posts = world.posts("bexio", "/2.0/timesheet").size();
    nights.pass(SETTLED);
    world.export();
    assertThat(world.posts("bexio", "/2.0/timesheet"))
        .as("it is not sent again unchanged")
        .hasSize(posts);
    assertThat(judge().lost()).singleElement().asString().contains(ONE);
  }

  @Test
  void bexioIsDownForANight() {
    world.sandbox().faults().on(POST).then(Fault.htmlStatus(503));
    Map<String, Object> night = world.export();
    assertThat(night.get("status")).isEqualTo("interrupted");
    assertThat(problems(night)).isNotEmpty();
    assertThat(closes(night)).isTrue();
    world.sandbox().faults().clear();
    nights.pass(Duration.ofHours(24));
    Map<String, Object> next = world.export();
    assertThat(count(next, "done")).as("%s", next).isEqualTo(ENTRIES);
    everythingIsThereOnce();
  }

  /** Of the first row nothing may be unknown, so the faults are on later ones. */
  private static void fault(String text, Fault fault) {
    world.sandbox().faults().on(POST).row(text).attempt(1).then(fault);
  }

  private static Map<String, Object> exportWith(Fault fault) {
    fault(ONE, fault);
    Map<String, Object> run = world.export();
    assertThat(closes(run)).isTrue();
    return run;
  }

  private static void awaitTimesheets(int count) {
    Awaitility.await().until(() -> world.timesheets().size() == count);
  }

  private static Verdict judge() {
    return ExportJudge.of(world).verdict();
  }

  /** After the settle time, with nothing going wrong any more; and each was created once only. */
  private static void everythingIsThereOnce() {
    world.sandbox().faults().clear();
    nights.pass(SETTLED);
    Map<String, Object> run = world.export();
    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    judge().assertClean("after the settle time");
    assertThat(
            world.posts("bexio", "/2.0/timesheet").stream().filter(JournalEntry::committed).count())
        .isEqualTo(world.timesheets().size());
  }

  private static void exportAgainWithNothingNew() {
    int posts = world.posts("bexio", "/2.0/timesheet").size();
    world.export();
    assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(posts);
  }

  /** Each 429 said to wait a second. */
  private static void assertNoCallInAClosedWindow(String method, String path) {
    List<JournalEntry> calls = world.sandbox().journal().requests("bexio", method, path);
    List<JournalEntry> refused = calls.stream().filter(call -> call.status() == 429).toList();
    assertThat(refused).hasSize(1);
    JournalEntry closed = refused.get(0);
    assertThat(calls).anyMatch(call -> call.number() > closed.number());
    assertThat(calls)
        .as("calls between those on their way when the window closed, and its end")
        .extracting(call -> Duration.between(closed.instant(), call.instant()).toMillis())
        .noneMatch(millis -> millis > 300 && millis < 900);
  }
}
