package ch.bexioclockodo.run;

import java.time.LocalDate;

/** Local dates, both ends included. */
public record Period(LocalDate from, LocalDate to) {

  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "the period ends (" + to + ") before it begins (" + from + ")");
    }
  }

  /** The calendar month before a date. */
  public static Period previousMonth(LocalDate today) {
    LocalDate first = today.minusMonths(1).withDayOfMonth(1);
    return new Period(first, first.plusMonths(1).minusDays(1));
  }
}
