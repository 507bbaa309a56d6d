package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.BudgetSpent;
import ch.bexioclockodo.clockodo.ClockodoAnswer;
import ch.bexioclockodo.clockodo.ClockodoLimits;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryAnswer;
import ch.bexioclockodo.connection.DurableCommit;
import ch.bexioclockodo.ledger.BilledMark;
import ch.bexioclockodo.ledger.BilledMarkStore;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.MarkRule;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;

/**
 * Marks exported entries as billed in clockodo, each by its id and only while it is as it was
 * exported; and takes back its own marks of entries whose timesheets or drafts were taken back.
 */
public final class BilledMarking extends ConnectorBean {

  /** The exchange variable that holds the entry on its way. */
  public static final String ASK = "bexioClockodoAsk";

  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAUTHORIZED = 401;
  private static final int MOST_NAMED = 20;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private ClockodoLimits limits;

  public void setLimits(ClockodoLimits limits) {
    this.limits = limits;
  }

  /** Waits for a place in clockodo's budget, and decides what must be asked. */
  public void before(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(ASK) MarkAsk ask)
      throws InterruptedException, SQLException {
    Long project = ask.exported().projectsId();
    Boolean hard = project == null ? Boolean.FALSE : run.getMarks().hardBudget(project);
    if (!ask.isUnmarking() && Boolean.TRUE.equals(hard)) {
      leave(run, ask);
      return;
    }
    if (!mayGoOn(run)) {
      run.getMarks().countLeft();
    } else if (ask.isUnmarking() || hard != null) {
      look(run, ask);
    } else {
      ask.askProject();
    }
  }

  /**
   * What a list has shown just now needs no question of its own; what it has shown a while ago is
   * listed once more.
   */
  private void look(ActiveRun run, MarkAsk ask) throws SQLException {
    BilledMarks marks = run.getMarks();
    boolean old = ask.there() != null && marks.getAround().isOld();
    if (old && !ask.equals(marks.page().get(0))) {
      marks.lookAgainAt(ask.mark().entryId());
    } else if (old || ask.there() == null) {
      ask.ask();
    } else {
      decide(run, ask, ask.there());
    }
  }

  private boolean mayGoOn(ActiveRun run) throws InterruptedException {
    BilledMarks marks = run.getMarks();
    while (!marks.isStopped()) {
      Duration wait = limits.waiting("GET", "");
      if (stop().isRequested() || wait.compareTo(marks.longestWait()) > 0) {
        marks.stop(null);
        return false;
      }
      run.lock().hold();
      if (wait.isZero()) {
        return true;
      }
      stop().pause(wait.compareTo(LOOK_EVERY) < 0 ? wait : LOOK_EVERY);
    }
    return false;
  }

  /** Entries of a hard budget are billed on the project and left alone. */
  public void projectAnswered(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(ASK) MarkAsk ask, Exchange exchange)
      throws InterruptedException, SQLException {
    boolean hard =
        ClockodoAnswer.data(exchange.getMessage().getBody(String.class), CustomerProject.class)
            .map(project -> ((CustomerProject) project).hardBudget())
            .orElseThrow(() -> new IllegalStateException("the answer names no project"));
    run.getMarks().hardBudget(ask.exported().projectsId(), hard);
    if (hard) {
      leave(run, ask);
      return;
    }
    if (mayGoOn(run)) {
      look(run, ask);
    } else {
      run.getMarks().countLeft();
    }
  }

  /** clockodo bills a hard budget on the project; of an entry in a draft that is said once. */
  private void leave(ActiveRun run, MarkAsk ask) throws SQLException {
    if (ask.isOfDraft()) {
      keep(run, ask, BilledMark.State.LEFT, null);
      run.getMarks().refused(text(run, "problem.mark-hard-budget", ask));
    }
  }

  /** Decides by what the entry is now; before a request leaves, its intent is stored. */
  public void entryAnswered(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(ASK) MarkAsk ask, Exchange exchange)
      throws SQLException {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    if (status == NOT_FOUND && !ClockodoAnswer.isUnknownThing(body)) {
      run.getMarks().stumbled(Messages.text("problem.foreign-404", "clockodo", ask.getPath()));
      return;
    }
    if (status == NOT_FOUND) {
      gone(run, ask);
    } else {
      decide(run, ask, EntryAnswer.read(body));
    }
    if (!ask.isWriting()) {
      // A look that leads to a write is answered with that.
      run.getMarks().answered();
    }
  }

  private void decide(ActiveRun run, MarkAsk ask, Entry there) throws SQLException {
    BilledMark mark = ask.mark();
    if (ask.isUnmarking()) {
      switch (MarkRule.toUnmark(mark, there)) {
        case WRITE -> write(run, ask, BilledMark.State.UNMARKING, there.timeLastChange());
        case ARRIVED -> unmarked(run, ask);
        default -> {
          keep(run, ask, BilledMark.State.KEPT, mark.lastChange());
          run.getMarks().refused(text(run, "problem.mark-kept", ask));
        }
      }
      return;
    }
    switch (MarkRule.toMark(mark, there)) {
      case WRITE -> write(run, ask, BilledMark.State.MARKING, there.timeLastChange());
      case ARRIVED -> marked(run, ask, there);
      case TAKE_BACK -> takeBack(run, ask, there);
      case OF_ANOTHER -> keep(run, ask, BilledMark.State.LEFT, there.timeLastChange());
      case LATER -> {
        keep(run, ask, BilledMark.State.SEEN, there.timeLastChange());
        run.getMarks().countLeft();
      }
      default -> run.getMarks().countLeft();
    }
  }

