package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.bexio.BexioLimits;
import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.bexio.TimesheetId;
import ch.bexioclockodo.clockodo.ClockodoLimits;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.FollowUp;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Guards every write on its way out, and reads what comes back. */
public final class Applying extends ConnectorBean {

  /** The exchange variable that holds the row on its way. */
  public static final String SENDING = "bexioClockodoSending";

  /** What the routes ask at every row, as variables: looking into objects from there costs more. */
  private static final String OPEN = "bexioClockodoOpen";

  private static final String ALLOWED = "bexioClockodoAllowed";
  private static final String CALL = "bexioClockodoCall";

  /** Of one sender; several meet the same trouble at the same moment. */
  private static final int NOT_FOUND = 404;

  private static final int MOST_UNKNOWN_IN_A_ROW = 2;

  private static final int MOST_NOT_SENT_IN_A_ROW = 3;

  private static final String TIMESHEETS = "/2.0/timesheet";
  private static final int TIMESHEETS_IN_A_CHUNK = 500;
  private static final int ROWS_IN_A_CHUNK = 50;

  /** While a write waits for its turn, the lease is kept alive, and the run may end. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private Progress progress;
  private StopSignal stop;
  private AccessTokens tokens;
  private BexioLimits bexioLimits;
  private ClockodoLimits clockodoLimits;

  public void setProgress(Progress progress) {
    this.progress = progress;
  }

  public void setStop(StopSignal stop) {
    this.stop = stop;
  }

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
    inTransaction(
        database -> {
          if (!IdentityStore.refresh(database, connection, run.identity())) {
            IdentityStore.remember(database, connection, run.identity(), clock().instant());
          }
          PlanStore.appliedBy(database, run.planId(), run.runId());
          RunStore.plan(database, run.runId(), run.planId());
          run.dispatch().createdIds().putAll(PlanRowStore.createdIds(database, run.planId()));
          run.dispatch().rowsToWrite(PlanRowStore.countPlanned(database, run.planId()));
          return null;
        });
    progress.writing(run.dispatch().rowsToWrite());
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

  private static void show(Exchange exchange, Sending sending) {
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

  /**
   * Holds what bexio has now against what the plan has seen; what somebody has changed meanwhile,
   * its status too, is not written over.
   */
  public void compared(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(SENDING) Sending sending,
      Exchange exchange) {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    boolean own = BexioAnswer.isBexioError(body);
    boolean gone = status == NOT_FOUND && own && sending.action() == Action.DELETE;
    if (status >= 200 && status < 300) {
      Timesheet there = Timesheet.read(body);
      List<String> moved =
          sending.base() == null
              ? List.of()
              : FollowUp.movedSince(Timesheet.read(sending.base()), there.writable());
      if (!moved.isEmpty()) {
        settle(exchange, run, sending, Outcome.of(Outcome.Kind.STALE, String.join(", ", moved)));
      }
    } else if (status == NOT_FOUND && own && !gone) {
      settle(exchange, run, sending, Outcome.of(Outcome.Kind.STALE, BexioAnswer.message(body)));
    } else if (!gone) {
      Outcome answered = Answers.ofBexio(status, body);
      boolean tellsMore =
          answered.kind() == Outcome.Kind.TOO_MANY_REQUESTS
              || answered.kind() == Outcome.Kind.UNAUTHORIZED
              || answered.kind() == Outcome.Kind.FORBIDDEN;
      settle(
          exchange,
          run,
          sending,
          tellsMore ? answered : Outcome.of(Outcome.Kind.NOT_SENT, answered.message()));
    }
    if (sending.isAllowed()) {
      try {
        // The look may have waited for its turn.
        run.lock().hold();
        sending.compared();
      } catch (LeaseLost lost) {
        run.end(Ending.INTERRUPTED, "lock.lost", lost.getMessage());
        sending.outcome(Outcome.of(Outcome.Kind.NOT_SENT, lost.getMessage()));
      }
    }
  }

  /** Reads the answer of bexio to the deletion of a timesheet. */
  public void bexioDeleted(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(SENDING) Sending sending,
      Exchange exchange) {
    settle(
        exchange,
        run,
        sending,
        read(
            exchange, (status, body) -> Answers.ofBexioDeletion(status, body, sending.targetId())));
  }

  /** Reads the answer of bexio to a create. */
  public void bexioAnswered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(SENDING) Sending sending,
      Exchange exchange) {
    settle(exchange, run, sending, read(exchange, Answers::ofBexio));
  }

  /** Reads the answer of clockodo to a create. */
  public void clockodoAnswered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(SENDING) Sending sending,
      Exchange exchange) {
    settle(exchange, run, sending, read(exchange, Answers::ofClockodo));
  }

  /** No answer came. */
  public void unanswered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(SENDING) Sending sending,
      Exchange exchange) {
    Outcome outcome =
        Answers.ofFailure(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    boolean onlyLooked = sending.isChange() && !sending.isCompared();
    settle(
        exchange,
        run,
        sending,
        onlyLooked && outcome.kind() == Outcome.Kind.UNKNOWN
            ? Outcome.of(Outcome.Kind.NOT_SENT, outcome.message())
            : outcome);
  }

  private void settle(Exchange exchange, ActiveRun run, Sending sending, Outcome outcome) {
    sending.outcome(outcome);
    show(exchange, sending);
    String who = sending.toBexio() ? "bexio" : "clockodo";
    int inARow = run.dispatch().count(outcome);
    if (outcome.kind() == Outcome.Kind.DONE && !sending.timesheet()) {
      run.dispatch().createdIds().put(sending.row(), outcome.id());
    }
    if (outcome.kind() == Outcome.Kind.DONE) {
      progress.written(run.dispatch().rowsWritten());
      return;
    }
    int senders = sending.timesheet() ? settings().exportConcurrency() : 1;
    boolean tooManyUnknown = inARow >= MOST_UNKNOWN_IN_A_ROW * senders;
    boolean tooManyNotSent = inARow >= MOST_NOT_SENT_IN_A_ROW * senders;
    boolean last = !sending.isOpen();
    switch (outcome.kind()) {
      case UNKNOWN -> endIf(tooManyUnknown, run, who, "unclear", outcome);
      case NOT_SENT -> endIf(tooManyNotSent, run, who, "unreachable", outcome);
      case TURNED_AWAY -> endIf(tooManyNotSent, run, who, "turned-away", outcome);
      case TOO_MANY_REQUESTS -> endIf(last, run, who, "too-many-requests", outcome);
      case UNAUTHORIZED -> endIf(last, run, who, "unauthorized", outcome);
      case FORBIDDEN -> endIf(true, run, who, "forbidden", outcome);
      default -> {}
    }
  }

  /**
   * Ends the sending because of the other side; a missing right or credential needs a person, the
   * rest only time.
   */
  private static void endIf(
      boolean enough, ActiveRun run, String who, String why, Outcome outcome) {
    if (enough) {
      boolean person = "unauthorized".equals(why) || "forbidden".equals(why);
      run.end(
          person ? Ending.FAILED : Ending.INTERRUPTED,
          who + "." + why,
          Messages.text("problem." + why, who, outcome.message()));
    }
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
    if (stop.isRequested() && run.ending() == null) {
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
      if (stop.pause(wait.compareTo(LOOK_EVERY) < 0 ? wait : LOOK_EVERY) || run.ending() != null) {
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

  private static Outcome read(Exchange exchange, BiFunction<Integer, String, Outcome> reader) {
    return reader.apply(
        exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
        exchange.getMessage().getBody(String.class));
  }
}
