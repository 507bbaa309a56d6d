package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Entries with which exporters go wrong, from {@code specials.json} under fixed ids: 80001 to 80099
 * in and around September 2026, 80101 to 80199 in the two nights of changing clocks, 80201 the one
 * that runs now.
 */
final class CompanySpecials {

  private static final int OWNER = 3101;

  private CompanySpecials() {}

  static void fill(SandboxSide clockodo, Instant now) {
    Table entries = clockodo.table("entries");
    for (JsonNode special : Json.resource("specials.json").get("entries")) {
      entries.insert(row(special));
    }
    entries.insert(running(now));
  }

  private static ObjectNode row(JsonNode special) {
    JsonNode project = special.get("projects_id");
    ObjectNode row =
        EntryRows.time(
            special.get("users_id").intValue(),
            special.get("customers_id").intValue(),
            project.isNull() ? null : project.intValue(),
            special.get("services_id").intValue(),
            instant(special.get("from").textValue()),
            instant(special.get("to").textValue()),
            special.get("text").textValue());
    row.put("id", special.get("id").intValue()).put("billable", 1);
    for (Map.Entry<String, JsonNode> change : special.path("set").properties()) {
      row.set(change.getKey(), change.getValue());
    }
    if (row.get("type").intValue() != 1) {
      row.remove(List.of("duration", "clocked", "clocked_offline", "time_clocked_since"));
    }
    if (row.get("type").intValue() == 3) {
      row.remove("services_id");
    }
    return row;
  }

  /** The company's wall time, except where a Z says otherwise. */
  private static Instant instant(String time) {
    return time.endsWith("Z") ? Instant.parse(time) : EntryRows.local(time);
  }

  /** The owner's clock, started three quarters of an hour before the sandbox. */
  private static ObjectNode running(Instant now) {
    Instant since = now.minus(Duration.ofMinutes(47).plusSeconds(13));
    String started = ClockodoTime.format(since);
    return EntryRows.time(OWNER, 40101, 50101, 7101, since, since, "Läuft")
        .put("id", 80201)
        .put("billable", 1)
        .put("clocked", true)
        .put("time_clocked_since", started)
        .put("time_insert", started)
        .put("time_last_change", started)
        .putNull("time_until")
        .putNull("duration");
  }
}
