package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

  private static final Ending REFUSED = Ending.REFUSED;
  private static final Ending INTERRUPTED = Ending.INTERRUPTED;
  private static final Ending FAILED = Ending.FAILED;

  @Test
  void aRunThatIsRefusedIsNewsOnlyWhenNobodyWasThereToSeeIt() {
    assertThat(ended(Map.of(), "refused", REFUSED, "lock.held")).isEmpty();
    assertThat(ended(Map.of("bexioClockodoScheduled", true), "refused", REFUSED, "lock.held"))
        .containsExactly("export RUN_FAILED lock.held");
  }

  @Test
  void whatAPersonDidThemselvesIsNoNews() {
    assertThat(ended(Map.of(), "interrupted", INTERRUPTED, "run.stopped")).isEmpty();
    assertThat(ended(Map.of(), "failed", FAILED, "request.wrong")).isEmpty();
  }

  @Test
  void aNightWithoutBexioIsAFailureAndAnAccessThatEndedIsTheConnections() {
    assertThat(ended(Map.of(), "interrupted", INTERRUPTED, "bexio.failed"))
        .containsExactly("export RUN_FAILED bexio.failed");
    assertThat(ended(Map.of(), "failed", FAILED, "clockodo.unauthorized"))
        .containsExactly("connection CONNECTION_LOST clockodo.unauthorized");
  }

  @Test
  void aPartOfTheWorkDoesNotSayThatAllIsWell() {
    assertThat(ended(Map.of(), "done", null, null)).containsExactly("export FINE run.recovered");
    assertThat(ended(Map.of("bexioClockodoSettle", true), "done", null, null)).isEmpty();
    assertThat(ended(Map.of("bexioClockodoCustomer", "5"), "done", null, null)).isEmpty();
    assertThat(ended(Map.of("bexioClockodoPreview", true), "done", null, null)).isEmpty();
  }

  private static List<String> ended(
      Map<String, Object> headers, String status, Ending how, String code) {
    ActiveRun run =
        new ActiveRun(
            RunRequest.of(Kind.EXPORT, headers), null, Instant.parse("2026-11-20T02:30:00Z"));
    if (how != null) {
      run.problem("clockodo.not-owner", "this is said before, and ends nothing");
      run.end(how, code, "what happened");
    }
    Report report = new Report();
    report.put("status", status);
    return AlertRules.of(run, report).stream()
        .map(news -> news.subject() + " " + news.state() + " " + news.code())
        .toList();
  }
}
