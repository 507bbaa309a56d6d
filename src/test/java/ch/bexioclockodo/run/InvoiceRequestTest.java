package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for with invoice drafts: nothing is ever ignored. */
class InvoiceRequestTest {

  @Test
  void whatTimesBecomeHasOneHeader() {
    assertThat(of(Kind.EXPORT, "As", "invoice-drafts").options())
        .containsExactly(RunRequest.Option.INVOICE_DRAFTS);
    assertThat(of(Kind.EXPORT, "As", "timesheets").options())
        .containsExactly(RunRequest.Option.TIMESHEETS);
    assertThat(of(Kind.EXPORT, "InvoiceDrafts", "true", "Timesheets", "true").options()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Again", "Remap", "Settle", "Rebuild", "AllowMassChange"})
  void whatIsAboutTimesheetsIsRefusedForDrafts(String wish) {
    assertThatThrownBy(() -> of(Kind.EXPORT, "As", "invoice-drafts", wish, "true"))
        .isInstanceOf(RunRequest.WrongRequest.class)
        .hasMessageContaining("timesheets")
        .hasMessageContaining("invoice drafts");
    assertThat(of(Kind.EXPORT, "As", "timesheets", wish, "true").options()).hasSize(2);
  }

  @Test
  void aStoredPlanSaysItselfWhatItsTimesBecome() {
    assertThatThrownBy(() -> of(Kind.EXPORT, "As", "timesheets", "Plan", "3"))
        .isInstanceOf(RunRequest.WrongRequest.class)
        .hasMessageContaining("plan 3 says itself");
  }

  @Test
  void onlyAnExportTurnsTimesIntoAnything() {
    assertThatThrownBy(() -> of(Kind.IMPORT, "As", "invoice-drafts"))
        .isInstanceOf(RunRequest.WrongRequest.class)
        .hasMessageContaining("only an export");
    assertThatThrownBy(() -> of(Kind.UNDO, "As", "invoice-drafts", "Run", "3"))
        .isInstanceOf(RunRequest.WrongRequest.class);
  }

  private static RunRequest of(Kind kind, String... headers) {
    Map<String, Object> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put("bexioClockodo" + headers[i], headers[i + 1]);
    }
    return RunRequest.of(kind, all);
  }
}
