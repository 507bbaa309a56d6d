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
  public Finding find(Calls calls) throws Problem {
    String text = Messages.text("check.zone", zone, MINUTE.format(now.withZoneSameInstant(zone)));
    if (zone.getRules().isFixedOffset()) {
      throw new Problem(text, Messages.text("check.remedy.zone", zone));
    }
    return Finding.ok(name(), text);
  }
}
