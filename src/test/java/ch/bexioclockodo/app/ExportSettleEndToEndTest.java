package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outcomes that nobody knew are read back, and sent again only when they are certainly not there.
 */
class ExportSettleEndToEndTest {

  /** Entry 80013 of the sandbox company. */
  private static final String TEXT = "Messreihe ausgewertet";

  private static final long ENTRY = 80013;
  private static final Duration SETTLE = Duration.ofMinutes(16);

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

  private Sandbox sandbox() {
    return world.sandbox();
  }

  private void fault(Fault fault) {
    sandbox().faults().on("POST /2.0/timesheet").row(TEXT).attempt(1).then(fault);
  }

  private long inBexio() {
    return world.timesheets().stream()
        .filter(row -> TEXT.equals(row.path("text").asText()))
        .count();
  }

  @Test
  void aLostAnswerIsFoundByTheFirstLookOfTheSameRun() {
    for (Fault fault :
        List.of(Fault.dropAfterCommit(), Fault.statusAfterCommit(500), Fault.idlessBody())) {
      fault(fault);
    }
    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, ENTRY)).isEqualTo("outcome.read-back");
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(count(run, "unknown")).isZero();
    assertThat(closes(run)).isTrue();
    assertThat(inBexio()).isEqualTo(1);

    Map<String, Object> next = world.export();
    assertThat(count(next, "done")).isZero();
    assertThat(count(next, "unchanged")).isEqualTo(exported(run));
    assertThat(inBexio()).isEqualTo(1);
  }

  @Test
  void aRequestThatNeverArrivedIsSentAgainOnlyAfterTheSettleTime() {
    fault(Fault.dropBeforeCommit());

    Map<String, Object> run = world.export();
    Map<String, Object> soon = world.export();
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("UNKNOWN");
    assertThat(reasonOf(soon, ENTRY)).isEqualTo("outcome.unknown-earlier");
    assertThat(inBexio()).isZero();

    world.clockAdvancesBy(SETTLE);
    Map<String, Object> later = world.export();
    assertThat(rowOf(later, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(inBexio()).isEqualTo(1);
  }

  @Test
  void aCommitThatLandsAfterTheTimeoutIsClaimedAndNotDoubled() throws InterruptedException {
    fault(Fault.lateCommit(Duration.ofMillis(700)));

    Map<String, Object> run = world.export();
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("UNKNOWN");
    org.awaitility.Awaitility.await().until(() -> inBexio() == 1);
    Map<String, Object> next = world.export();

    assertThat(count(next, "unknown")).isZero();
    assertThat(count(next, "done")).isZero();
    assertThat(inBexio()).isEqualTo(1);
  }

  @Test
  void anEditOfAnEntryInDoubtNeitherLosesNorDoublesIt() {
    fault(Fault.dropAfterCommit());
    sandbox().faults().on("POST /2.0/timesheet/search").then(Fault.statusBeforeCommit(503));
    Map<String, Object> run = world.export();
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("UNKNOWN");
    sandbox().faults().clear();
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");

    Map<String, Object> next = world.export();

    assertThat(count(next, "unknown")).isZero();
    assertThat(rowOf(next, ENTRY).get("action"))
        .as("what was sent is claimed by what was sent, and then follows the entry")
        .isEqualTo("UPDATE");
    assertThat(world.timesheets())
        .hasSize(World.timesheetsOf(run))
        .filteredOn(row -> "Messreihe, neu beschrieben".equals(row.path("text").asText()))
        .hasSize(1);
    assertThat(inBexio()).isZero();
  }

  @Test
  void anotherPeriodSettlesToo() {
    fault(Fault.dropAfterCommit());
    sandbox().faults().on("POST /2.0/timesheet/search").then(Fault.statusBeforeCommit(503));
    world.export();
    sandbox().faults().clear();

    Map<String, Object> august = world.export("From", "2026-08-01", "To", "2026-08-31");

    assertThat(problems(august)).doesNotContain("ledger.unknown");
    assertThat(count(world.export(), "unknown")).isZero();
    assertThat(inBexio()).isEqualTo(1);
  }

  @Test
  void somethingNearIsForAPersonAndNothingIsSent() {
    fault(Fault.dropBeforeCommit());
    world.export();
    world.writeByHand(ENTRY, "von Hand erfasst");
    world.clockAdvancesBy(SETTLE);

    Map<String, Object> next = world.export();

    assertThat(reasonOf(next, ENTRY)).isEqualTo("outcome.near");
    assertThat(rowOf(next, ENTRY).get("action")).isEqualTo("DECIDE");
    assertThat(inBexio()).isZero();
  }

  @Test
  void aNightOf503IsCaughtUpByTheNext() {
    sandbox().faults().on("POST /2.0/timesheet").then(Fault.statusBeforeCommit(503));
    Map<String, Object> night = world.export();
    assertThat(night.get("status")).isEqualTo("interrupted");
    sandbox().faults().clear();
    world.clockAdvancesBy(Duration.ofHours(24));

    Map<String, Object> next = world.export();

    assertThat(count(next, "unknown")).isZero();
    assertThat(world.timesheets()).hasSize(World.timesheetsOf(night));
    assertThat(closes(next)).isTrue();
  }

  @Test
  void aTwinThatComesAfterTheSettleTimeIsShownEachTimeAndDeletedByAPlanThatWasSeen() {
    fault(Fault.lateCommit(Duration.ofSeconds(4)));
    world.export();
    world.clockAdvancesBy(SETTLE);
    Map<String, Object> again = world.export();
    assertThat(rowOf(again, ENTRY).get("state")).isEqualTo("DONE");
    org.awaitility.Awaitility.await().until(() -> inBexio() == 2);
    world.clockAdvancesBy(Duration.ofDays(1));

    for (int night = 0; night < 2; night++) {
      Map<String, Object> run = world.export();
      assertThat(twinRow(run).get("action")).isEqualTo("DECIDE");
      assertThat(run.get("status")).isEqualTo("attention");
      assertThat(closes(run)).isTrue();
      assertThat(inBexio()).isEqualTo(2);
    }
    Map<String, Object> preview = world.export("Preview", "true");
    assertThat(twinRow(preview).get("action")).isEqualTo("DELETE");
    Map<String, Object> applied = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(twinRow(applied).get("state")).isEqualTo("DONE");
    assertThat(inBexio()).isEqualTo(1);
    world.export();
    assertThat(world.ledger(ENTRY, "doubted")).isEqualToIgnoringCase("false");
  }

  @Test
  void whatIsSettledIsSearchedForOnceInARun() {
    fault(Fault.lateCommit(Duration.ofMillis(700)));
    world.export();
    org.awaitility.Awaitility.await().until(() -> inBexio() == 1);
    sandbox().journal().clear();

    Map<String, Object> next = world.export();

    assertThat(count(next, "unknown")).isZero();
    assertThat(sandbox().journal().requests("bexio", "POST", "/2.0/timesheet/search"))
        .isNotEmpty()
        .extracting(search -> search.query() + search.body())
        .doesNotHaveDuplicates();
  }

  @Test
  void aTwinThatIsThereWhenItsEntryIsSettledIsShownByTheSameRun() {
    fault(Fault.lateCommit(Duration.ofMillis(700)));
    world.export();
    org.awaitility.Awaitility.await().until(() -> inBexio() == 1);
    ObjectNode twin =
        world.timesheets().stream()
            .filter(row -> TEXT.equals(row.path("text").asText()))
            .findFirst()
            .orElseThrow()
            .deepCopy();
    twin.remove("id");
    sandbox().bexio().table("timesheet").insert(twin);

    Map<String, Object> next = world.export();

    assertThat(count(next, "unknown")).isZero();
    assertThat(twinRow(next).get("action")).isEqualTo("DECIDE");
  }

  private static Map<?, ?> twinRow(Map<String, Object> report) {
    return World.rows(report).stream()
        .filter(row -> String.valueOf(row.get("reason")).contains("timesheet.late-twin"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no twin is shown"));
  }

  @Test
  void settlingAloneSendsWhatNeverArrivedWhateverItsWindow() throws Exception {
    fault(Fault.dropBeforeCommit());
    world.export();
    Due due = world.connector().context().getRegistry().findSingleByType(Due.class);
    assertThat(due.settlingIsDue()).isFalse();
    world.clockAdvancesBy(SETTLE);
    assertThat(due.settlingIsDue()).isTrue();

    Map<String, Object> settled = world.settle();

    assertThat(rowOf(settled, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(closes(settled)).isTrue();
    assertThat(inBexio()).isEqualTo(1);
    assertThat(due.settlingIsDue()).isFalse();
    assertThat(count(world.export(), "unknown")).isZero();
  }

  @Test
  void aLateTwinOfAnEntryThatWasMovedMeanwhileIsShownEveryNight() {
    fault(Fault.lateCommit(Duration.ofSeconds(4)));
    world.export();
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");
    world.edit(ENTRY, "services_id", 7102);
    world.clockAdvancesBy(SETTLE);
    world.export();
    org.awaitility.Awaitility.await().until(() -> inBexio() == 1);
    world.clockAdvancesBy(Duration.ofDays(1));

    for (int night = 0; night < 3; night++) {
      assertThat(twinRow(world.export()).get("action")).isEqualTo("DECIDE");
    }
  }

  @Test
  void theSettleTimeBeginsWhenTheOutcomeIsKnownToBeUnknown() {
    fault(Fault.dropBeforeCommit());
    world.export();
    String sentAt = world.ledger(ENTRY, "sent_at");
    String settledAt = world.ledger(ENTRY, "settled_at");

    assertThat(sentAt).isEqualTo(settledAt);
  }

  /** The first attempt never arrived in time, the second one did; gives what the first had sent. */
  private ObjectNode sentTwice() throws IOException {
    fault(Fault.dropBeforeCommit());
    world.export();
    ObjectNode first = (ObjectNode) new ObjectMapper().readTree(world.sent(ENTRY));
    world.clockAdvancesBy(SETTLE);
    assertThat(rowOf(world.export(), ENTRY).get("state")).isEqualTo("DONE");
    return first;
  }

  private void comesTrueLate(ObjectNode body) {
    sandbox().bexio().table("timesheet").insert(body);
    world.clockAdvancesBy(Duration.ofDays(1));
  }

  @Test
  void aLookForLateTwinsThatFailsIsMadeUpForByTheNextRun() throws IOException {
    comesTrueLate(sentTwice());
    sandbox().faults().on("POST /2.0/timesheet/search").then(Fault.status(400, "no"));
    assertThat(world.export().get("status")).isEqualTo("failed");
    assertThat(world.ledger(ENTRY, "doubted")).isEqualToIgnoringCase("true");
    sandbox().faults().clear();

    assertThat(twinRow(world.export()).get("action")).isEqualTo("DECIDE");
  }

  @Test
  void aLateTwinOfAnEntryThatWasChangedSinceIsShownToo() throws IOException {
    ObjectNode first = sentTwice();
    world.edit(ENTRY, "text", "Messreihe, neu beschrieben");
    assertThat(rowOf(world.export(), ENTRY).get("action")).isEqualTo("UPDATE");
    comesTrueLate(first);

    assertThat(twinRow(world.export()).get("action")).isEqualTo("DECIDE");
  }

  @Test
  void aRebuildShowsALateTwinAndDeletesItNeitherWhenItsPlanWasSeen() throws IOException {
    comesTrueLate(sentTwice());

    Map<String, Object> preview = world.export("Rebuild", "true", "Preview", "true");
    assertThat(twinRow(preview).get("action")).isEqualTo("DECIDE");
    world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(inBexio()).isEqualTo(2);
  }
}
