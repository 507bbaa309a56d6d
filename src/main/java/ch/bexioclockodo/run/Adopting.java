package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Adoption;
import ch.bexioclockodo.plan.Json;
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

  static boolean adopt(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    Object former = Json.readMap(sending.target()).get("formerEntry");
    boolean taken =
        former instanceof Number entry
            ? Adoption.relink(
                database,
                TimesheetLedger.intent(run, sending, now),
                entry.longValue(),
                sending.targetId())
            : Adoption.adopt(
                database,
                TimesheetLedger.intent(run, sending, now),
                sending.targetId(),
                sending.base());
    return PlanRowStore.settle(
        database,
        run.planId(),
        sending.row(),
        run.lock().epoch(),
        taken ? RowState.DONE : RowState.STALE,
        taken ? null : Reason.of(ReasonCode.ALREADY_IN_LEDGER),
        sending.targetId());
  }
}
