package ch.bexioclockodo.plan;

import java.math.BigDecimal;
import java.util.List;

/** The control totals that are stored with a plan: what its source held when it was read. */
public record PlanTotals(
    long sourceCount,
    long sourceSeconds,
    BigDecimal sourceRevenue,
    long unchangedCount,
    long unchangedSeconds,
    boolean controlCloses,
    List<String> notes) {}
