package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.bexio.BexioLimits;
import ch.bexioclockodo.bexio.TimesheetId;
import ch.bexioclockodo.clockodo.ClockodoLimits;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.InvoiceRowStore;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Takes the rows of a plan chunk by chunk, and guards every write on its way out. */
public final class Applying extends ConnectorBean {

  /** The exchange variable that holds the row on its way. */
  public static final String SENDING = "bexioClockodoSending";

  /** What the routes ask at every row, as variables: looking into objects from there costs more. */
  private static final String OPEN = "bexioClockodoOpen";

  private static final String ALLOWED = "bexioClockodoAllowed";
  private static final String CALL = "bexioClockodoCall";

  private static final String TIMESHEETS = "/2.0/timesheet";
  private static final int TIMESHEETS_IN_A_CHUNK = 500;
  private static final int ROWS_IN_A_CHUNK = 50;

  /** While a write waits for its turn, the lease is kept alive, and the run may end. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private AccessTokens tokens;
  private BexioLimits bexioLimits;
  private ClockodoLimits clockodoLimits;

  public void setTokens(AccessTokens tokens) {
    this.tokens = tokens;
  }

  public void setBexioLimits(BexioLimits limits) {
    bexioLimits = limits;
  }

  public void setClockodoLimits(ClockodoLimits limits) {
    clockodoLimits = limits;
  }

  /** Remembers whom this connection pairs, and that this run applies this plan. */
  public void begin(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    stop().goOn(run.planId());
    inTransaction(
        database -> {
          IdentityStore.remember(database, connection, run.identity(), clock().instant());
          PlanStore.appliedBy(database, run.planId(), run.runId());
          RunStore.plan(database, run.runId(), run.planId());
          run.dispatch().createdIds().putAll(PlanRowStore.createdIds(database, run.planId()));
          run.dispatch()
              .rowsToWrite(
                  run.isInvoicing()
                      ? InvoiceRowStore.countPlanned(database, run.planId())
                      : PlanRowStore.countPlanned(database, run.planId()));
          return null;
        });
    progress().writing(run.dispatch().rowsToWrite());
  }

  /** Keeps the highest timesheet id known before the first write: what is above it may be ours. */
  public void watermark(@Variable(Runs.VARIABLE) ActiveRun run, @Body List<TimesheetId> newest) {
    run.dispatch().watermark(newest.stream().mapToLong(TimesheetId::id).max().orElse(0));
  }

  /** The parameters of the query for the next chunk of rows. */
  public Map<String, Object> chunkParameters(@Variable(Runs.VARIABLE) ActiveRun run) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("plan", run.planId());
    parameters.put("after", run.dispatch().lastRow());
    parameters.put(
        "most", run.request().kind().ofTimes() ? TIMESHEETS_IN_A_CHUNK : ROWS_IN_A_CHUNK);
    return parameters;
  }

  /** Takes the row that is to be sent now. */
  public void take(Exchange exchange, @Body Sending sending) {
    exchange.setVariable(SENDING, sending);
    exchange.setVariable(CALL, sending.getCall());
    show(exchange, sending);
  }

  /** Tells the routes how it stands with a row. */
  static void show(Exchange exchange, Sending sending) {
    exchange.setVariable(OPEN, sending.isOpen());
    exchange.setVariable(ALLOWED, sending.isAllowed());
  }

  /**
   * The last look before a request leaves: nobody asked to stop, the budget has room, the lease
   * holds, and what it refers to exists. The body becomes the bytes to send; a row that may not
   * leave gets its outcome instead.
   */
  public void beforeWrite(
      Exchange exchange, @Variable(Runs.VARIABLE) ActiveRun run, @Variable(SENDING) Sending sending)
      throws InterruptedException {
    if (mayLeave(run, sending)) {
      payload(exchange, run, sending);
      sending.dispatch();
    }
    show(exchange, sending);
  }

  private boolean mayLeave(ActiveRun run, Sending sending) throws InterruptedException {
    if (stopped(run, sending) || waitsForAnother(run, sending)) {
      return false;
    }
    try {
      if (!awaitTurn(run, sending)) {
        stopped(run, sending);
        return false;
      }
      if (!hasAccess(run, sending)) {
        return false;
      }
      run.lock().hold();
      return true;
    } catch (LeaseLost lost) {
      run.end(Ending.INTERRUPTED, "lock.lost", lost.getMessage());
      sending.outcome(Outcome.of(Outcome.Kind.NOT_SENT, lost.getMessage()));
      return false;
    }
  }

  /** A token is renewed here, where the lease is looked at afterwards, and not on the way out. */
  private boolean hasAccess(ActiveRun run, Sending sending) {
    try {
      if (sending.toBexio()) {
        tokens.current();
      }
      return true;
    } catch (IOException none) {
      FailureText.Failure failure = FailureText.of(none);
      run.end(
          failure.interrupted() ? Ending.INTERRUPTED : Ending.FAILED,
          failure.code(),
          failure.text());
      sending.outcome(Outcome.of(Outcome.Kind.NOT_SENT, failure.text()));
      return false;
    }
  }

  /** Makes the body the bytes to send. */
  public void payload(
      Exchange exchange,
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(SENDING) Sending sending) {
    exchange
        .getMessage()
        .setBody(sending.payload() == null ? null : run.dispatch().resolved(sending));
  }

  private static boolean waitsForAnother(ActiveRun run, Sending sending) {
    for (int row : sending.dependsOn()) {
      if (!run.dispatch().createdIds().containsKey(row)) {
        sending.outcome(Outcome.of(Outcome.Kind.WAITS, String.valueOf(row)));
        return true;
      }
    }
    return false;
  }

  private boolean stopped(ActiveRun run, Sending sending) {
    if (stop().isRequestedFor(run.planId()) && run.ending() == null) {
      run.end(Ending.INTERRUPTED, "run.stopped", Messages.text("problem.stopped"));
    }
    if (run.ending() != null) {
      sending.outcome(Outcome.of(Outcome.Kind.NOT_SENT, "the run has ended before this row"));
      return true;
    }
    return false;
  }

  /** Waits until the budget has a place for the row; false when the run ends before that. */
  private boolean awaitTurn(ActiveRun run, Sending sending) throws InterruptedException {
    while (!takesPlace(sending)) {
      Duration wait = waiting(sending);
      if (wait.compareTo(ClockodoLimits.LONGEST_WAIT) > 0) {
        FailureText.Failure failure =
            FailureText.ofBudget(sending.toBexio() ? "bexio" : "clockodo", wait);
        run.end(Ending.INTERRUPTED, failure.code(), failure.text());
        return false;
      }
      run.lock().hold();
      boolean told = stop().pause(wait.compareTo(LOOK_EVERY) < 0 ? wait : LOOK_EVERY);
      if (told || stop().isRequestedFor(run.planId()) || run.ending() != null) {
        return false;
      }
    }
    return true;
  }

  /** clockodo's calls take their place in the HTTP client. */
  private boolean takesPlace(Sending sending) {
    if (!sending.toBexio()) {
      return waiting(sending).isZero();
    }
    Optional<Runnable> place = bexioLimits.depart(TIMESHEETS);
    place.ifPresent(sending::place);
    return place.isPresent();
  }

  private Duration waiting(Sending sending) {
    return sending.toBexio() ? bexioLimits.waiting(TIMESHEETS) : clockodoLimits.waiting("POST", "");
  }
}
