package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.Intent;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.ImportRowStore;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps the intents and outcomes of timesheets in the ledger, together with their plan rows. */
final class TimesheetLedger {

  private static final int NOT_FOUND = 404;

  private TimesheetLedger() {}

  /** Stores the intent of a row; one whose entry is taken becomes stale and is not sent. */
  static boolean intend(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    boolean ours =
        switch (sending.action()) {
          case CREATE ->
              TimesheetDecision.makesRoom(database, run, sending)
                  && LedgerStore.intend(database, intent(run, sending, now));
          case UPDATE, DELETE ->
              sending.isTwin()
                      && DoubtStore.claimed(
                              database, run.identity().bexioCompany(), List.of(sending.targetId()))
                          .isEmpty()
                  || !sending.isTwin()
                      && Adopting.takesPlaceOfAnother(database, run, sending, now)
                      && LedgerStore.intend(
                          database,
                          intent(run, sending, now),
                          sending.action().name(),
                          sending.targetId());
          default -> true;
        };
    if (!ours) {
      settle(database, run, sending, RowState.STALE, Reason.of(ReasonCode.ALREADY_IN_LEDGER), null);
    }
    return ours;
  }

  /** Records what became of a row; false when another owner has taken it over. */
  static boolean record(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    if (sending.action() == Action.LINK) {
      return Adopting.adopt(database, run, sending, now);
    }
    Outcome outcome = sending.outcome();
    if (outcome.kind() == Outcome.Kind.DONE || outcome.kind() == Outcome.Kind.REFUSED) {
      TimesheetDecision.end(database, run, sending);
    }
    return switch (outcome.kind()) {
      case DONE -> done(database, run, sending, now);
      case REFUSED -> refused(database, run, sending, now);
      case UNKNOWN -> unknown(database, run, sending, now);
      case TURNED_AWAY -> {
        withdraw(database, run, sending);
        Reason reason = Reason.of(ReasonCode.TURNED_AWAY, outcome.message());
        yield settle(database, run, sending, RowState.FAILED, reason, null);
      }
      case STALE -> {
        withdraw(database, run, sending);
        Reason reason = Reason.of(ReasonCode.TIMESHEET_CHANGED_MEANWHILE, outcome.message());
        yield settle(database, run, sending, RowState.STALE, reason, null);
      }
      case USER_REFUSED -> {
        withdraw(database, run, sending);
        Map<?, ?> user = (Map<?, ?>) Json.readMap(sending.source()).get("user");
        yield ImportRowStore.decide(
            database,
            run.planId(),
            sending.row(),
            run.lock().epoch(),
            Reason.of(
                ReasonCode.USER_REFUSED, user.get("name"), user.get("id"), outcome.message()));
      }
      case WAITS -> {
        withdraw(database, run, sending);
        int other = Integer.parseInt(outcome.message());
        yield PlanRowStore.isPlanned(database, run.planId(), other)
            ? settle(database, run, sending, RowState.PLANNED, null, null)
            : settle(
                database,
                run,
                sending,
                RowState.NOT_SENT,
                Reason.of(ReasonCode.WAITS_FOR, outcome.message()),
                null);
      }
      case NOT_SENT, TOO_MANY_REQUESTS, UNAUTHORIZED, FORBIDDEN -> {
        withdraw(database, run, sending);
        yield settle(database, run, sending, RowState.PLANNED, null, null);
      }
    };
  }

  private static boolean done(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    Outcome outcome = sending.outcome();
    long company = run.identity().bexioCompany();
    long epoch = run.lock().epoch();
    boolean known =
        sending.isTwin()
            || switch (sending.action()) {
              case CREATE ->
                  LedgerStore.settle(
                      database,
                      company,
                      sending.sourceId(),
                      epoch,
                      LedgerState.EXPORTED,
                      outcome.id(),
                      echo(sent(run, sending), outcome.answer()),
                      null,
                      now);
              case UPDATE ->
                  LedgerStore.changed(
                      database,
                      intent(run, sending, now),
                      echo(sent(run, sending), outcome.answer()),
                      LedgerState.SENDING,
                      epoch);
              default -> deleted(database, run, sending, now);
            };
    Long id = sending.action() == Action.CREATE ? outcome.id() : sending.targetId();
    return known && settle(database, run, sending, RowState.DONE, null, id);
  }

