package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

/** Builds rows of clockodo entries. */
final class EntryRows {

  private EntryRows() {}

  /** A time entry; the project may be null. Insert and change are ten minutes after its end. */
  static ObjectNode time(
      int user,
      int customer,
      Integer project,
      int service,
      Instant since,
      Instant until,
      String text) {
    String recorded = ClockodoTime.format(until.plusSeconds(600));
    return Json.object(
        "type",
        1,
        "customers_id",
        customer,
        "projects_id",
        project,
        "services_id",
        service,
        "users_id",
        user,
        "text",
        text,
        "time_since",
        ClockodoTime.format(since),
        "time_until",
        ClockodoTime.format(until),
        "duration",
        Duration.between(since, until).toSeconds(),
        "clocked",
        false,
        "clocked_offline",
        false,
        "time_clocked_since",
        null,
        "time_insert",
        recorded,
        "time_last_change",
        recorded);
  }

  /** An instant of the company's wall time, for example {@code 2026-09-01T08:00:00}. */
  static Instant local(String wallTime) {
    return LocalDateTime.parse(wallTime).atZone(World.COMPANY_ZONE).toInstant();
  }
}
