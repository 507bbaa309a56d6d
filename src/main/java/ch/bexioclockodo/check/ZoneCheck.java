package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Messages;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Whether the wall time that timesheets are written in is one of people. */
record ZoneCheck(ZoneId zone, ZonedDateTime now) implements Check {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Override
  public String name() {
    return "zone";
  }

  @Override
  public Finding find(Calls calls) {
    String text = Messages.text("check.zone", zone, MINUTE.format(now.withZoneSameInstant(zone)));
    return Finding.ok(
        name(),
        zone.getRules().isFixedOffset() ? Messages.text("check.zone-fixed", text, zone) : text);
  }
}