  private static boolean deleted(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    return LedgerStore.settle(
        database,
        run.identity().bexioCompany(),
        sending.sourceId(),
        run.lock().epoch(),
        run.request().takesBack() ? LedgerState.WITHDRAWN : LedgerState.DELETED,
        null,
        null,
        null,
        now);
  }

  private static boolean refused(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    Outcome outcome = sending.outcome();
    long company = run.identity().bexioCompany();
    long epoch = run.lock().epoch();
    if (sending.action() == Action.DELETE && outcome.status() == NOT_FOUND) {
      // What was to be deleted is gone.
      return (sending.isTwin() || deleted(database, run, sending, now))
          && settle(database, run, sending, RowState.DONE, null, sending.targetId());
    }
    boolean known =
        sending.isTwin()
            || (sending.action() == Action.CREATE
                ? LedgerStore.settle(
                    database,
                    company,
                    sending.sourceId(),
                    epoch,
                    LedgerState.FAILED,
                    null,
                    null,
                    outcome.message(),
                    now)
                : LedgerStore.refused(
                    database,
                    company,
                    sending.sourceId(),
                    epoch,
                    run.dispatch().fingerprint(sending),
                    outcome.message()));
    Reason reason = Reason.of(ReasonCode.REFUSED, outcome.message());
    return known && settle(database, run, sending, RowState.FAILED, reason, null);
  }

  private static boolean unknown(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    Outcome outcome = sending.outcome();
    boolean known =
        sending.isTwin()
            || LedgerStore.settle(
                database,
                run.identity().bexioCompany(),
                sending.sourceId(),
                run.lock().epoch(),
                LedgerState.UNKNOWN,
                null,
                null,
                outcome.message(),
                now);
    Reason reason = Reason.of(ReasonCode.OUTCOME_UNKNOWN, run.runId(), outcome.message());
    return known && settle(database, run, sending, RowState.UNKNOWN, reason, null);
  }

  /** bexio's answer as it is kept: nothing when it is what was sent. */
  static String echo(Timesheet sent, String answer) {
    try {
      Timesheet there = Timesheet.read(answer).writable();
      boolean same =
          there.fields().keySet().equals(sent.fields().keySet())
              && EchoRule.EXACT.differences(sent, there, sent.fields().keySet()).isEmpty();
      return same ? null : there.write();
    } catch (IllegalArgumentException noTimesheet) {
      return null;
    }
  }

  /** bexio's answer to a row as it is kept. */
  static String echo(ActiveRun run, Sending sending) {
    return echo(sent(run, sending), sending.outcome().answer());
  }

  private static Timesheet sent(ActiveRun run, Sending sending) {
    return Timesheet.read(body(run, sending));
  }

  /** The body as it leaves; a reference to what was not created stays one. */
  private static String body(ActiveRun run, Sending sending) {
    if (sending.payload() == null) {
      return "{}";
    }
    Map<Integer, Long> created = run.dispatch().createdIds();
    return created.keySet().containsAll(sending.dependsOn())
        ? Payload.resolve(sending.payload(), sending.dependsOn(), created::get)
        : sending.payload();
  }

  static Intent intent(ActiveRun run, Sending sending, Instant now) {
    Map<String, Object> source = Json.readMap(sending.source());
    EntryMemory memory =
        EntryMemory.of(source, References.resolved(Json.readMap(sending.target()), run.dispatch()));
    String body = body(run, sending);
    return new Intent(
        run.identity().bexioCompany(),
        sending.sourceId(),
        run.request().connection(),
        run.planId(),
        sending.row(),
        run.runId(),
        run.lock().epoch(),
        run.dispatch().watermark(),
        run.dispatch().fingerprint(sending),
        body,
        memory.write(),
        java.time.LocalDate.parse((String) source.get("date")),
        now);
  }

  private static void withdraw(Connection database, ActiveRun run, Sending sending)
      throws SQLException {
    if (!sending.isTwin()) {
      LedgerStore.withdraw(
          database, run.identity().bexioCompany(), sending.sourceId(), run.lock().epoch());
    }
  }

  private static boolean settle(
      Connection database,
      ActiveRun run,
      Sending sending,
      RowState state,
      Reason reason,
      Long targetId)
      throws SQLException {
    return PlanRowStore.settle(
        database, run.planId(), sending.row(), run.lock().epoch(), state, reason, targetId);
  }
}
