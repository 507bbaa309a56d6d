package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Settings;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When a schedule starts its next run, and whether it ever will. */
record ScheduleCheck(Kind kind, Settings settings, Due due, Connections connections)
    implements Check {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Override
  public String name() {
    return kind.word() + " schedule";
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    String cron = settings.cron(kind);
    if (cron.isEmpty()) {
      return Finding.ok(name(), Messages.text("check.schedule-off"));
    }
    try {
      Optional<Instant> next = due.next(kind);
      if (next.isEmpty()) {
        throw new Problem(
            Messages.text("check.schedule-never", cron),
            Messages.text("check.remedy.cron", "bexio-clockodo." + kind.word() + ".cron"));
      }
      ZoneId zone = settings.zone();
      String text =
          Messages.text("check.schedule-next", MINUTE.format(next.get().atZone(zone)), zone);
      // What helps then is told by the check of the connection.
      return Finding.ok(
          name(),
          connections.standing().connected() ? text : Messages.text("check.schedule-pauses", text));
    } catch (SQLException failed) {
      throw Problem.of(failed);
    }
  }
}
