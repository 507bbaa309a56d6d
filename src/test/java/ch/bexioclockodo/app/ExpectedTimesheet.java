package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What bexio must hold for an entry of clockodo, worked out here and not by the connector's own
 * mapping, so that a wrong zone or a user taken for another is found.
 */
final class ExpectedTimesheet {

  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
  private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int COMPLETED = 3;
  private static final int NOT_BILLABLE = 0;
  private static final int BILLED = 2;

  private final Sandbox sandbox;
  private final Map<String, Map<Integer, Integer>> links;

  /**
   * @param links bexio's ids by kind and clockodo's id
   */
  ExpectedTimesheet(Sandbox sandbox, Map<String, Map<Integer, Integer>> links) {
    this.sandbox = sandbox;
    this.links = links;
  }

  /** The local date of an entry's start, as bexio and the export's period count. */
  static String date(ObjectNode entry) {
    return wall(entry, "time_since").toLocalDate().toString();
  }

  /**
   * The fields of the timesheet, or nothing when the entry must not become one: not an ended time,
   * billed already, demo data, on a hard budget, or about something that is not linked.
   */
  Optional<Map<String, String>> of(ObjectNode entry) {
    Optional<Integer> contact = linked("customer", entry, "customers_id");
    Optional<Integer> project = linked("project", entry, "projects_id");
    Optional<Integer> activity = linked("activity", entry, "services_id");
    Optional<Integer> user =
        linked("user", entry, "users_id").or(() -> linked("fictional-user", entry, "users_id"));
    if (!isEndedTime(entry)
        || entry.path("test_data").asBoolean()
        || entry.path("billable").asInt() == BILLED
        || onHardBudget(entry)
        || contact.isEmpty()
        || project.isEmpty()
        || activity.isEmpty()
        || user.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode bexioProject = sandbox.bexio().table("pr_project").get(project.get());
    return tracking(entry)
        .map(
            tracking -> {
              Map<String, String> fields = new LinkedHashMap<>();
              fields.put("user_id", user.get().toString());
              fields.put("status_id", String.valueOf(COMPLETED));
              fields.put("client_service_id", activity.get().toString());
              fields.put("text", text(entry.get("text")));
              fields.put(
                  "allowable_bill", String.valueOf(entry.path("billable").asInt() != NOT_BILLABLE));
              fields.put("contact_id", contact.get().toString());
              fields.put("sub_contact_id", text(bexioProject.get("contact_sub_id")));
              fields.put("pr_project_id", project.get().toString());
              fields.put("tracking", tracking);
              return fields;
            });
  }

  /** The same fields of what bexio holds. */
  static Map<String, String> held(ObjectNode timesheet) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "user_id",
          "status_id",
          "client_service_id",
          "text",
          "allowable_bill",
          "contact_id",
          "sub_contact_id",
          "pr_project_id"
        }) {
      fields.put(name, text(timesheet.get(name)));
    }
    JsonNode tracking = timesheet.path("tracking");
    fields.put(
        "tracking",
        tracking.path("type").asText().equals("range")
            ? tracking.path("start").asText() + " to " + tracking.path("end").asText()
            : tracking.path("date").asText() + " for " + tracking.path("duration").asText());
    return fields;
  }

  private static boolean isEndedTime(ObjectNode entry) {
    return entry.path("type").asInt() == 1 && entry.hasNonNull("time_until");
  }

  private boolean onHardBudget(ObjectNode entry) {
    ObjectNode project =
        sandbox.clockodo().table("projects").get(entry.path("projects_id").asInt());
    return project != null && project.path("budget").path("hard").asBoolean();
  }

  /**
   * From and to where the wall clock can say it, else how long; nothing where bexio has no word for
   * it: a length that is not whole minutes.
   */
  private static Optional<String> tracking(ObjectNode entry) {
    LocalDateTime start = wall(entry, "time_since");
    LocalDateTime end = wall(entry, "time_until");
    long seconds = entry.get("duration").asLong();
    boolean unmistakable =
        firstPass(start, entry, "time_since") && firstPass(end, entry, "time_until");
    if (unmistakable && Duration.between(start, end).toSeconds() == seconds) {
      return Optional.of(WALL.format(start) + " to " + WALL.format(end));
    }
    long minutes = seconds / 60;
    return seconds % 60 == 0
        ? Optional.of(
            String.format("%s for %02d:%02d", start.toLocalDate(), minutes / 60, minutes % 60))
        : Optional.empty();
  }

  /** In the hour that October repeats, a wall time is taken for its first pass. */
  private static boolean firstPass(LocalDateTime wall, ObjectNode entry, String name) {
    Instant instant = Instant.parse(entry.get(name).asText());
    return ZURICH
        .getRules()
        .getValidOffsets(wall)
        .get(0)
        .equals(ZURICH.getRules().getOffset(instant));
  }

  private static LocalDateTime wall(ObjectNode entry, String name) {
    return LocalDateTime.ofInstant(Instant.parse(entry.get(name).asText()), ZURICH);
  }

  private Optional<Integer> linked(String kind, ObjectNode entry, String name) {
    return Optional.ofNullable(links.getOrDefault(kind, Map.of()).get(entry.path(name).asInt()));
  }

  private static String text(JsonNode value) {
    return value == null || value.isNull() ? "" : value.asText();
  }
}
