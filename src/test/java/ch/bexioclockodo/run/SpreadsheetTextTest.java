package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+41 44", "-5", "@SUM(A1)", "\t=1", "\r=1"})
  void whatASpreadsheetWouldReckonWithIsShownAsText(String text) {
    assertThat(SpreadsheetText.harmless(text)).isEqualTo("'" + text);
  }

  @Test
  void whateverElseStaysAsItIs() {
    assertThat(SpreadsheetText.harmless("Konzept = 1")).isEqualTo("Konzept = 1");
    assertThat(SpreadsheetText.harmless("")).isEmpty();
    assertThat(SpreadsheetText.harmless(null)).isNull();
  }
}
