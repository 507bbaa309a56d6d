package ch.bexioclockodo.plan;

import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.link.Decision;

/**
 * What a decision about an entry's timesheet means, given how far the entry has come in bexio; one
 * that does not fit the matter of today means nothing.
 */
enum TimesheetChoice {
  /** It has no timesheet and shall have none. */
  LEAVE_OUT,
  /** It has, or had, a timesheet: whatever became of it is right. */
  LEAVE_ALONE,
  SEND,
  /** A timesheet that is nobody's is its. */
  ADOPT,
  /** What bexio holds of it holds from now on. */
  TAKE_OVER,
  /** The entry is written over what bexio holds of it. */
  WRITE_OVER,
  NOTHING;

  /**
   * @param ledger what the ledger knows of the entry, or null
   * @param standing how its timesheet stands in bexio, when it is exported
   */
  static TimesheetChoice of(Decision decision, LedgerRow ledger, BexioHoldings.Standing standing) {
    LedgerState state = ledger == null ? LedgerState.RELEASED : ledger.state();
    return switch (decision.choice()) {
      case IGNORE -> ignored(state);
      case CREATE -> sent(state, standing);
      case LINK ->
          state == LedgerState.RELEASED
                  || state == LedgerState.FAILED
                  || state == LedgerState.UNCLEAR
              ? ADOPT
              : NOTHING;
      case TAKE_BEXIO ->
          state == LedgerState.EXPORTED && !standing.isGone() && !standing.isAsWritten()
              ? TAKE_OVER
              : NOTHING;
      case KEEP_CLOCKODO ->
          state == LedgerState.EXPORTED
                  && !standing.isGone()
                  && !standing.locked()
                  && !standing.touched().isEmpty()
              ? WRITE_OVER
              : NOTHING;
      case APART -> NOTHING;
    };
  }

  private static TimesheetChoice ignored(LedgerState state) {
    return switch (state) {
      case RELEASED, FAILED -> LEAVE_OUT;
      case EXPORTED, UNCLEAR, DELETED -> LEAVE_ALONE;
      default -> NOTHING;
    };
  }

  private static TimesheetChoice sent(LedgerState state, BexioHoldings.Standing standing) {
    return switch (state) {
      case RELEASED, FAILED, UNCLEAR, DELETED, WITHDRAWN -> SEND;
      case EXPORTED -> standing.isGone() ? SEND : NOTHING;
      default -> NOTHING;
    };
  }
}
