package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BexioAnswerTest {

  @Test
  void anIdIsANumberAndNothingElse() {
    assertThat(BexioAnswer.createdId("{\"id\": 904, \"text\": \"x\"}"))
        .isEqualTo(OptionalLong.of(904));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "  ",
        "{}",
        "[]",
        "[{\"id\":1}]",
        "{\"id\":\"904a\"}",
        "{\"id\":null}",
        "{\"id\":0}",
        "{\"id\":-1}",
        "{\"id\":1.5}",
        "{\"id\":904",
        "<html>904</html>",
        "904",
        "{\"ID\":904}",
        "{\"id\":99999999999999999999}"
      })
  void whatNamesNoIdProvesNothing(String body) {
    assertThat(BexioAnswer.createdId(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{"error_code":422,"message":"The form is not valid.","errors":["a is missing","b is wrong"]} | The form is not valid.; a is missing; b is wrong
{"message":"No.","errors":[{"field":"user_id","message":"unknown"}]} | No.; user_id: unknown
{"message":"No.","errors":{"start":"too late","end":"too early"}} | No.; start: too late; end: too early
{"message":"No.","errors":{"start":["too late"]}} | No.; start: ["too late"]
{"error_code":401,"message":"Invalid token."} | Invalid token.
{"message":null,"errors":[]} | no message
<html>  <h1>Bad Gateway</h1></html> | an answer that is not JSON: <html> <h1>Bad Gateway</h1></html>
""")
  void everyShapeOfErrorIsReadable(String body, String message) {
    assertThat(BexioAnswer.message(body)).isEqualTo(message);
  }

  @Test
  void longAnswersAreShortened() {
    assertThat(BexioAnswer.message("{\"message\":\"" + "a".repeat(5000) + "\"}"))
        .hasSizeLessThan(310);
    assertThat(BexioAnswer.message("<p>" + "a".repeat(5000))).hasSizeLessThan(340);
    assertThat(BexioAnswer.message("")).isEqualTo("empty answer");
    assertThat(BexioAnswer.message(null)).isEqualTo("empty answer");
  }

  @Test
  void aProxyIsNotBexio() {
    assertThat(BexioAnswer.isBexioError("{\"error_code\":403,\"message\":\"x\"}")).isTrue();
    assertThat(BexioAnswer.isBexioError("{\"message\":\"x\"}")).isTrue();
    assertThat(BexioAnswer.isBexioError("<html>403</html>")).isFalse();
    assertThat(BexioAnswer.isBexioError("")).isFalse();
    assertThat(BexioAnswer.isBexioError(null)).isFalse();
  }

  @Test
  void anIdWrittenAsTextIsAnId() {
    assertThat(BexioAnswer.createdId("{\"id\":\"904\"}")).hasValue(904);
  }
}
