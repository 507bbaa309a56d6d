package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.MonthlyHours;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * The whole months before the window of the scheduled export, as they are asked for.
 *
 * @param first the first month
 * @param last the last month, the one before the window begins
 */
public record PastMonths(YearMonth first, YearMonth last, ZoneId zone) {

  private static final int MONTHS = 13;

  /** Nobody here knows in which zone clockodo cuts its months: a day more on both sides does. */
  private static final Duration EDGE = Duration.ofDays(1);

  /**
   * @param notBefore nothing earlier is ever exported, so nobody cares; null when not set
   */
  static PastMonths before(LocalDate window, LocalDate notBefore, ZoneId zone) {
    YearMonth last = YearMonth.from(window).minusMonths(1);
    YearMonth first = last.minusMonths(MONTHS - 1);
    YearMonth earliest = notBefore == null ? first : YearMonth.from(notBefore);
    return new PastMonths(earliest.isAfter(first) ? earliest : first, last, zone);
  }

  boolean isEmpty() {
    return first.isAfter(last);
  }

  /** The query of clockodo's report, with the brackets encoded. */
  public String getReportQuery() {
    WallTime wallTime = new WallTime(zone);
    StringBuilder query =
        new StringBuilder("time_since=")
            .append(wallTime.startOf(first.atDay(1)).minus(EDGE))
            .append("&time_until=")
            .append(wallTime.startOf(last.plusMonths(1).atDay(1)).plus(EDGE));
    MonthlyHours.GROUPING.forEach(level -> query.append("&grouping%5B%5D=").append(level));
    return query.toString();
  }
}
