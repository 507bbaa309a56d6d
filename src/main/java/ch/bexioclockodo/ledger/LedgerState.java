package ch.bexioclockodo.ledger;

/**
 * How far an entry has come in bexio. The legal ways: nothing, FAILED, RELEASED or WITHDRAWN →
 * SENDING (the intent of a create), EXPORTED → SENDING (of an update or a delete); SENDING →
 * EXPORTED, FAILED, UNKNOWN, DELETED, WITHDRAWN (outcome), or what it was before when it was
 * certainly not sent; UNKNOWN, UNCLEAR → EXPORTED, RELEASED, DELETED, WITHDRAWN by reading back.
 */
public enum LedgerState {
  SENDING,
  UNKNOWN,
  /** Still unknown, and something was found that may be it: for a person, and looked for again. */
  UNCLEAR,
  EXPORTED,
  /** bexio refused to create it. */
  FAILED,
  /** Looked for after the settle time, and not there: it may be sent again. */
  RELEASED,
  /** Its timesheet was deleted, because the entry was deleted in clockodo. */
  DELETED,
  /** Its timesheet was taken back by a person; it goes again only when that is asked for. */
  WITHDRAWN
}
