package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which entries a period, filters and the caller's rights select, {@code clockodo.md} §5.1. */
final class ClockodoSelection {

  private static final Set<String> IDS =
      Set.of(
          "users_id",
          "customers_id",
          "projects_id",
          "subprojects_id",
          "services_id",
          "lumpsum_services_id");

  private final World world;
  private final ClockodoRevenue revenue;

  ClockodoSelection(World world) {
    this.world = world;
    this.revenue = new ClockodoRevenue(world);
  }

  /** The filters of a query: {@code filter[name]=value}. */
  static Map<String, String> filters(Call call) {
    Map<String, String> filters = new LinkedHashMap<>();
    call.query()
        .forEach(
            (name, values) -> {
              if (name.startsWith("filter[") && name.endsWith("]")) {
                filters.put(name.substring(7, name.length() - 1), values.get(0));
              }
            });
    return filters;
  }

  /**
   * @param billable the values that filter[billable] takes
   * @param alsoTeams whether filter[teams_id] exists
   */
  Predicate<ObjectNode> predicate(
      Call call,
      String timeSince,
      String timeUntil,
      Map<String, String> filters,
      List<String> billable,
      boolean alsoTeams) {
    Predicate<ObjectNode> all =
        period(time("time_since", timeSince), time("time_until", timeUntil));
    if (!ClockodoUsers.isOwner(call.user())) {
      JsonNode self = call.user().get("id");
      all = all.and(entry -> self.equals(entry.get("users_id")));
    }
    for (Map.Entry<String, String> filter : filters.entrySet()) {
      all = all.and(filter(filter.getKey(), filter.getValue(), billable, alsoTeams));
    }
    return all;
  }

  private static String time(String name, String value) {
    if (value == null || value.isEmpty()) {
      throw ClockodoErrors.badFields("Missing parameter", name);
    }
    String time = ClockodoTime.normalised(value);
    if (time == null) {
      throw ClockodoErrors.badFields("Wrong format", name);
    }
    return time;
  }

  /** Stored times have one format, so their order as text is their order in time. */
  private Predicate<ObjectNode> period(String since, String until) {
    boolean exclusive = world.clockodoRules().timeUntilExclusive();
    Predicate<ObjectNode> startsBefore =
        entry -> {
          int order = entry.path("time_since").asText().compareTo(until);
          return order < 0 || (order == 0 && !exclusive);
        };
    if (world.clockodoRules().entrySelectedBy() == ClockodoRules.EntrySelection.START) {
      return startsBefore.and(entry -> entry.path("time_since").asText().compareTo(since) >= 0);
    }
    String now = ClockodoTime.format(world.clock().now());
    return startsBefore.and(
        entry -> {
          String start = entry.path("time_since").asText();
          String end = entry.path("time_until").asText(now);
          return start.compareTo(since) >= 0 || end.compareTo(since) > 0;
        });
  }

  private Predicate<ObjectNode> filter(
      String name, String value, List<String> billable, boolean alsoTeams) {
    if (IDS.contains(name)) {
      int id = id(name, value);
      return entry -> entry.path(name).asInt() == id;
    }
    switch (name) {
      case "texts_id":
        int textsId = id(name, value);
        return entry -> ClockodoEntryView.textsId(entry).asInt() == textsId;
      case "text":
        return entry -> value.equals(entry.path("text").asText(null));
      case "budget_type":
        return budgetType(value);
      case "billable":
        if (!billable.contains(value)) {
          throw ClockodoErrors.badFields("Unexpected value", "filter[billable]");
        }
        return value.equals("12")
            ? entry -> entry.path("billable").asInt() > 0
            : entry -> entry.path("billable").asText().equals(value);
      case "teams_id":
        if (alsoTeams) {
          int team = id(name, value);
          return entry -> team(entry) == team;
        }
        throw unknown(name);
      default:
        throw unknown(name);
    }
  }

  private static Refusal unknown(String name) {
    return ClockodoErrors.badFields("Unknown filter", "filter[" + name + "]");
  }

  private static int id(String name, String value) {
    if (!Router.isNumber(value) || value.length() > 10 || Long.parseLong(value) < 1) {
      throw ClockodoErrors.badFields("Wrong format", "filter[" + name + "]");
    }
    return (int) Long.parseLong(value);
  }

  private int team(ObjectNode entry) {
    ObjectNode user = world.clockodo().table("users").get(entry.path("users_id").asInt());
    return user == null ? 0 : user.path("teams_id").asInt();
  }

  private Predicate<ObjectNode> budgetType(String value) {
    Predicate<ObjectNode> strict = revenue::hardBudget;
    Predicate<ObjectNode> any =
        entry -> {
          ObjectNode project = revenue.project(entry);
          return project != null && project.path("budget").isObject();
        };
    Predicate<ObjectNode> completed =
        entry -> {
          ObjectNode project = revenue.project(entry);
          return project != null && project.path("completed").asBoolean();
        };
    Predicate<ObjectNode> soft = any.and(strict.negate());
    return switch (value) {
      case "rep_filter_budget_strict" -> strict;
      case "rep_filter_budget_strict_completed" -> strict.and(completed);
      case "rep_filter_budget_strict_incomplete" -> strict.and(completed.negate());
      case "rep_filter_budget_soft" -> soft;
      case "rep_filter_budget_soft_completed" -> soft.and(completed);
      case "rep_filter_budget_soft_incomplete" -> soft.and(completed.negate());
      case "rep_filter_budget_without" -> any.negate();
      case "rep_filter_budget_without_strict" -> strict.negate();
      default -> throw ClockodoErrors.badFields("Unexpected value", "filter[budget_type]");
    };
  }
}
