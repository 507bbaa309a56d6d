package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockodoAnswerTest {

  @Test
  void theIdStandsInData() {
    assertThat(ClockodoAnswer.createdId("{\"data\":{\"id\":7}}")).isEqualTo(OptionalLong.of(7));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"id\":7}",
        "{\"data\":{}}",
        "{\"data\":[]}",
        "{\"data\":{\"id\":\"7a\"}}",
        "{\"data\":{\"id\":0}}",
        "{\"data\":{\"id\":7",
        "<html></html>",
        "{\"data\":null}",
        "{\"data\":{\"id\":99999999999999999999}}"
      })
  void whatNamesNoIdProvesNothing(String body) {
    assertThat(ClockodoAnswer.createdId(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{"error":{"message":"Not allowed","fields":["name","number"]}} | Not allowed; field name; field number
{"errors":[{"message":"Too long","type":"TooLong","path":"name"}]} | Too long (TooLong) at name
{"errors":[{"message":"Taken","type":"Unique","path":null}]} | Taken (Unique)
{"errors":[{"error":{"message":"Wrapped","type":"T"}}]} | Wrapped (T)
{"errors":[{"message":"a"},{"message":"b"}]} | a; b
<h1>503</h1> | unexpected answer: <h1>503</h1>
""")
  void everyShapeOfErrorIsReadable(String body, String message) {
    assertThat(ClockodoAnswer.message(body)).isEqualTo(message);
  }

  @Test
  void anEmptyAnswerIsCalledSo() {
    assertThat(ClockodoAnswer.message(" ")).isEqualTo("empty answer");
    assertThat(ClockodoAnswer.message(null)).isEqualTo("empty answer");
  }

  @Test
  void aProxyIsNotClockodo() {
    assertThat(ClockodoAnswer.isClockodoError("{\"error\":{}}")).isTrue();
    assertThat(ClockodoAnswer.isClockodoError("{\"errors\":[]}")).isTrue();
    assertThat(ClockodoAnswer.isClockodoError("<html>403</html>")).isFalse();
    assertThat(ClockodoAnswer.isClockodoError(null)).isFalse();
  }

  @Test
  void anIdWrittenAsTextIsAnId() {
    assertThat(ClockodoAnswer.createdId("{\"data\":{\"id\":\"7\"}}")).hasValue(7);
  }
}
