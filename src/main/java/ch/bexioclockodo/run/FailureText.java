package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.clockodo.BudgetSpent;
import ch.bexioclockodo.clockodo.ClockodoAnswer;
import ch.bexioclockodo.connection.NoAccess;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Says in one sentence what went wrong and what the reader can do; never a stack trace, never a
 * secret.
 */
public final class FailureText {

  private FailureText() {}

  /**
   * A failure in words.
   *
   * @param interrupted whether trying again later may help without anybody doing anything
   */
  public record Failure(String code, String text, boolean interrupted) {

    /** Whether the run only ended early, whatever it had done by then. */
    boolean always() {
      return "run.stopped".equals(code) || "lock.lost".equals(code);
    }
  }

  /**
   * Whether the sentence gains by naming the route: an unreadable answer, or an error nobody
   * foresaw.
   */
  static boolean needsPlace(Throwable thrown) {
    String code = of(thrown).code();
    return "answer.unreadable".equals(code) || "run.failed".equals(code);
  }

  public static Failure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SettingsException) {
        return new Failure("settings.wrong", cause.getMessage(), false);
      }
      if (cause instanceof RunFailure failure) {
        return new Failure(failure.code(), cause.getMessage(), false);
      }
      if (cause instanceof NoAccess none) {
        return ofAccess(none);
      }
      // Its subclasses are time-outs; the class itself is a wait that was broken off.
      if (cause instanceof RunStopped || cause.getClass() == InterruptedIOException.class) {
        return new Failure("run.stopped", Messages.text("problem.stopped"), true);
      }
      if (cause instanceof BudgetSpent spent) {
        return ofBudget("clockodo", spent.waiting());
      }
      if (cause instanceof LeaseLost) {
        return new Failure("lock.lost", cause.getMessage(), true);
      }
      if (cause instanceof HttpOperationFailedException answer) {
        return ofAnswer(answer);
      }
      if (cause instanceof SQLException) {
        return new Failure(
            "database.failed",
            "the database refuses to work: " + firstLine(cause.getMessage()),
            false);
      }
      if (cause instanceof JsonProcessingException unreadable) {
        return new Failure(
            "answer.unreadable",
            Messages.text("problem.unreadable", firstLine(unreadable.getOriginalMessage())),
            true);
      }
      if (cause instanceof IOException) {
        return new Failure("connection.failed", ofConnection((IOException) cause), true);
      }
    }
    return new Failure("run.failed", root(thrown), false);
  }

  /** That bexio cannot be called at the moment, and what helps. */
  static Failure ofAccess(NoAccess none) {
    return new Failure(
        none.code(), Messages.text("problem." + none.code(), none.detail()), !none.needsPerson());
  }

  private static Failure ofAnswer(HttpOperationFailedException answer) {
    URI uri = URI.create(answer.getUri().replaceAll("[\\[\\]{}|\\s]", "_"));
    boolean clockodo = uri.getPath().matches(".*/v[234]/.*");
    String who = clockodo ? "clockodo" : "bexio";
    String said =
        clockodo
            ? ClockodoAnswer.message(answer.getResponseBody())
            : BexioAnswer.message(answer.getResponseBody());
    String where = " (" + uri.getPath() + " answered " + answer.getStatusCode() + ": " + said + ")";
    return switch (answer.getStatusCode()) {
      case 401 ->
          new Failure(
              who + ".unauthorized",
              who
                  + " does not accept the credentials; check "
                  + (clockodo
                      ? "bexio-clockodo.clockodo.user and bexio-clockodo.clockodo.api-key"
                      : "bexio-clockodo.bexio.token, which ends after 60 days, or connect again")
                  + where,
              false);
      case 403 ->
          new Failure(
              who + ".forbidden", who + " does not allow this: a right is missing" + where, false);
      case 404, 410 ->
          new Failure(
              who + ".not-found",
              who + " does not know this address; check bexio-clockodo." + who + ".url" + where,
              false);
      case 429 ->
          new Failure(
              who + ".too-many-requests",
              who + " asks for fewer requests; try again later" + where,
              true);
      default ->
          new Failure(who + ".failed", who + " failed" + where, answer.getStatusCode() >= 500);
    };
  }

  /** That nothing more may be sent for a while, rounded up to minutes. */
  static Failure ofBudget(String who, Duration wait) {
    long minutes = wait.plusMinutes(1).toMinutes();
    return new Failure(
        who + ".too-many-requests",
        Messages.text("problem.budget-spent", who, minutes / 60, minutes % 60),
        true);
  }

  /** What a broken connection means, with the host it was to. */
  public static String ofConnection(IOException cause) {
    String message = firstLine(cause.getMessage());
    if (cause instanceof UnknownHostException) {
      return "the address "
          + message
          + " is not known; check bexio-clockodo.bexio.url and .clockodo.url";
    }
    if (cause instanceof ConnectException) {
      return "the server cannot be reached: " + message;
    }
    if (cause instanceof SocketTimeoutException) {
      return "the server did not answer in time: " + message;
    }
    return "the connection broke: " + message;
  }

  /** What the first cause says, in one line. */
  static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? "an unexpected error: " + root.getClass().getSimpleName()
        : firstLine(root.getMessage());
  }

  private static String firstLine(String message) {
    return message == null ? "no details" : message.lines().findFirst().orElse("no details");
  }
}
