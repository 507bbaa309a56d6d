package ch.bexioclockodo.ledger;

import ch.bexioclockodo.bexio.Timesheet;

/**
 * What is known of one exported entry: its state, what was sent and from what, the timesheet it
 * became and how bexio echoed it, and bexio's message if it refused something.
 *
 * @param operation what was last sent, or is on its way: CREATE, UPDATE or DELETE
 * @param echo bexio's timesheet after the last write, as JSON; null when it is what was sent
 * @param entry the entry as it was last sent, as JSON; null when nobody has kept it yet
 * @param refused the fingerprint of a change that bexio refused, or null
 */
public record LedgerRow(
    long entryId,
    LedgerState state,
    String operation,
    String fingerprint,
    String sent,
    String echo,
    Long timesheetId,
    String message,
    long run,
    String entry,
    String refused) {

  /** bexio's timesheet as it was after the last write. */
  public Timesheet held() {
    return Timesheet.read(echo == null ? sent : echo);
  }

  /** Whether a timesheet of it is known to be in bexio, or may be changing there. */
  public boolean inBexio() {
    return timesheetId != null
        && state != LedgerState.DELETED
        && state != LedgerState.WITHDRAWN
        && state != LedgerState.FAILED;
  }
}
