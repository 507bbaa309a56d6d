package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that die anywhere, find no room on the disk, or sleep while others take over. */
@Timeout(1800)
@Execution(ExecutionMode.CONCURRENT)
class ProcessFaultsIT {

  private static final int ENTRIES = 620;
  private static final long SEED = 20261123;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REST = Duration.ofMillis(300);
  private static final int SENDERS = 4;
  private static final String[] EXPORT = {
    "export", "--from", "2026-09-01", "--to", "2026-09-30", "--json"
  };

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;
  private ExportJudge judge;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(ENTRIES)).limits(false).start();
    connector = new Distribution(folder, sandbox).linked();
    judge = ExportJudge.of(sandbox, connector);
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void randomSigkillsLoseAndDoubleNothing() throws Exception {
    killAtRandom(SEED, 2);
  }

  @Test
  @Tag("faults")
  void manyRandomSigkillsLoseAndDoubleNothing() throws Exception {
    long seed = System.currentTimeMillis();
    for (int history = 0; history < 10; history++) {
      killAtRandom(seed + history, 10);
      stop();
      deleteDatabase();
      start();
    }
  }

  private void killAtRandom(long seed, int kills) throws Exception {
    Random random = new Random(seed);
    sandbox.faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(4)));
    for (int i = 0; i < kills; i++) {
      Child child = connector.start(EXPORT);
      int before = sandbox.journal().requests().size();
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> sandbox.journal().requests().size() > before || !child.isAlive());
      // Nothing is waited for: it dies at any moment of its run.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
      child.kill();
      Awaitility.await().during(REST).until(sandbox::isAtRest);
      Verdict left = judge.verdict();
      assertThat(left.ledger()).as("every timesheet has an intent, seed %s", seed).isEmpty();
      assertThat(left.duplicated()).as("seed %s", seed).isEmpty();
      connector.letTheLeaseEnd();
    }
    comesToRest("seed " + seed);
  }

  @Test
  void onAFullDiskNothingIsSentWithoutADurableIntent() throws Exception {
    Ended full = fillTheDisk(300);
    assertThat(full.status()).as("%s", full).isNotZero();
  }

  @Test
  @Tag("faults")
  void howeverFullTheDiskIsNothingIsSentWithoutADurableIntent() throws Exception {
    for (int room = 0; room <= 4000; room += 250) {
      fillTheDisk(room);
      stop();
      deleteDatabase();
      start();
    }
  }

  private Ended fillTheDisk(int roomInKilobytes) throws Exception {
    connector.fullDiskAt(connector.databaseKilobytes() + roomInKilobytes);
    Ended full = connector.start(EXPORT).ended(Duration.ofSeconds(90));
    connector.emptyDisk();

    Verdict left = judge.verdict();
    assertThat(left.ledger()).as("every timesheet has an intent: %s", full).isEmpty();
    assertThat(left.duplicated()).as("%s", full).isEmpty();
    if (!left.lost().isEmpty() || !left.doubt().isEmpty()) {
      assertThat(full.status()).as("%s", full).isNotZero();
    }
    connector.letTheLeaseEnd();
    comesToRest(roomInKilobytes + " kB of room");
    return full;
  }

  /** Longer than a lease in real time, so that both of its clocks have moved. */
  @Test
  @Tag("faults")
  void aSuspendedOwnerThatWakesUpAfterATakeoverTakesNothingMoreInHand() throws Exception {
    // This process serves the database, so that it does not sleep with its owner.
    try (Connection serving = connector.database()) {
      assertThat(serving.isValid(1)).isTrue();
      sandbox.faults().on("POST /2.0/timesheet").then(Fault.latency(Duration.ofMillis(30)));
      Child owner = connector.start(EXPORT);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> sandbox.bexio().table("timesheet").count() > 50);
      signal(owner, "STOP");
      // The lease ends by the owner's monotonic clock too, which nobody can set.
      TimeUnit.SECONDS.sleep(95);
      int beforeTakeover = sandbox.bexio().table("timesheet").count();
      sandbox.faults().clear();
      Ended taken = connector.run(EXPORT);
      assertThat(taken.reportStatus()).as("%s", taken).isIn("done", "attention");
      int posts = sandbox.journal().count("bexio", "POST", "/2.0/timesheet");
      signal(owner, "CONT");
      Ended woken = owner.ended();
      assertThat(woken.status()).as("%s", woken).isNotZero();
      // No look at the lease is as late as the request itself: what a sender had in its hands when
      // the process was suspended leaves, comes within the settle time, and is found.
      assertThat(sandbox.journal().count("bexio", "POST", "/2.0/timesheet") - posts)
          .as("requests since the takeover, %s timesheets before", beforeTakeover)
          .isLessThanOrEqualTo(SENDERS);
    }
    comesToRest("a suspended owner");
  }

  private static void signal(Child child, String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid())).start().waitFor();
    assertThat(status).isZero();
  }

  /** Two runs without faults, the second after the settle time; then everything is there once. */
  private void comesToRest(String about) throws IOException {
    sandbox.faults().clear();
    try (Connector next = connector.inThisProcess()) {
      Map<String, Object> first = export(next);
      assertThat(World.closes(first)).as("balance of %s, %s", first, about).isTrue();
      World.setClock(next, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)));
      Map<String, Object> settled = export(next);
      assertThat(settled.get("status")).as("%s, %s", settled, about).isEqualTo("done");
    }
    judge.verdict().assertClean(about);
  }

  private static Map<String, Object> export(Connector connector) {
    return connector.call(
        "bexio-clockodo-export",
        Map.of("bexioClockodoFrom", "2026-09-01", "bexioClockodoTo", "2026-09-30"));
  }

  private void deleteDatabase() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("database"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
