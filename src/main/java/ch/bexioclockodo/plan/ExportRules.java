package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.WallTime;
import java.time.LocalDate;

/**
 * What decides about entries, from the settings, the request and what bexio's echoes have taught.
 *
 * @param wallTime bexio's clock
 * @param notBefore nothing that starts earlier is exported; null for no such date
 * @param billedToo whether entries that clockodo marks as billed are exported
 * @param withoutProjectToo whether entries without a project become timesheets without one
 * @param hardBudgetToo whether entries of projects with a hard budget are exported
 * @param asDuration whether an entry whose start and end do not tell its length goes as a duration;
 *     otherwise it needs a decision
 * @param secondsKept whether bexio keeps the seconds of start and end; otherwise each is cut to its
 *     whole minute
 * @param text what becomes of the entry's text
 * @param again whether entries whose timesheets were taken back go again
 * @param remap whether today's mapping is applied to what is exported already
 */
public record ExportRules(
    WallTime wallTime,
    LocalDate notBefore,
    boolean billedToo,
    boolean withoutProjectToo,
    boolean hardBudgetToo,
    boolean asDuration,
    boolean secondsKept,
    TimesheetText text,
    boolean again,
    boolean remap) {

  /**
   * The same, as somebody has asked for.
   *
   * @param entriesAgain whether entries whose timesheets were taken back go again
   * @param mappedAnew whether today's mapping is applied to what is exported already
   */
  public ExportRules asAsked(boolean entriesAgain, boolean mappedAnew) {
    return new ExportRules(
        wallTime,
        notBefore,
        billedToo,
        withoutProjectToo,
        hardBudgetToo,
        asDuration,
        secondsKept,
        text,
        entriesAgain,
        mappedAnew);
  }
}
