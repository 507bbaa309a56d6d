package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.clockodo.BudgetSpent;
import ch.bexioclockodo.clockodo.ClockodoAnswer;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.ledger.Outcome.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Decides what an answer to a create, or its absence, proves. Anything that proves nothing is an
 * unknown outcome.
 */
final class Answers {

  private Answers() {}

  static Outcome ofBexio(int status, String body) {
    return classify(
        status,
        body,
        BexioAnswer.createdId(body),
        () -> BexioAnswer.message(body),
        () -> BexioAnswer.isBexioError(body));
  }

  /** The answer of bexio to the deletion of a timesheet, which names no id (facts: bexio §6). */
  static Outcome ofBexioDeletion(int status, String body, long timesheet) {
    return classify(
        status,
        body,
        BexioAnswer.isSuccess(body) ? OptionalLong.of(timesheet) : OptionalLong.empty(),
        () -> BexioAnswer.message(body),
        () -> BexioAnswer.isBexioError(body));
  }

  static Outcome ofClockodo(int status, String body) {
    return classify(
        status,
        body,
        ClockodoAnswer.createdId(body),
        () -> ClockodoAnswer.message(body),
        () -> ClockodoAnswer.isClockodoError(body));
  }

  /**
   * What a failure before or instead of an answer proves: only a call that was kept back, or a
   * connection that was never made, proves anything.
   */
  static Outcome ofFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoAccess none) {
        return Outcome.of(Kind.NOT_SENT, FailureText.ofAccess(none).text());
      }
      if (cause instanceof LeaseLost) {
        return Outcome.of(Kind.NOT_SENT, cause.getMessage());
      }
      if (cause instanceof BudgetSpent) {
        return Outcome.of(Kind.TOO_MANY_REQUESTS, cause.getMessage());
      }
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException
          || cause instanceof ConnectTimeoutException
          || cause instanceof ConnectionRequestTimeoutException
          || cause instanceof SSLHandshakeException) {
        return Outcome.of(Kind.NOT_SENT, FailureText.ofConnection(asIo(cause)));
      }
    }
    return Outcome.of(Kind.UNKNOWN, FailureText.ofConnection(asIo(failure)));
  }

  private static Outcome classify(
      int status,
      String body,
      OptionalLong created,
      Supplier<String> message,
      BooleanSupplier ownError) {
    if (status >= 200 && status < 300) {
      return created.isPresent()
          ? Outcome.done(created.getAsLong(), body)
          : Outcome.of(Kind.UNKNOWN, "the answer " + status + " names no id");
    }
    String said = status + ": " + message.get();
    return switch (status) {
      case 401 -> Outcome.of(Kind.UNAUTHORIZED, said);
      case 403 -> Outcome.of(ownError.getAsBoolean() ? Kind.FORBIDDEN : Kind.TURNED_AWAY, said);
      case 429 -> Outcome.of(Kind.TOO_MANY_REQUESTS, said);
      case 408 -> Outcome.of(Kind.UNKNOWN, said);
      default -> {
        if (status < 400 || status >= 500) {
          yield Outcome.of(Kind.UNKNOWN, said);
        }
        yield ownError.getAsBoolean()
            ? Outcome.refused(status, said, body)
            : Outcome.of(Kind.TURNED_AWAY, said);
      }
    };
  }

  private static IOException asIo(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return io;
      }
    }
    return new IOException(failure.getMessage());
  }
}
