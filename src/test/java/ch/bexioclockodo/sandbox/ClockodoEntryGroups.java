package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** {@code GET /v2/entrygroups}: strict parameters, nested groups, {@code clockodo.md} §6.1. */
final class ClockodoEntryGroups {

  private static final Set<String> PARAMETERS =
      Set.of(
          "time_since",
          "time_until",
          "grouping[]",
          "round_to_minutes",
          "prepend_customer_to_project_name",
          "calc_also_revenues_for_projects_with_hard_budget");

  private final World world;
  private final ClockodoSelection selection;

  ClockodoEntryGroups(World world) {
    this.world = world;
    this.selection = new ClockodoSelection(world);
  }

  void register(Router router) {
    router.add("GET /v2/entrygroups", this::groups);
  }

  private Answer groups(Call call) {
    if (call.query().containsKey("grouping")) {
      throw ClockodoErrors.badFields("Array expected.", "grouping");
    }
    for (String name : call.query().keySet()) {
      if (!PARAMETERS.contains(name) && !name.startsWith("filter[")) {
        throw ClockodoErrors.badFields("Unknown parameter", name);
      }
    }
    List<String> grouping = call.query().getOrDefault("grouping[]", List.of());
    if (grouping.isEmpty()) {
      throw ClockodoErrors.badFields("Missing parameter", "grouping");
    }
    List<ClockodoGroupKey> keys = new ArrayList<>();
    for (String key : grouping) {
      keys.add(
          ClockodoGroupKey.of(key)
              .orElseThrow(() -> ClockodoErrors.badFields("Unknown group option", "grouping")));
    }
    Map<String, String> filters = ClockodoSelection.filters(call);
    Predicate<ObjectNode> wanted =
        selection.predicate(
            call,
            call.query("time_since"),
            call.query("time_until"),
            filters,
            List.of("0", "1", "2"),
            true);
    List<ObjectNode> entries =
        world.clockodo().table("entries").rows().stream().filter(wanted).toList();
    ClockodoGrouping groups = new ClockodoGrouping(world, call, keys, roundTo(call));
    return Answer.json(200, Json.object("groups", groups.of(entries)));
  }

  private static int roundTo(Call call) {
    String minutes = call.query("round_to_minutes");
    if (minutes == null) {
      return 0;
    }
    if (!Router.isNumber(minutes) || minutes.length() > 4) {
      throw ClockodoErrors.badFields("Wrong format", "round_to_minutes");
    }
    return Integer.parseInt(minutes);
  }
}
