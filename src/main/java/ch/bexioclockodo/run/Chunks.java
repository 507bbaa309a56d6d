package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.ClockodoAnswer;
import ch.bexioclockodo.connection.DurableCommit;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.ImportRowStore;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRowBatch;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two batch statements around each chunk of writes: the intents before, the outcomes after,
 * each one transaction.
 */
public final class Chunks extends ConnectorBean {

  private static final Logger LOG = LoggerFactory.getLogger(Chunks.class);
  static final int MOST_ATTEMPTS_TO_RECORD = 5;
  private static final int SECONDS_BETWEEN_ATTEMPTS = 2;

  /**
   * Stores the intents of a chunk. A row whose entry is in the ledger already becomes stale. That
   * the rows are still planned is certain: the epoch is fenced, and chunks follow one another.
   */
  public List<Sending> intend(
      @Variable(Runs.VARIABLE) ActiveRun run, @Body List<Map<String, Object>> rows)
      throws SQLException {
    if (run.ending() != null) {
      return List.of();
    }
    if (rows.isEmpty()) {
      // As long as outcomes are open, rows may still go back to planned: then this is not the end.
      if (!run.dispatch().inFlight().isUnrecorded()) {
        RowsLeft.look(
            run, inTransaction(database -> PlanRowStore.countPlanned(database, run.planId())));
      }
      return List.of();
    }
    run.lock().hold();
    Instant now = clock().instant();
    Instant unsettledSince = now.minus(settings().settle());
    List<Sending> all = rows.stream().map(Sending::of).toList();
    List<Sending> sendings =
        inTransaction(
            database -> {
              // An intent is on disk before its request leaves (architecture, section 7).
              DurableCommit.ask(database);
              run.lock().fence(database);
              return intend(database, run, all, now, unsettledSince);
            });
    run.dispatch().lastRow(all.get(all.size() - 1).row());
    return sendings;
  }

  private List<Sending> intend(
      Connection database, ActiveRun run, List<Sending> all, Instant now, Instant unsettledSince)
      throws SQLException {
    Set<Long> inDrafts = inDrafts(database, run, all);
    List<Sending> ready = new ArrayList<>();
    for (Sending sending : all) {
      if (sending.timesheet()
          && sending.action() == Action.CREATE
          && inDrafts.contains(sending.sourceId())) {
        Reason reason = Reason.of(ReasonCode.ENTRY_INVOICED);
        PlanRowStore.stale(database, run.planId(), sending.row(), reason);
      } else if (!sending.timesheet() || !mustWait(database, run, sending)) {
        ready.add(sending);
      }
    }
    List<Sending> intended = new ArrayList<>(TimesheetBatch.intend(database, run, ready, now));
    ready.removeAll(intended);
    List<Integer> rows = ready.stream().map(Sending::row).toList();
    boolean[] begun = PlanRowBatch.intend(database, run.planId(), rows, run.lock().epoch(), now);
    for (int i = 0; i < begun.length; i++) {
      Sending sending = ready.get(i);
      if (begun[i] && mayBegin(database, run, sending, now, unsettledSince)) {
        intended.add(sending);
      }
    }
    intended.sort(Comparator.comparingInt(Sending::row));
    return intended;
  }

  /** Entries that went into an invoice draft since the plan was made. */
  private Set<Long> inDrafts(Connection database, ActiveRun run, List<Sending> all)
      throws SQLException {
    return run.request().kind() != Kind.EXPORT
            || settings().invoiceSettings().layout().ofTimesheetsToo()
        ? Set.of()
        : Set.copyOf(
            InvoicedEntryStore.held(
                database,
                run.identity().bexioCompany(),
                all.stream().map(Sending::sourceId).toList()));
  }

  private static boolean mayBegin(
      Connection database, ActiveRun run, Sending sending, Instant now, Instant unsettledSince)
      throws SQLException {
    return sending.timesheet()
        ? TimesheetLedger.intend(database, run, sending, now)
        : sending.action() != Action.CREATE || mayCreate(database, run, sending, unsettledSince);
  }

  /**
   * An entry whose user or activity was not created first never gets into the ledger; it stays
   * planned as long as that may still happen.
   */
  private static boolean mustWait(Connection database, ActiveRun run, Sending sending)
      throws SQLException {
    for (int row : sending.dependsOn()) {
      if (!run.dispatch().createdIds().containsKey(row)) {
        if (!PlanRowStore.isPlanned(database, run.planId(), row)) {
          Reason reason = Reason.of(ReasonCode.WAITS_FOR, row);
          PlanRowStore.notSent(database, run.planId(), sending.row(), reason);
        }
        return true;
      }
    }
    return false;
  }

  /** Another plan may have created the same thing meanwhile, or may still be found to have. */
  private static boolean mayCreate(
      Connection database, ActiveRun run, Sending sending, Instant unsettledSince)
      throws SQLException {
    String connection = run.request().connection();
    Long linked =
        LinkStore.clockodoIdOf(database, connection, sending.linkKind(), sending.sourceId());
    boolean replaces = linked != null && linked.equals(replaced(sending));
    if ((linked == null || replaces)
        && !ImportRowStore.inDoubt(
            database,
            connection,
            run.planId(),
            sending.linkKind(),
            sending.sourceId(),
            unsettledSince)) {
      if (replaces) {
        // From now on nothing is linked, so that what may arrive is looked for and not made twice.
        LinkStore.remove(database, connection, sending.linkKind(), sending.sourceId());
      }
      return true;
    }
    plan(database, run, sending, RowState.STALE, Reason.of(ReasonCode.SOURCE_CHANGED));
    return false;
  }

