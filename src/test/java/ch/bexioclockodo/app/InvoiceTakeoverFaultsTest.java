package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two owners of one connection that write drafts: one sleeps while the other takes over. */
@Timeout(120)
class InvoiceTakeoverFaultsTest extends TwoOwners {

  private static final int ENTRIES = 8;
  private static final int DRAFTS = 4;

  /** Much longer than a takeover, even where the machine is busy. */
  private static final Duration ASLEEP = Duration.ofSeconds(6);

  InvoiceTakeoverFaultsTest() {
    super("As", "invoice-drafts");
  }

  @BeforeEach
  void start() throws IOException {
    start(ENTRIES, InvoiceJudge.SETTINGS);
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
    Takeover takeover = sleepThroughATakeover(route, ASLEEP);
    assertThat(World.closes(takeover.taken())).as("%s", takeover.taken()).isTrue();
    Map<String, Object> woken = takeover.woken();
    assertThat(woken.get("status")).as("%s", woken).isNotEqualTo("done");

    InvoiceJudge judge = new InvoiceJudge(sleeper.sandbox());
    judge.assertNothingIsTwiceOrMarkedWithoutDraft();
    Map<String, Object> last = exportOfTheOther(LONGER_THAN_A_LEASE.plusMinutes(20));
    assertThat(last.get("status")).as("%s", last).isEqualTo("done");
    judge.assertEverythingIsThereOnceAndBilled();
    assertThat(judge.documents()).hasSize(DRAFTS);
    return woken;
  }

  @Test
  void twoAtOnceWriteEachDraftOnceAndOneIsRefused() throws Exception {
    assertThat(statusesOfTwoAtOnce()).contains("done");
    assertThat(sleeper.posts("bexio", "/2.0/kb_invoice")).hasSize(DRAFTS);
    new InvoiceJudge(sleeper.sandbox()).assertEverythingIsThereOnceAndBilled();
  }
}
