package ch.bexioclockodo.ledger;

/**
 * How far an entry has come in bexio. The legal ways: nothing or FAILED → SENDING (intent); SENDING
 * → EXPORTED, FAILED, UNKNOWN (outcome), or nothing again when it was certainly not sent.
 */
public enum LedgerState {
  SENDING,
  UNKNOWN,
  EXPORTED,
  FAILED
}
