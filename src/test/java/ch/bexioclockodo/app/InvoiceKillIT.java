package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
class InvoiceKillIT extends KilledExport {

  private static final int ENTRIES = 8;
  private static final int DRAFTS = 4;
  private static final int STEPS_IN_A_BUILD = 5;
  private static final String[] EXPORT = {
    "export", "--from", "2026-09-01", "--to", "2026-09-30", "--as", "invoice-drafts", "--json"
  };
  private static final Map<String, Object> NEXT_EXPORT =
      Map.of(
          "bexioClockodoFrom", "2026-09-01",
          "bexioClockodoTo", "2026-09-30",
          "bexioClockodoAs", "invoice-drafts",
          "bexioClockodoRows", true);

  InvoiceKillIT() {
    super(EXPORT, NEXT_EXPORT);
  }

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
    long seed = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    List<InvoiceKillPoint> points = new ArrayList<>(List.of(InvoiceKillPoint.values()));
    Collections.shuffle(points, new Random(seed));
    return eachOnce(points.subList(0, STEPS_IN_A_BUILD).toArray(InvoiceKillPoint[]::new), seed);
  }

  static Stream<Arguments> all() {
    return eachOften(InvoiceKillPoint.values());
  }

  private void killAndGoOn(InvoiceKillPoint point, int nth) throws Exception {
    try (Sandbox sandbox = sandbox();
        Distribution connector = connector(sandbox)) {
      InvoiceJudge judge = new InvoiceJudge(sandbox);
      die(
          point,
          nth,
          sandbox,
          connector,
          point.ofMark() ? "PUT /v2/entries/*" : "POST /2.0/kb_invoice",
          () -> point.ofMark() ? judge.billed().size() : judge.documents().size());
      sandbox.faults().clear();
      judge.assertNothingIsTwiceOrMarkedWithoutDraft();
      connector.letTheLeaseEnd();

      goOn(connector, report -> judge.assertNothingIsTwiceOrMarkedWithoutDraft());

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
