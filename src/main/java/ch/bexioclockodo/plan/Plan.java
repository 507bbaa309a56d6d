package ch.bexioclockodo.plan;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A stored plan without its rows.
 *
 * @param readAt when its window was read to the end; null while it is being made
 * @param sourceSeconds the recorded seconds of all source rows
 * @param controlCloses whether what was read adds up to what the source system reports
 * @param run the run that applied it, or null
 * @param excludedRemoved how many of its excluded rows are no longer kept
 */
public record Plan(
    long id,
    String connection,
    String kind,
    LocalDate from,
    LocalDate to,
    String request,
    Instant createdAt,
    Instant readAt,
    long sourceCount,
    long sourceSeconds,
    BigDecimal sourceRevenue,
    long unchangedCount,
    long unchangedSeconds,
    boolean controlCloses,
    List<String> notes,
    Long run,
    long excludedRemoved) {}
