package ch.bexioclockodo.ledger;

/**
 * What is known of one exported entry: its state, what was sent and from what, the timesheet it
 * became, and bexio's message if it was refused.
 */
public record LedgerRow(
    long entryId,
    LedgerState state,
    String fingerprint,
    String sent,
    Long timesheetId,
    String message,
    long run) {}
