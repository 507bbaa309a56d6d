package ch.bexioclockodo.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** clockodo's date-times: ISO with Z, without fractions of a second, {@code clockodo.md} §5. */
final class ClockodoTime {

  private static final Pattern FULL =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})");

  private ClockodoTime() {}

  static String format(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** In the stored format, or null when the text is no full date-time. */
  static String normalised(String text) {
    if (text == null || !FULL.matcher(text).matches()) {
      return null;
    }
    try {
      return format(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
