package ch.bexioclockodo.run;

import ch.bexioclockodo.connection.Standing;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what has changed, once for each change however often it is seen again: in the log,
 * and to the webhook of the settings. What they were told stands in the database. Nothing that goes
 * wrong here ever fails a run.
 */
public final class Alerts extends ConnectorBean {

  /** The exchange variable of the notice that is being sent. */
  public static final String VARIABLE = "bexioClockodoAlert";

  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  /** What the webhook has not taken by then is no news any more. */
  private static final Duration TRIED_FOR = Duration.ofDays(7);

  private static final String NO_DATABASE = "database.failed";
  private static final int LONGEST_TEXT = 4000;

  /** What the watch itself sees end; all else takes a run that gets through. */
  private static final Set<String> SEEN_BY_WATCH =
      Set.of("connection.not-connected", "connection.reconnect-needed");

  private BexioAccess access;

  public void setAccess(BexioAccess access) {
    this.access = access;
  }

  /** Notes what a run that has just ended has shown. */
  public void ended(@Variable(Runs.VARIABLE) ActiveRun run, @Body Report report) {
    Problem cause = run.problems().cause();
    boolean nowhereToNote = cause != null && NO_DATABASE.equals(cause.code());
    for (News news : AlertRules.of(run, report)) {
      if (nowhereToNote) {
        LOG.warn("{}", news.text());
        continue;
      }
      note(run.request().connection(), news, run.runId(), (Long) report.get("plan"));
    }
  }

  /** Notes that bexio was connected or lost while no run went on; whether that is news. */
  public boolean connectionHasChanged() throws SQLException {
    if (access.keeper().isEmpty()) {
      return false;
    }
    Standing standing = access.standing();
    if (standing.connected()) {
      Optional<Alert> known =
          inTransaction(
              database -> AlertStore.newest(database, BexioAccess.CONNECTION, News.CONNECTION));
      return known.isPresent()
          && SEEN_BY_WATCH.contains(known.get().code())
          && note(BexioAccess.CONNECTION, AlertRules.connected(BexioAccess.CONNECTION), null, null);
    }
    boolean never = standing.state() == Standing.State.NOT_CONNECTED;
    return note(
        BexioAccess.CONNECTION,
        new News(
            News.CONNECTION,
            AlertState.CONNECTION_LOST,
            never ? "connection.not-connected" : "connection.reconnect-needed",
            never
                ? Messages.text("notice.not-connected")
                : Messages.text("notice.reconnect-needed", standing.why())),
        null,
        null);
  }

  private boolean note(String connection, News news, Long run, Long plan) {
    try {
      boolean noted = inTransaction(database -> noted(database, connection, news, run, plan));
      if (noted && news.state() == AlertState.FINE) {
        LOG.info("{}", news.text());
      } else if (noted) {
        LOG.warn("{}", news.text());
      }
      return noted;
    } catch (SQLException | RuntimeException failed) {
      if (failed instanceof SQLException taken
          && taken.getSQLState() != null
          && taken.getSQLState().startsWith("23")) {
        // Another process has told it at this moment.
        return false;
      }
      LOG.warn("{} ({})", news.text(), FailureText.of(failed).text());
      return false;
    }
  }

  private boolean noted(Connection database, String connection, News news, Long run, Long plan)
      throws SQLException {
    Alert known = AlertStore.newest(database, connection, news.subject()).orElse(null);
    if (!news.isNewsTo(known)) {
      return false;
    }
    String text = news.text();
    Alert alert =
        new Alert(
            connection,
            news.subject(),
            known == null ? 1 : known.number() + 1,
            news.state(),
            news.code(),
            text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
            run,
            plan,
            clock().instant());
    AlertStore.add(database, alert, !getWebhook().isEmpty());
    return true;
  }

  /** The notices that the webhook has still to take, this time's and earlier ones. */
  public List<Alert> untold() throws SQLException {
    Instant since = clock().instant().minus(TRIED_FOR);
    return getWebhook().isEmpty()
        ? List.of()
        : inTransaction(database -> AlertStore.awaiting(database, since));
  }

  /** Where notices are posted to; its path may be a secret. */
  public String getWebhook() {
    return settings().alertWebhook();
  }

  /** The webhook has taken a notice. */
  public void told(@Variable(VARIABLE) Alert alert) throws SQLException {
    inTransaction(
        database -> {
          AlertStore.taken(database, alert);
          return null;
        });
  }

  /** The webhook has not taken a notice; it waits for the next run. */
  public void notTold(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    LOG.warn("{}", Messages.text("alert.webhook-failed", reason(cause)));
  }

  /** Without the address, which may be a secret. */
  private static String reason(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpOperationFailedException answer) {
        return Messages.text("alert.webhook-answered", answer.getStatusCode());
      }
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return Messages.text("alert.webhook-unreachable");
      }
      if (cause instanceof IOException) {
        return Messages.text("alert.webhook-silent");
      }
      if (cause instanceof SQLException) {
        return FailureText.of(cause).text();
      }
    }
    return thrown.getClass().getSimpleName();
  }
}