  /** What it was linked to, when that is gone and a person decided to create it anew. */
  private static Long replaced(Sending sending) {
    return Json.readMap(sending.target()).get("replaces") instanceof Number id
        ? id.longValue()
        : null;
  }

  /**
   * Records what became of a chunk; what was certainly not sent is planned again. A database that
   * stumbles is asked again while the lease holds, since outcomes are known only here until then.
   */
  public void record(@Variable(Runs.VARIABLE) ActiveRun run, @Body List<Sending> sendings)
      throws SQLException, InterruptedException {
    recordTrying(run, sendings, MOST_ATTEMPTS_TO_RECORD);
  }

  /** The same, with so many attempts. */
  void recordTrying(ActiveRun run, List<Sending> sendings, int attempts)
      throws SQLException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        recordOnce(run, sendings);
        return;
      } catch (SQLException stumbled) {
        if (isAboutARow(stumbled)) {
          recordEach(run, sendings);
          return;
        }
        if (attempt >= attempts) {
          throw stumbled;
        }
        LOG.warn(
            "outcomes of {} rows are not recorded yet: {}", sendings.size(), stumbled.getMessage());
        TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_ATTEMPTS);
      }
    }
  }

  /**
   * Data that a table refuses (SQL states 22 and 23) will be refused again; the other rows must not
   * suffer for it.
   */
  private static boolean isAboutARow(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().matches("2[23].*");
  }

  private void recordEach(ActiveRun run, List<Sending> sendings) throws SQLException {
    List<Integer> unrecorded = new ArrayList<>();
    for (Sending sending : sendings) {
      try {
        recordOnce(run, List.of(sending));
      } catch (SQLException e) {
        LOG.error("the outcome of row {} cannot be recorded: {}", sending.row(), e.getMessage());
        unrecorded.add(sending.row());
      }
    }
    if (!unrecorded.isEmpty()) {
      throw new RunFailure(
          "outcome.unrecorded", Messages.text("problem.unrecorded", unrecorded, run.planId()));
    }
  }

  private void recordOnce(ActiveRun run, List<Sending> sendings) throws SQLException {
    Instant now = clock().instant();
    inTransaction(
        database -> {
          run.lock().fence(database);
          List<Integer> notOurs = new ArrayList<>();
          List<Sending> arrived = new ArrayList<>();
          for (Sending sending : sendings) {
            if (TimesheetBatch.hasArrived(sending)) {
              arrived.add(sending);
            } else if (!record(database, run, sending, now)) {
              notOurs.add(sending.row());
            }
          }
          TimesheetBatch.record(database, run, arrived, now)
              .forEach(sending -> notOurs.add(sending.row()));
          if (!notOurs.isEmpty()) {
            throw new LeaseLost(
                "another run has taken over rows " + notOurs + " of plan " + run.planId());
          }
          return null;
        });
  }

  private static boolean record(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    if (sending.isIntentInLedgerOnly()
        && !PlanRowStore.intend(database, run.planId(), sending.row(), run.lock().epoch(), now)) {
      return false;
    }
    if (sending.timesheet()) {
      return TimesheetLedger.record(database, run, sending, now);
    }
    if (sending.action() == Action.LINK) {
      return Linking.linked(database, run, sending, sending.targetId(), now);
    }
    Outcome outcome = sending.outcome();
    return switch (outcome.kind()) {
      case DONE -> Linking.written(database, run, sending, now);
      case REFUSED ->
          ClockodoAnswer.isConflict(outcome.answer())
              ? Linking.refusedName(database, run, sending)
              : plan(
                  database,
                  run,
                  sending,
                  RowState.FAILED,
                  Reason.of(ReasonCode.REFUSED, outcome.message()));
      case TURNED_AWAY ->
          plan(
              database,
              run,
              sending,
              RowState.FAILED,
              Reason.of(ReasonCode.TURNED_AWAY, outcome.message()));
      case UNKNOWN ->
          plan(
              database,
              run,
              sending,
              RowState.UNKNOWN,
              Reason.of(ReasonCode.MASTER_DATA_UNKNOWN, run.runId(), outcome.message()));
      case WAITS ->
          PlanRowStore.isPlanned(database, run.planId(), Integer.parseInt(outcome.message()))
              ? plan(database, run, sending, RowState.PLANNED, null)
              : plan(
                  database,
                  run,
                  sending,
                  RowState.NOT_SENT,
                  Reason.of(ReasonCode.WAITS_FOR, outcome.message()));
      case STALE, USER_REFUSED, NOT_SENT, TOO_MANY_REQUESTS, UNAUTHORIZED, FORBIDDEN ->
          plan(database, run, sending, RowState.PLANNED, null);
    };
  }

  private static boolean plan(
      Connection database, ActiveRun run, Sending sending, RowState state, Reason reason)
      throws SQLException {
    return PlanRowStore.settle(
        database, run.planId(), sending.row(), run.lock().epoch(), state, reason, null);
  }
}
