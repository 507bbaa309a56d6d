package ch.bexioclockodo.ledger;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An intent, before its request leaves.
 *
 * @param watermark the highest timesheet id when the run began
 * @param fingerprint what entry and links looked like when it was planned
 * @param sent the body of a create
 * @param entry the entry as it is sent, as JSON
 * @param localDate the local date on which the entry begins
 */
public record Intent(
    long bexioCompany,
    long entryId,
    String connection,
    long plan,
    int planRow,
    long run,
    long epoch,
    long watermark,
    String fingerprint,
    String sent,
    String entry,
    LocalDate localDate,
    Instant at) {}
