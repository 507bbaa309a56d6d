package ch.bexioclockodo.bexio;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * bexio's clock: timesheets carry company-local wall time without a zone (facts: bexio §1.5, §6.2).
 * Instants become wall time here and nowhere else.
 */
public record WallTime(ZoneId zone) {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int SECONDS_PER_MINUTE = 60;

  /** The wall clock at an instant, to the second. */
  public LocalDateTime at(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  /** The first instant of a local date; where midnight is missing, the first instant there is. */
  public Instant startOf(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  /**
   * Whether start and end in wall time say what was recorded: both read back as the same instants
   * (in the repeated hour of October only the first pass does), and their difference is the
   * recorded length (across a change of clocks it is not).
   */
  public boolean canSay(Instant start, Instant end, long seconds) {
    return readsBack(start)
        && readsBack(end)
        && Duration.between(at(start), at(end)).toSeconds() == seconds;
  }

  private boolean readsBack(Instant instant) {
    return at(instant).atZone(zone).toInstant().equals(instant);
  }

  /** A timesheet's {@code tracking} of type range. */
  public Map<String, Object> range(Instant start, Instant end) {
    Map<String, Object> tracking = new LinkedHashMap<>();
    tracking.put("type", "range");
    tracking.put("start", at(start).format(DATE_TIME));
    tracking.put("end", at(end).format(DATE_TIME));
    return tracking;
  }

  /** A timesheet's {@code tracking} of type duration; bexio keeps whole minutes only. */
  public Map<String, Object> duration(Instant start, long seconds) {
    if (seconds % SECONDS_PER_MINUTE != 0) {
      throw new IllegalArgumentException(
          "bexio's durations are whole minutes, not " + seconds + " s");
    }
    long minutes = seconds / SECONDS_PER_MINUTE;
    Map<String, Object> tracking = new LinkedHashMap<>();
    tracking.put("type", "duration");
    tracking.put("date", at(start).toLocalDate().toString());
    tracking.put("duration", String.format("%02d:%02d", minutes / 60, minutes % 60));
    return tracking;
  }
}
