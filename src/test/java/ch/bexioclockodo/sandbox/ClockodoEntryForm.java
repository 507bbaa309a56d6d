package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Checks the body of a create or edit of an entry, {@code clockodo.md} §5.3. */
final class ClockodoEntryForm {

  private static final Map<String, String> REFERENCES =
      Map.of(
          "customers_id", "customers",
          "projects_id", "projects",
          "subprojects_id", "subprojects",
          "services_id", "services",
          "lumpsum_services_id", "lumpSumServices",
          "users_id", "users");

  private static final List<String> NUMBERS =
      List.of("duration", "hourly_rate", "lumpsum", "lumpsum_services_amount");

  private final World world;

  ClockodoEntryForm(World world) {
    this.world = world;
  }

  ObjectNode created(Call call) {
    ObjectNode body = body(call);
    int type = body.hasNonNull("lumpsum_services_id") ? 3 : body.hasNonNull("lumpsum") ? 2 : 1;
    for (String name : required(type)) {
      if (!body.hasNonNull(name)) {
        throw ClockodoErrors.badFields("Missing parameter", name);
      }
    }
    int mostBillable = world.clockodoRules().billedOnCreate() ? 2 : 1;
    ObjectNode row = checked(call, body, mostBillable);
    row.put("type", type);
    if (!row.hasNonNull("users_id")) {
      row.set("users_id", call.user().get("id"));
    }
    if (type != 1) {
      // Lump sums have no length.
      row.set("time_until", row.get("time_since"));
    } else if (!row.hasNonNull("duration")) {
      row.put("duration", seconds(row));
    }
    consistent(row);
    return row;
  }

  /** Only the changed keys. */
  ObjectNode changed(Call call, ObjectNode old) {
    ObjectNode changes = checked(call, body(call), 2);
    ObjectNode whole = old.deepCopy();
    whole.setAll(changes);
    boolean timesChanged = changes.has("time_since") || changes.has("time_until");
    if (whole.path("type").asInt() == 1
        && timesChanged
        && !changes.has("duration")
        && whole.hasNonNull("time_until")) {
      changes.put("duration", seconds(whole));
    }
    consistent(whole);
    return changes;
  }

  private static ObjectNode body(Call call) {
    if (!(call.json() instanceof ObjectNode body)) {
      throw ClockodoErrors.badFields("The body must be a JSON object.");
    }
    return body;
  }

  private static List<String> required(int type) {
    return switch (type) {
      case 2 -> List.of("customers_id", "services_id", "lumpsum", "billable", "time_since");
      case 3 ->
          List.of(
              "customers_id",
              "lumpsum_services_id",
              "lumpsum_services_amount",
              "billable",
              "time_since");
      default -> List.of("customers_id", "services_id", "billable", "time_since", "time_until");
    };
  }

  private ObjectNode checked(Call call, ObjectNode body, int mostBillable) {
    ObjectNode row = Json.MAPPER.createObjectNode();
    REFERENCES.forEach((name, table) -> reference(body, row, name, table));
    NUMBERS.forEach(name -> number(body, row, name));
    for (String name : List.of("time_since", "time_until", "time_clocked_since")) {
      time(body, row, name);
    }
    if (body.has("billable")) {
      int billable = body.get("billable").isBoolean() ? 1 : body.get("billable").asInt(-1);
      if (billable < 0 || billable > mostBillable) {
        throw ClockodoErrors.badFields("Unexpected value", "billable");
      }
      row.put("billable", billable);
    }
    if (body.has("text")) {
      String text = body.get("text").asText("");
      row.put("text", body.get("text").isNull() || text.isEmpty() ? null : text);
    }
    if (body.has("clocked_offline")) {
      row.put("clocked_offline", body.get("clocked_offline").asBoolean());
    }
    boolean forOthers =
        row.hasNonNull("users_id") && !row.get("users_id").equals(call.user().get("id"));
    if (forOthers && !ClockodoUsers.isOwner(call.user())) {
      throw new Refusal(
          ClockodoErrors.version2(403, "You may not book for others.", List.of("users_id")));
    }
    return row;
  }

  private void reference(ObjectNode body, ObjectNode row, String name, String table) {
    if (!body.has(name)) {
      return;
    }
    JsonNode value = body.get(name);
    if (value.isNull() && !name.equals("projects_id") && !name.equals("subprojects_id")) {
      throw ClockodoErrors.badFields("Missing parameter", name);
    }
    if (!value.isNull() && !world.clockodo().table(table).contains(value.asInt())) {
      throw ClockodoErrors.badFields("The referenced resource does not exist.", name);
    }
    row.set(name, value.isNull() ? value : Json.node(value.asInt()));
  }

  private static void number(ObjectNode body, ObjectNode row, String name) {
    if (!body.hasNonNull(name)) {
      return;
    }
    try {
      BigDecimal value = new BigDecimal(body.get(name).asText());
      if (value.signum() < 0) {
        throw ClockodoErrors.badFields("The number must not be negative.", name);
      }
      row.set(name, name.equals("duration") ? Json.node(value.longValue()) : Json.node(value));
    } catch (NumberFormatException e) {
      throw ClockodoErrors.badFields("Wrong format", name);
    }
  }

  private static void time(ObjectNode body, ObjectNode row, String name) {
    if (!body.hasNonNull(name)) {
      return;
    }
    String time = ClockodoTime.normalised(body.get(name).asText());
    if (time == null) {
      throw ClockodoErrors.badFields("Wrong format", name);
    }
    row.put(name, time);
  }

  private void consistent(ObjectNode row) {
    ObjectNode project = world.clockodo().table("projects").get(row.path("projects_id").asInt());
    if (project != null && !project.get("customers_id").equals(row.get("customers_id"))) {
      throw ClockodoErrors.badFields("ProjectDoesNotBelongToCustomer", "projects_id");
    }
    if (row.hasNonNull("time_until") && seconds(row) < 0) {
      throw ClockodoErrors.badFields("The end must not be before the start.", "time_until");
    }
  }

  private static long seconds(ObjectNode row) {
    return Duration.between(
            Instant.parse(row.get("time_since").asText()),
            Instant.parse(row.get("time_until").asText()))
        .toSeconds();
  }
}
