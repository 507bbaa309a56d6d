package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What the times of one position come to, as clockodo counts: the seconds of the lowest report
 * group together are rounded up, never those of an entry, and the money is rounded once, half up to
 * the centime.
 */
final class InvoiceTimes {

  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  private final List<Entry> entries;
  private final int roundToMinutes;

  /**
   * @param roundToMinutes 0 for none
   */
  InvoiceTimes(List<Entry> entries, int roundToMinutes) {
    this.entries = entries;
    this.roundToMinutes = roundToMinutes;
  }

  /** Whether what an entry earns can be told at all. */
  static boolean isVisible(Entry entry) {
    return entry.revenue() != null || entry.time() && entry.hourlyRate() != null;
  }

  /** The recorded seconds. */
  long seconds() {
    return entries.stream().mapToLong(Entry::seconds).sum();
  }

  /** The seconds that are charged. */
  long charged() {
    if (roundToMinutes == 0) {
      return seconds();
    }
    long step = roundToMinutes * 60L;
    return (seconds() + step - 1) / step * step;
  }

  /** The one rate of all entries; null when there are several, or one that cannot be seen. */
  BigDecimal rate() {
    BigDecimal rate = entries.get(0).hourlyRate();
    for (Entry entry : entries) {
      if (rate == null || entry.hourlyRate() == null || rate.compareTo(entry.hourlyRate()) != 0) {
        return null;
      }
    }
    return rate;
  }

  /** What they earn; different rates are rounded up in proportion. */
  BigDecimal revenue() {
    long seconds = seconds();
    if (seconds == 0) {
      return PositionAmount.centimes(BigDecimal.ZERO);
    }
    BigDecimal exact = BigDecimal.ZERO;
    for (Entry entry : entries) {
      exact =
          exact.add(
              entry.hourlyRate() == null
                  ? entry.revenue().multiply(SECONDS_PER_HOUR)
                  : entry.hourlyRate().multiply(BigDecimal.valueOf(entry.seconds())));
    }
    return exact
        .multiply(BigDecimal.valueOf(charged()))
        .divide(SECONDS_PER_HOUR.multiply(BigDecimal.valueOf(seconds)), 2, RoundingMode.HALF_UP);
  }
}