  /** Reads what clockodo says to the mark; without a clear answer the next run looks. */
  public void answered(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(ASK) MarkAsk ask, Exchange exchange)
      throws SQLException {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    ask.written();
    if (status >= 200 && status < 300) {
      if (ask.isUnmarking()) {
        unmarked(run, ask);
      } else {
        marked(run, ask, EntryAnswer.read(body));
      }
      // Only what is recorded as well went without a stumble.
      run.getMarks().answered();
      return;
    }
    String said = status + ": " + ClockodoAnswer.message(body);
    boolean looked =
        status >= 400
            && status < 500
            && status != UNAUTHORIZED
            && status != REQUEST_TIMEOUT
            && status != TOO_MANY_REQUESTS
            && status != NOT_FOUND
            && ClockodoAnswer.isClockodoError(body);
    if (status == NOT_FOUND && ClockodoAnswer.isUnknownThing(body)) {
      gone(run, ask);
    } else if (looked) {
      keep(
          run,
          ask,
          ask.isUnmarking() ? BilledMark.State.KEPT : BilledMark.State.REFUSED,
          ask.mark().lastChange());
      run.getMarks()
          .refused(
              text(
                  run,
                  ask.isUnmarking() ? "problem.unmark-refused" : "problem.mark-refused",
                  ask,
                  said));
      run.getMarks().answered();
    } else {
      run.getMarks().stumbled(said);
    }
  }

  /** A call without an answer, or one that never left. */
  public void failed(@Variable(Runs.VARIABLE) ActiveRun run, @ExchangeException Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BudgetSpent) {
        run.getMarks().countLeft();
        run.getMarks().stop(null);
        return;
      }
    }
    run.getMarks().stumbled(FailureText.of(failure).text());
  }

  /** Says what was marked, what was not, and what a person must know. */
  public void tell(@Variable(Runs.VARIABLE) ActiveRun run) {
    BilledMarks marks = run.getMarks();
    if (marks.marked() + marks.left() > 0) {
      run.problems().note(Messages.text("note.billed-marked", marks.marked(), marks.left()));
    }
    if (marks.stillMarked() > 0) {
      run.problem("billed.left", Messages.text("problem.marks-left", marks.stillMarked()));
    }
    if (marks.unmarked() > 0) {
      run.problems().note(Messages.text("note.billed-unmarked", marks.unmarked()));
    }
    List<String> refusals = marks.refusals();
    refusals.stream().limit(MOST_NAMED).forEach(one -> run.problem("billed.refused", one));
    if (refusals.size() > MOST_NAMED) {
      run.problem(
          "billed.refused",
          Messages.text("problem.marks-refused-more", refusals.size() - MOST_NAMED));
    }
    if (marks.leftInDrafts() > 0) {
      run.problem("billed.left", Messages.text("problem.draft-marks-left", marks.leftInDrafts()));
    }
    if (marks.trouble() != null) {
      run.problem("billed.stopped", Messages.text("problem.marks-stopped", marks.trouble()));
    }
  }

  private void write(ActiveRun run, MarkAsk ask, BilledMark.State intent, Instant lastChange)
      throws SQLException {
    run.lock().hold();
    keep(run, ask, intent, lastChange);
    ask.write();
  }

  /** Somebody may have edited it between the look and the mark: then the mark goes at once. */
  private void marked(ActiveRun run, MarkAsk ask, Entry there) throws SQLException {
    if (!EntryMemory.read(ask.mark().entry()).isStillAsAnswered(there)) {
      takeBack(run, ask, there);
      return;
    }
    keep(run, ask, BilledMark.State.MARKED, there.timeLastChange());
    run.getMarks().countMarked();
  }

  private void takeBack(ActiveRun run, MarkAsk ask, Entry there) throws SQLException {
    ask.takeBack();
    write(run, ask, BilledMark.State.UNMARKING, there.timeLastChange());
  }

  private void unmarked(ActiveRun run, MarkAsk ask) throws SQLException {
    forget(run, ask);
    if (ask.isTakenBack()) {
      run.getMarks().countLeft();
    } else {
      run.getMarks().countUnmarked();
    }
  }

  /**
   * Nothing is left to be marked; no timesheet is there to follow the deletion of a draft's entry.
   */
  private void gone(ActiveRun run, MarkAsk ask) throws SQLException {
    if (run.getMarks().isMarkingDrafts()) {
      keep(run, ask, BilledMark.State.LEFT, ask.mark().lastChange());
    } else {
      forget(run, ask);
    }
  }

  private void forget(ActiveRun run, MarkAsk ask) throws SQLException {
    inTransaction(
        database -> {
          BilledMarkStore.forget(database, run.identity().bexioCompany(), ask.mark().entryId());
          return null;
        });
  }

  private void keep(ActiveRun run, MarkAsk ask, BilledMark.State state, Instant lastChange)
      throws SQLException {
    inTransaction(
        database -> {
          DurableCommit.ask(database);
          BilledMarkStore.keep(
              database,
              run.identity().bexioCompany(),
              ask.mark(),
              state,
              lastChange,
              clock().instant());
          return null;
        });
  }

  /** A sentence about an entry, with what people know it by. */
  private String text(ActiveRun run, String key, MarkAsk ask, Object... more) throws SQLException {
    String named =
        inTransaction(
            database ->
                MarkedEntry.name(database, run.request().connection(), ask, settings().zone()));
    return more.length == 0 ? Messages.text(key, named) : Messages.text(key, named, more[0]);
  }
}
