package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.clockodo.BudgetSpent;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.ledger.Outcome.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

  private static final String BEXIO_ERROR = "{\"error_code\":1,\"message\":\"said\"}";
  private static final String CLOCKODO_ERROR = "{\"errors\":[{\"message\":\"said\"}]}";

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, FORBIDDEN",
    "408, UNKNOWN",
    "429, TOO_MANY_REQUESTS",
    "400, REFUSED",
    "404, REFUSED",
    "409, REFUSED",
    "415, REFUSED",
    "422, REFUSED",
    "500, UNKNOWN",
    "502, UNKNOWN",
    "503, UNKNOWN",
    "504, UNKNOWN",
    "302, UNKNOWN",
    "101, UNKNOWN",
  })
  void theStatusOfARefusalDecides(int status, Kind kind) {
    Outcome bexio = Answers.ofBexio(status, BEXIO_ERROR);
    Outcome clockodo = Answers.ofClockodo(status, CLOCKODO_ERROR);
    assertThat(bexio.kind()).isEqualTo(kind);
    assertThat(clockodo.kind()).isEqualTo(kind);
    assertThat(bexio.message()).isEqualTo(status + ": said");
    assertThat(clockodo.message()).isEqualTo(status + ": said");
    assertThat(bexio.id()).isNull();
  }

  @Test
  void whatAProxySaysIsNeverARefusalOfTheRow() {
    assertThat(Answers.ofBexio(403, "<html>blocked</html>").kind()).isEqualTo(Kind.TURNED_AWAY);
    assertThat(Answers.ofBexio(404, "<html>blocked</html>").kind()).isEqualTo(Kind.TURNED_AWAY);
    assertThat(Answers.ofBexio(422, "<html>blocked</html>").kind()).isEqualTo(Kind.TURNED_AWAY);
    assertThat(Answers.ofClockodo(403, "<html>blocked</html>").kind()).isEqualTo(Kind.TURNED_AWAY);
  }

  @Test
  void onlyACreatedThingWithAnIdIsDone() {
    assertThat(Answers.ofBexio(201, "{\"id\":904}")).isEqualTo(Outcome.done(904, "{\"id\":904}"));
    assertThat(Answers.ofClockodo(200, "{\"data\":{\"id\":7}}").id()).isEqualTo(7);
    for (String unreadable : new String[] {"", "{\"id\":90", "<html></html>", "{}", null}) {
      assertThat(Answers.ofBexio(201, unreadable).kind()).isEqualTo(Kind.UNKNOWN);
      assertThat(Answers.ofClockodo(201, unreadable).kind()).isEqualTo(Kind.UNKNOWN);
    }
  }

  @Test
  void aDeletionIsDoneOnlyWhenBexioSaysSo() {
    assertThat(Answers.ofBexioDeletion(200, "{\"success\":true}", 904).id()).isEqualTo(904);
    for (String other : new String[] {"{\"success\":false}", "<html></html>", "", null}) {
      assertThat(Answers.ofBexioDeletion(200, other, 904).kind()).isEqualTo(Kind.UNKNOWN);
    }
  }

  static Stream<Exception> neverConnected() {
    return Stream.of(
        new ConnectException("refused"),
        new HttpHostConnectException("refused"),
        new UnknownHostException("api.bexio.example"),
        new NoRouteToHostException("no route"),
        new ConnectTimeoutException("connect timed out"),
        new ConnectionRequestTimeoutException("pool"),
        new SSLHandshakeException("no trust"),
        new LeaseLost("taken over"));
  }

  @ParameterizedTest
  @MethodSource("neverConnected")
  void whatNeverReachedTheServerWasNotSent(Exception failure) {
    assertThat(Answers.ofFailure(failure).kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(Answers.ofFailure(new IllegalStateException("outer", failure)).kind())
        .isEqualTo(Kind.NOT_SENT);
  }

  @Test
  void whatWasKeptBackByTheBudgetWaitsForItsTurn() {
    Exception kept = new IllegalStateException("outer", new BudgetSpent(Duration.ofSeconds(9)));
    assertThat(Answers.ofFailure(kept).kind()).isEqualTo(Kind.TOO_MANY_REQUESTS);
  }

  static Stream<Exception> perhapsArrived() {
    return Stream.of(
        new SocketTimeoutException("read timed out"),
        new SocketException("connection reset"),
        new NoHttpResponseException("dropped"),
        new IOException("broken pipe"),
        new IllegalStateException("anything else"),
        new RuntimeException((String) null));
  }

  @ParameterizedTest
  @MethodSource("perhapsArrived")
  void whatMayHaveArrivedIsUnknown(Exception failure) {
    assertThat(Answers.ofFailure(failure).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(Answers.ofFailure(failure).message()).isNotBlank();
  }
}
