package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Hours;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates, hours and amounts as they are written in Switzerland, in each of its languages. */
final class Swiss {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);
  private static final char APOSTROPHE = '’';

  private Swiss() {}

  static String date(LocalDate date) {
    return date == null ? "" : DATE.format(date);
  }

  static String time(Instant instant, ZoneId zone) {
    return instant == null ? "" : TIME.format(instant.atZone(zone));
  }

  /** Such as 187:45 h. */
  static String hours(long seconds) {
    return Hours.text(seconds) + " h";
  }

  static String count(long number) {
    return format("#,##0").format(number);
  }

  /** Such as 1’234.50. */
  static String amount(BigDecimal amount) {
    return amount == null ? "" : format("#,##0.00").format(amount);
  }

  private static DecimalFormat format(String pattern) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(APOSTROPHE);
    symbols.setDecimalSeparator('.');
    return new DecimalFormat(pattern, symbols);
  }
}
