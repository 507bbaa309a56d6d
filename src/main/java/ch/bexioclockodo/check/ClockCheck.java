package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Messages;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A server's clock, as the header Date tells it, beside this machine's. */
record ClockCheck(String name, String call, Clock clock) implements Check {

  private static final long MOST_SECONDS = 60;

  @Override
  public Finding find(Calls calls) throws Problem {
    String date = calls.answer(call).getMessage().getHeader("Date", String.class);
    if (date == null) {
      return Finding.ok(name, Messages.text("check.clock-unknown"));
    }
    try {
      Instant server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      long ahead = Duration.between(server, clock.instant()).toSeconds();
      if (Math.abs(ahead) > MOST_SECONDS) {
        throw new Problem(
            Messages.text(ahead > 0 ? "check.clock-ahead" : "check.clock-behind", Math.abs(ahead)),
            Messages.text("check.remedy.clock"));
      }
      return Finding.ok(name, Messages.text("check.clock", MOST_SECONDS));
    } catch (DateTimeException unreadable) {
      return Finding.ok(name, Messages.text("check.clock-unknown"));
    }
  }
}
