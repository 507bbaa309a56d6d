package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Adoption;
import ch.bexioclockodo.ledger.Intent;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Takes a timesheet that is there already into the ledger, without a call: as the timesheet of an
 * entry that had none, or of the entry that has taken the place of a deleted one.
 */
final class Adopting {

  private Adopting() {}

  /**
   * When a new entry has taken the place of a deleted one, its timesheet becomes the new one's
   * before anything else; false when that timesheet is no longer the old one's.
   */
  static boolean takesPlaceOfAnother(
      Connection database, ActiveRun run, Sending sending, Instant now) throws SQLException {
    return sending.formerEntry() == null
        || Adoption.relink(
            database,
            TimesheetLedger.intent(run, sending, now),
            sending.formerEntry(),
            sending.targetId());
  }

  static boolean adopt(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    boolean taken = take(database, run, sending, now);
    if (taken) {
      TimesheetDecision.end(database, run, sending);
    }
    return PlanRowStore.settle(
        database,
        run.planId(),
        sending.row(),
        run.lock().epoch(),
        taken ? RowState.DONE : RowState.STALE,
        taken ? null : Reason.of(ReasonCode.ALREADY_IN_LEDGER),
        sending.targetId());
  }

  private static boolean take(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    if (sending.formerEntry() != null) {
      return takesPlaceOfAnother(database, run, sending, now);
    }
    Intent what = TimesheetLedger.intent(run, sending, now);
    return Adoption.accept(database, what, sending.targetId(), sending.base())
        || Adoption.adopt(database, what, sending.targetId(), sending.base());
  }
}
