package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that are killed at every durable step of an export as invoice drafts, from the intent
 * to the last mark, and what the next run makes of it.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class InvoiceKillIT {

  private static final int ENTRIES = 8;
  private static final int DRAFTS = 4;
  private static final int SIGKILL = 128 + 9;
  private static final int STEPS_IN_A_BUILD = 5;
  private static final Duration REST = Duration.ofMillis(300);
  private static final String[] EXPORT = {
    "export", "--from", "2026-09-01", "--to", "2026-09-30", "--as", "invoice-drafts", "--json"
  };

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}.")
  @MethodSource("sample")
  void aKilledExportOfDraftsLosesAndDoublesNothing(InvoiceKillPoint point, int nth)
      throws Exception {
    killAndGoOn(point, nth);
  }

  @ParameterizedTest(name = "{0}, {1}.")
  @MethodSource("all")
  @Tag("faults")
  void anExportOfDraftsKilledAtAnyStepLosesAndDoublesNothing(InvoiceKillPoint point, int nth)
      throws Exception {
    killAndGoOn(point, nth);
  }

  /** Some steps, by a lot that is drawn anew each day, each at one of its occurrences. */
  static Stream<Arguments> sample() {
    Random random = new Random(LocalDate.now(ZoneOffset.UTC).toEpochDay());
    List<InvoiceKillPoint> points = new ArrayList<>(List.of(InvoiceKillPoint.values()));
    Collections.shuffle(points, random);
    return points.stream()
        .limit(STEPS_IN_A_BUILD)
        .map(point -> Arguments.of(point, 1 + random.nextInt(point.times())));
  }

  static Stream<Arguments> all() {
    return Stream.of(InvoiceKillPoint.values())
        .flatMap(
            point ->
                IntStream.rangeClosed(1, point.times()).mapToObj(nth -> Arguments.of(point, nth)));
  }

  private void killAndGoOn(InvoiceKillPoint point, int nth) throws Exception {
    try (Sandbox sandbox = sandbox();
        Distribution connector = connector(sandbox)) {
      die(point, nth, sandbox, connector);
      sandbox.faults().clear();
      InvoiceJudge judge = new InvoiceJudge(sandbox);
      judge.assertNothingIsTwiceOrMarkedWithoutDraft();
      connector.letTheLeaseEnd();

      goOn(sandbox, connector);

      judge.assertEverythingIsThereOnceAndBilled();
      assertThat(judge.documents()).hasSize(DRAFTS);
    }
  }

  private static Sandbox sandbox() {
    return Sandbox.builder().data(SandboxData.entries(ENTRIES)).limits(false).start();
  }

  private Distribution connector(Sandbox sandbox) throws IOException {
    Distribution connector = new Distribution(folder, sandbox).linked();
    connector.set(InvoiceJudge.SETTINGS[0], InvoiceJudge.SETTINGS[1]);
    return connector.set("export.first-look", "PT0S");
  }

  private void die(InvoiceKillPoint point, int nth, Sandbox sandbox, Distribution connector)
      throws IOException, InterruptedException {
    if (point.commit() != null) {
      String option = point.commit().option(folder, nth);
      Ended killed = connector.jvm(option).start(EXPORT).ended();
      assertThat(killed.status()).as("killed %s: %s", point, killed).isEqualTo(SIGKILL);
      return;
    }
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    Fault fault =
        point.committed()
            ? Fault.lateAnswer(Duration.ofSeconds(30))
            : nth % 2 == 0
                ? Fault.lateCommit(Duration.ofMillis(400))
                : Fault.latency(Duration.ofMillis(400));
    sandbox
        .faults()
        .on(point.ofMark() ? "PUT /v2/entries/*" : "POST /2.0/kb_invoice")
        .row(
            row -> {
              boolean meant = count.incrementAndGet() == nth;
              if (meant) {
                arrived.countDown();
              }
              return meant;
            })
        .then(fault);
    Child child = connector.start(EXPORT);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).as("the request arrived").isTrue();
    if (point.committed()) {
      InvoiceJudge judge = new InvoiceJudge(sandbox);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(2))
          .until(() -> (point.ofMark() ? judge.billed().size() : judge.documents().size()) >= nth);
    }
    child.kill();
    // What was on its way when the process died is committed or not by then.
    Awaitility.await().during(REST).until(sandbox::isAtRest);
  }

  /** The run after the crash, and one after the settle time. */
  private static void goOn(Sandbox sandbox, Distribution connector) throws Exception {
    try (Connector next = connector.inThisProcess()) {
      Map<String, Object> report = export(next);
      assertThat(World.closes(report)).as("balance of %s", report).isTrue();
      assertThat(report.get("status")).as("%s", report).isIn("done", "attention");
      new InvoiceJudge(sandbox).assertNothingIsTwiceOrMarkedWithoutDraft();
      next.context().getRegistry().unbind("bexioClockodoClock");
      next.context()
          .getRegistry()
          .bind("bexioClockodoClock", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)));
      Map<String, Object> settled = export(next);
      assertThat(settled.get("status")).as("%s", settled).isEqualTo("done");
    }
  }

  private static Map<String, Object> export(Connector connector) {
    return connector.call(
        "bexio-clockodo-export",
        Map.of(
            "bexioClockodoFrom", "2026-09-01",
            "bexioClockodoTo", "2026-09-30",
            "bexioClockodoAs", "invoice-drafts",
            "bexioClockodoRows", true));
  }

  @Test
  void twoProcessesAtOnceWriteEachDraftOnceAndOneIsRefused() throws Exception {
    try (Sandbox sandbox = sandbox();
        Distribution connector = connector(sandbox)) {
      sandbox.faults().on("POST /2.0/kb_invoice").then(Fault.latency(Duration.ofSeconds(1)));
      Child first = connector.start(EXPORT);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> sandbox.journal().count("bexio", "POST", "/2.0/kb_invoice/search") > 0);
      Ended second = connector.run(EXPORT);

      assertThat(second.status()).as(second.toString()).isEqualTo(2);
      assertThat(second.reportStatus()).isEqualTo("refused");
      Ended ended = first.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
      assertThat(ended.reportStatus()).isEqualTo("done");
      InvoiceJudge judge = new InvoiceJudge(sandbox);
      judge.assertEverythingIsThereOnceAndBilled();
      assertThat(judge.documents()).hasSize(DRAFTS);
    }
  }
}
