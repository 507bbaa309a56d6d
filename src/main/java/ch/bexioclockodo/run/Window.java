package ch.bexioclockodo.run;

import java.time.LocalDate;

/**
 * What a scheduled export covers, today excluded ({@code bexio-clockodo.export.window}).
 *
 * @param days how many days before today; 0 means the previous month and the current one
 */
public record Window(int days) {

  private static final String DAYS = "days:";

  /** Reads {@code previous-and-current-month} or {@code days:35}. */
  public static Window parse(String text) {
    if ("previous-and-current-month".equals(text)) {
      return new Window(0);
    }
    if (text.matches(DAYS + "[1-9]\\d{0,3}")) {
      return new Window(Integer.parseInt(text.substring(DAYS.length())));
    }
    throw new IllegalArgumentException("must be previous-and-current-month or days:35");
  }

  public Period before(LocalDate today) {
    LocalDate from = days == 0 ? today.minusMonths(1).withDayOfMonth(1) : today.minusDays(days);
    return new Period(from, today.minusDays(1));
  }
}
