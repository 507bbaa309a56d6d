package ch.bexioclockodo.run;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a schedule is due: at most once a local date, at the first time its cron names on that date.
 * Wall times are computed without a zone and only then placed in it, so a time in the missing hour
 * of a DST night comes an hour later, and one in the repeated hour comes once.
 */
record Schedule(String cron, ZoneId zone) {

  /** Nothing older than this is made up for. */
  private static final int DAYS_BACK = 7;

  /**
   * The newest date that is due.
   *
   * @param since the schedule is known since then; nothing before is due
   * @param lastDate the newest date that was claimed, or null
   */
  Optional<LocalDate> due(Instant since, LocalDate lastDate, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (LocalDate date = today;
        date.isAfter(today.minusDays(DAYS_BACK));
        date = date.minusDays(1)) {
      if (lastDate != null && !date.isAfter(lastDate)) {
        return Optional.empty();
      }
      LocalDateTime fire = firstFire(date, LocalDateTime.ofInstant(since, zone));
      if (fire != null && !fire.atZone(zone).toInstant().isAfter(now)) {
        return Optional.of(date);
      }
    }
    return Optional.empty();
  }

  /** The next instant at which this schedule will be due, for people. */
  Optional<Instant> next(LocalDate lastDate, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDateTime from = LocalDateTime.ofInstant(now, zone);
    if (lastDate != null && !lastDate.isBefore(today)) {
      from = today.plusDays(1).atStartOfDay();
    }
    Date next =
        expression()
            .getNextValidTimeAfter(Date.from(from.minusSeconds(1).toInstant(ZoneOffset.UTC)));
    return Optional.ofNullable(next)
        .map(
            date ->
                LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC).atZone(zone).toInstant());
  }

  private LocalDateTime firstFire(LocalDate date, LocalDateTime since) {
    LocalDateTime from =
        since.isAfter(date.atStartOfDay()) ? since : date.atStartOfDay().minusSeconds(1);
    Date fire = expression().getNextValidTimeAfter(Date.from(from.toInstant(ZoneOffset.UTC)));
    if (fire == null) {
      return null;
    }
    LocalDateTime wallTime = LocalDateTime.ofInstant(fire.toInstant(), ZoneOffset.UTC);
    return wallTime.toLocalDate().equals(date) ? wallTime : null;
  }

  private CronExpression expression() {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
      return expression;
    } catch (ParseException e) {
      throw new IllegalArgumentException("\"" + cron + "\" is no Quartz cron", e);
    }
  }
}
