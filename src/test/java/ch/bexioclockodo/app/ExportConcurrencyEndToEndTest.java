package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several timesheets on their way at the same time, and what stops them. */
@Timeout(60)
class ExportConcurrencyEndToEndTest {

  private static final String TIMESHEETS = "/2.0/timesheet";
  private static final int ENTRIES = 120;

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void asManyAreOnTheirWayAsTheSettingSaysAndNeverMore(int concurrency) throws IOException {
    start(concurrency);
    Duration latency = Duration.ofMillis(45);
    world.sandbox().faults().on("POST " + TIMESHEETS).always().then(Fault.latency(latency));

    Map<String, Object> run = world.export();

    assertThat(count(run, "done")).isEqualTo(ENTRIES);
    assertThat(closes(run)).isTrue();
    List<Instant> arrivals =
        world.posts("bexio", TIMESHEETS).stream().map(JournalEntry::instant).sorted().toList();
    // One that leaves while all places are taken arrives a latency after the one it waited for.
    // A busy machine writes down late what has come, which makes two moments look closer.
    Duration nearlyLatency = latency.dividedBy(3);
    for (int i = concurrency; i < ENTRIES; i++) {
      assertThat(Duration.between(arrivals.get(i - concurrency), arrivals.get(i)))
          .as("call %s", i)
          .isGreaterThanOrEqualTo(nearlyLatency);
    }
    Duration oneByOne = latency.multipliedBy(ENTRIES);
    assertThat(Duration.between(arrivals.get(0), arrivals.get(ENTRIES - 1)))
        .isLessThan(oneByOne.multipliedBy(2).dividedBy(concurrency));
  }

  @Test
  void withOneTheyLeaveInTheOrderOfThePlan() throws IOException {
    start(1);
    Map<String, Object> run = world.export();
    List<String> planned =
        World.rows(run).stream()
            .map(row -> String.valueOf(((Map<?, ?>) row.get("payload")).get("text")))
            .toList();
    assertThat(world.timesheets())
        .extracting(row -> row.path("text").asText())
        .containsExactlyElementsOf(planned);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void twiceAsManyUnknownOutcomesInARowAsAreSentAtOnceStopTheSending(int concurrency)
      throws IOException {
    start(concurrency);
    // The first row goes alone, and would stop the run by itself.
    for (int call = 2; call <= 30; call++) {
      world
          .sandbox()
          .faults()
          .on("POST " + TIMESHEETS)
          .nth(call)
          .then(Fault.statusBeforeCommit(503));
    }

    Map<String, Object> run = world.export();

    int sent = world.posts("bexio", TIMESHEETS).size() - 1;
    assertThat(run.get("status")).isEqualTo("interrupted");
    assertThat(problems(run)).containsOnlyOnce("bexio.unclear");
    // Whatever was on its way when the last straw came has its outcome too.
    assertThat(sent).isBetween(2 * concurrency, 3 * concurrency - 1);
    assertThat(count(run, "unknown")).isEqualTo(sent);
    assertThat(count(run, "done")).isEqualTo(1);
    assertThat(closes(run)).isTrue();

    world.sandbox().faults().clear();
    Map<String, Object> next = world.export();
    assertThat(count(next, "done")).isEqualTo(ENTRIES - sent - 1);
  }

  @Test
  void unknownOutcomesBetweenOthersDoNotStopTheSending() throws IOException {
    start(4);
    for (int call = 5; call < ENTRIES; call += 20) {
      world
          .sandbox()
          .faults()
          .on("POST " + TIMESHEETS)
          .nth(call)
          .then(Fault.statusBeforeCommit(503));
    }
    Map<String, Object> run = world.export();
    assertThat(count(run, "unknown")).isEqualTo(6);
    assertThat(count(run, "done")).isEqualTo(ENTRIES - 6);
  }

  @Test
  void aMissingRightStopsTheRunAndTheRestStaysPlanned() throws IOException {
    start(4);
    world.sandbox().faults().on("POST " + TIMESHEETS).nth(3).then(Fault.forbidden());

    Map<String, Object> run = world.export();

    int sent = world.posts("bexio", TIMESHEETS).size();
    // Others leave until the answer is read; soon after that none does.
    assertThat(sent).isBetween(3, ENTRIES / 4);
    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(problems(run)).containsOnlyOnce("bexio.forbidden");
    assertThat(count(run, "done")).isEqualTo(sent - 1);
    assertThat(closes(run)).isTrue();
    Map<String, Object> next = world.export("Plan", String.valueOf(run.get("plan")));
    assertThat(count(next, "done")).isEqualTo(ENTRIES);
    assertThat(world.timesheets()).hasSize(ENTRIES);
  }

  @Test
  void aChunkThatWasPreparedAndIsNotSentAnyMoreIsPlannedAgain() throws Exception {
    int chunks = 1_200;
    start(4, chunks);
    world.sandbox().faults().on("POST " + TIMESHEETS).nth(40).then(Fault.forbidden());

    Map<String, Object> run = world.export();

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(count(run, "unknown")).isZero();
    assertThat(count(run, "done")).isEqualTo(world.timesheets().size());
    assertThat(ledgerStates()).containsOnly("EXPORTED");
    assertThat(closes(run)).isTrue();
    Map<String, Object> next = world.export("Plan", String.valueOf(run.get("plan")));
    assertThat(count(next, "done")).as("%s", next).isEqualTo(chunks);
    assertThat(world.timesheets()).hasSize(chunks);
  }

  private List<String> ledgerStates() throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select state from bexio_clockodo.ledger")) {
      List<String> states = new ArrayList<>();
      while (rows.next()) {
        states.add(rows.getString(1));
      }
      return states;
    }
  }

  @Test
  void whatIsOnItsWayFinishesWhenARunIsToStop() throws Exception {
    start(4);
    world
        .sandbox()
        .faults()
        .on("POST " + TIMESHEETS)
        .always()
        .then(Fault.latency(Duration.ofMillis(100)));
    CompletableFuture<Map<String, Object>> running = CompletableFuture.supplyAsync(world::export);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> world.timesheets().size() >= 8);
    world.connector().requestStop();
    Map<String, Object> run = running.get(10, TimeUnit.SECONDS);

    assertThat(problems(run)).containsOnlyOnce("run.stopped");
    assertThat(count(run, "unknown")).isZero();
    assertThat(count(run, "done"))
        .isEqualTo(world.timesheets().size())
        .isBetween(8L, (long) ENTRIES / 2);
    world.sandbox().faults().clear();
    world.restart();
    assertThat(count(world.export(), "done")).isEqualTo(ENTRIES - count(run, "done"));
    assertThat(world.timesheets()).hasSize(ENTRIES);
  }

  private void start(int concurrency) throws IOException {
    start(concurrency, ENTRIES);
  }

  private void start(int concurrency, int entries) throws IOException {
    world =
        new World(
            folder,
            SandboxData.entries(entries),
            builder -> builder,
            "export.concurrency",
            String.valueOf(concurrency));
    world.importAll();
    world.sandbox().journal().clear();
  }
}
