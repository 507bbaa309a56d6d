package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.clockodo.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesheetTextTest {

  private static final String MARKER = "{{text}} [clockodo {{id}}]";

  @Test
  void aPlainTextIsSentCharacterByCharacter() {
    String text = "<b>Nachtrag</b> & \"v2\"\r\n  &amp; 5 < 6 👷 ";
    assertThat(TimesheetText.AS_RECORDED.of(entry(text))).isEqualTo(text);
    assertThat(TimesheetText.AS_RECORDED.of(entry(null))).isNull();
  }

  @Test
  void htmlIsEscapedOnceAndLineBreaksOfEverySortAreWritten() {
    TimesheetText html = new TimesheetText(true, "");
    assertThat(html.of(entry("a & b < c > d\nx\r\ny\rz 'q' \"p\" &lt;")))
        .isEqualTo("a &amp; b &lt; c &gt; d<br />x<br />y<br />z 'q' \"p\" &amp;lt;");
    assertThat(html.of(entry(null))).isNull();
  }

  @Test
  void theMarkerIsPutAroundTheEscapedTextAndIsNotEscapedItself() {
    assertThat(new TimesheetText(true, "{{text}}<br />[clockodo {{id}}]").of(entry("a<b")))
        .isEqualTo("a&lt;b<br />[clockodo 80013]");
  }

  @Test
  void theMarkerOfAnEntryWithoutATextStandsAlone() {
    assertThat(new TimesheetText(false, MARKER).of(entry(null))).isEqualTo("[clockodo 80013]");
    assertThat(new TimesheetText(false, MARKER).of(entry(""))).isEqualTo("[clockodo 80013]");
  }

  @Test
  void aTextThatLooksLikeAMarkerOrHasDollarsStaysAsItIs() {
    assertThat(new TimesheetText(false, MARKER).of(entry("{{id}} $1 \\ {{text}}")))
        .isEqualTo("{{id}} $1 \\ {{text}} [clockodo 80013]");
  }

  private static Entry entry(String text) {
    Instant start = Instant.parse("2026-09-07T06:00:00Z");
    return new Entry(80013, 1, 2L, 3L, 4, 1, text, start, start, 0L, null);
  }
}
