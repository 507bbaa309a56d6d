package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** {@code PUT /v2/entrygroups}: bulk edit in two steps, {@code clockodo.md} §6.2. */
final class ClockodoEntryGroupsEdit {

  private static final List<String> VALUES =
      List.of(
          "users_id",
          "customers_id",
          "projects_id",
          "subprojects_id",
          "services_id",
          "lumpsum_services_id",
          "billable",
          "text",
          "hourly_rate");

  private final World world;
  private final ClockodoErrors errors;
  private final ClockodoSelection selection;
  private final Set<String> handedOut = new HashSet<>();

  ClockodoEntryGroupsEdit(World world, ClockodoErrors errors) {
    this.world = world;
    this.errors = errors;
    this.selection = new ClockodoSelection(world);
  }

  void register(Router router) {
    router.add("PUT /v2/entrygroups", this::edit);
  }

  private Answer edit(Call call) {
    ObjectNode body = call.jsonObject().deepCopy();
    JsonNode key = body.remove("confirm_key");
    Table entries = world.clockodo().table("entries");
    List<ObjectNode> affected = entries.rows().stream().filter(predicate(call, body)).toList();
    ObjectNode values = body.deepCopy().retain(VALUES);
    if (values.isEmpty()) {
      throw ClockodoErrors.badFields("Missing parameter", VALUES.toArray(String[]::new));
    }
    // The key belongs to the body; it does not pin the entries.
    String expected =
        UUID.nameUUIDFromBytes(body.toString().getBytes(StandardCharsets.UTF_8)).toString();
    if (key == null || key.isNull()) {
      handedOut.add(expected);
      return Answer.json(
          200, Json.object("confirm_key", expected, "affected_entries", affected.size()));
    }
    if (!key.asText().equals(expected) || !handedOut.remove(expected)) {
      throw ClockodoErrors.badFields("The confirm_key does not fit.", "confirm_key");
    }
    if (affected.stream().anyMatch(entry -> entry.path("test_data").asBoolean())) {
      throw errors.refusal(call, 403);
    }
    values.put("time_last_change", ClockodoTime.format(world.clock().now()));
    affected.forEach(entry -> entries.update(entry.get("id").intValue(), values));
    return Answer.json(200, Json.object("success", true, "edited_entries", affected.size()));
  }

  private Predicate<ObjectNode> predicate(Call call, ObjectNode body) {
    Map<String, String> filters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> filter : body.path("filter").properties()) {
      filters.put(filter.getKey(), filter.getValue().asText());
    }
    return selection.predicate(
        call,
        body.path("time_since").asText(null),
        body.path("time_until").asText(null),
        filters,
        List.of("0", "1", "2"),
        true);
  }
}
