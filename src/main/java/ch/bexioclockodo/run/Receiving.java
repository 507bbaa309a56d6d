package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.FollowUp;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Reads what comes back of a write, and ends the run when it says that no other can go. */
public final class Receiving extends ConnectorBean {

  private static final int NOT_FOUND = 404;

  /** Of one sender; several meet the same trouble at the same moment. */
  private static final int MOST_UNKNOWN_IN_A_ROW = 2;

  private static final int MOST_NOT_SENT_IN_A_ROW = 3;

  /**
   * Holds what bexio has now against what the plan has seen; what somebody has changed meanwhile,
   * its status too, is not written over.
   */
  public void compared(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
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
      @Variable(Applying.SENDING) Sending sending,
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
      @Variable(Applying.SENDING) Sending sending,
      Exchange exchange) {
    settle(exchange, run, sending, read(exchange, Answers::ofBexio));
  }

  /** Reads the answer of clockodo to a create. */
  public void clockodoAnswered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
      Exchange exchange) {
    settle(exchange, run, sending, read(exchange, Answers::ofClockodo));
  }

  /** No answer came. */
  public void unanswered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
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

  void settle(Exchange exchange, ActiveRun run, Sending sending, Outcome outcome) {
    sending.outcome(outcome);
    Applying.show(exchange, sending);
    String who = sending.toBexio() ? "bexio" : "clockodo";
    int inARow = run.dispatch().count(outcome);
    if (outcome.kind() == Outcome.Kind.DONE && !sending.timesheet()) {
      run.dispatch().createdIds().put(sending.row(), outcome.id());
    }
    if (outcome.kind() == Outcome.Kind.DONE) {
      progress().written(run.dispatch().rowsWritten());
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

  private static Outcome read(Exchange exchange, BiFunction<Integer, String, Outcome> reader) {
    return reader.apply(
        exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
        exchange.getMessage().getBody(String.class));
  }
}
