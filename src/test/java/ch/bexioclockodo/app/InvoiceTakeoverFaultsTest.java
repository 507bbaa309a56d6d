package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two owners of one connection that write drafts: one sleeps while the other takes over. */
@Timeout(120)
class InvoiceTakeoverFaultsTest {

  private static final int ENTRIES = 8;
  private static final int DRAFTS = 4;
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(2);

  /** Much longer than a takeover, even where the machine is busy. */
  private static final Duration ASLEEP = Duration.ofSeconds(6);

  @TempDir Path folder;
  private World sleeper;
  private Connector other;

  @BeforeEach
  void start() throws IOException {
    sleeper =
        new World(folder, SandboxData.entries(ENTRIES), builder -> builder, InvoiceJudge.SETTINGS);
    sleeper.importAll();
    other =
        Connector.start(
            SettingsFile.read(folder.resolve("application.properties")),
            Connector.routes(),
            false,
            Database.PATIENT);
  }

  @AfterEach
  void end() {
    other.close();
    sleeper.close();
  }

  @Test
  void anOwnerThatSleepsThroughATakeoverWritesNoDraftWhenItWakes() throws Exception {
    Map<String, Object> woken = sleepAt("POST /2.0/kb_invoice");

    assertThat(sleeper.posts("bexio", "/2.0/kb_invoice"))
        .as("the one that had left, and three of the other's")
        .hasSize(DRAFTS);
    assertThat(problems(woken)).contains("lock.lost");
  }

  @Test
  @Tag("faults")
  void anOwnerThatSleepsThroughATakeoverMarksNothingWhenItWakes() throws Exception {
    sleepAt("PUT /v2/entries/*");

    assertThat(
            sleeper.sandbox().journal().writes().stream()
                .filter(call -> call.path().startsWith("/v2/entries/"))
                .map(call -> call.path()))
        .as("the one that had left may be made twice, the others once")
        .hasSizeBetween(ENTRIES, ENTRIES + 1);
  }

  private Map<String, Object> sleepAt(String route) throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    sleeper
        .sandbox()
        .faults()
        .on(route)
        .row(
            row -> {
              left.countDown();
              return true;
            })
        .then(Fault.latency(ASLEEP));
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    bind(sleeper.connector(), new MovedClock(slept));
    CompletableFuture<Map<String, Object>> sleeping =
        CompletableFuture.supplyAsync(() -> sleeper.export("As", "invoice-drafts"));
    assertThat(left.await(30, TimeUnit.SECONDS)).as("a request has left").isTrue();
    slept.set(LONGER_THAN_A_LEASE);
    sleeper.sandbox().faults().clear();
    Map<String, Object> taken = export(LONGER_THAN_A_LEASE);
    assertThat(sleeping).as("it still sleeps").isNotDone();
    assertThat(World.closes(taken)).as("%s", taken).isTrue();
    Map<String, Object> woken = sleeping.get(30, TimeUnit.SECONDS);
    assertThat(woken.get("status")).as("%s", woken).isNotEqualTo("done");

    InvoiceJudge judge = new InvoiceJudge(sleeper.sandbox());
    judge.assertNothingIsTwiceOrMarkedWithoutDraft();
    Map<String, Object> last = export(LONGER_THAN_A_LEASE.plusMinutes(20));
    assertThat(last.get("status")).as("%s", last).isEqualTo("done");
    judge.assertEverythingIsThereOnceAndBilled();
    assertThat(judge.documents()).hasSize(DRAFTS);
    return woken;
  }

  @Test
  void twoAtOnceWriteEachDraftOnceAndOneIsRefused() throws Exception {
    CompletableFuture<Map<String, Object>> one =
        CompletableFuture.supplyAsync(() -> sleeper.export("As", "invoice-drafts"));
    CompletableFuture<Map<String, Object>> two =
        CompletableFuture.supplyAsync(() -> export(Duration.ZERO));

    List<Object> statuses =
        List.of(one.get(30, TimeUnit.SECONDS), two.get(30, TimeUnit.SECONDS)).stream()
            .map(report -> report.get("status"))
            .toList();

    assertThat(statuses).contains("done");
    assertThat(sleeper.posts("bexio", "/2.0/kb_invoice")).hasSize(DRAFTS);
    new InvoiceJudge(sleeper.sandbox()).assertEverythingIsThereOnceAndBilled();
  }

  private Map<String, Object> export(Duration later) {
    bind(other, Clock.offset(Clock.systemUTC(), later));
    return other.call(
        "bexio-clockodo-export",
        Map.of(
            "bexioClockodoFrom", "2026-09-01",
            "bexioClockodoTo", "2026-09-30",
            "bexioClockodoAs", "invoice-drafts"));
  }

  private static void bind(Connector connector, Clock clock) {
    connector.context().getRegistry().unbind("bexioClockodoClock");
    connector.context().getRegistry().bind("bexioClockodoClock", clock);
  }

  /** A clock that whoever holds it sees moving. */
  private static final class MovedClock extends Clock {

    private final AtomicReference<Duration> moved;

    MovedClock(AtomicReference<Duration> moved) {
      this.moved = moved;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(moved.get());
    }
  }
}
