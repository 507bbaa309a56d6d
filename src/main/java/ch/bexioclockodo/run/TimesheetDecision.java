package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Adoption;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Carries out what people have decided about timesheets; a decision ends when it is carried out.
 */
final class TimesheetDecision {

  private TimesheetDecision() {}

  /** Lets go what the ledger knew of an entry that shall be sent anew; false when it has moved. */
  static boolean makesRoom(Connection database, ActiveRun run, Sending sending)
      throws SQLException {
    if (!sending.isDecided()) {
      return true;
    }
    Map<String, Object> target = Json.readMap(sending.target());
    return !(target.get("left") instanceof String left)
        || Adoption.release(
            database,
            run.identity().bexioCompany(),
            sending.sourceId(),
            LedgerState.valueOf(left),
            target.get("formerTimesheet") instanceof Number id ? id.longValue() : null);
  }

  /** It has been carried out, or bexio refuses it: another question needs another decision. */
  static void end(Connection database, ActiveRun run, Sending sending) throws SQLException {
    if (sending.isDecided()) {
      end(database, run, sending.sourceId());
    }
  }

  static void end(Connection database, ActiveRun run, long entryId) throws SQLException {
    DecisionStore.delete(database, run.request().connection(), LinkKind.TIMESHEET, entryId);
  }
}
