package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree of groups of one request; revenue is rounded per group, so sums may differ. */
final class ClockodoGrouping {

  private final World world;
  private final Call call;
  private final List<ClockodoGroupKey> keys;
  private final int roundToMinutes;
  private final boolean owner;
  private final boolean openBudgetsToo;
  private final ClockodoRevenue revenue;

  ClockodoGrouping(World world, Call call, List<ClockodoGroupKey> keys, int roundToMinutes) {
    this.world = world;
    this.call = call;
    this.keys = keys;
    this.roundToMinutes = roundToMinutes;
    this.owner = ClockodoUsers.isOwner(call.user());
    this.openBudgetsToo = call.queryFlag("calc_also_revenues_for_projects_with_hard_budget");
    this.revenue = new ClockodoRevenue(world);
  }

  ArrayNode of(List<ObjectNode> entries) {
    return level(entries, 0, Json.MAPPER.createObjectNode());
  }

  private ArrayNode level(List<ObjectNode> entries, int depth, ObjectNode parents) {
    List<ObjectNode> groups = new ArrayList<>();
    for (List<ObjectNode> part : parts(entries, depth).values()) {
      groups.add(group(part, depth, parents));
    }
    groups.sort(
        Comparator.<ObjectNode>comparingLong(group -> -group.get("duration").longValue())
            .thenComparing(group -> group.get("group").asText()));
    return Json.array(groups);
  }

  private Map<String, List<ObjectNode>> parts(List<ObjectNode> entries, int depth) {
    ClockodoGroupKey key = keys.get(depth);
    Map<String, List<ObjectNode>> parts = new LinkedHashMap<>();
    for (ObjectNode entry : entries) {
      JsonNode group = key.of(entry, world.clockodoRules().groupingZone());
      boolean perCustomer = key.nonePerCustomer() && group.isNumber();
      String part = perCustomer ? "0 of " + entry.get("customers_id") : group.asText();
      parts.computeIfAbsent(part, name -> new ArrayList<>()).add(entry);
    }
    return parts;
  }

  private ObjectNode group(List<ObjectNode> entries, int depth, ObjectNode parents) {
    ClockodoGroupKey key = keys.get(depth);
    JsonNode id = key.of(entries.get(0), world.clockodoRules().groupingZone());
    ObjectNode group = Json.object("grouped_by", key.option(), "group", id);
    describe(group, key, id, entries.get(0));
    group.set("restrictions", restrictions(depth, parents));
    ArrayNode children = null;
    if (depth + 1 < keys.size()) {
      ObjectNode path = parents.deepCopy();
      if (key.restricts()) {
        path.set(key.option(), id);
      }
      children = level(entries, depth + 1, path);
    }
    long seconds = entries.stream().mapToLong(revenue::seconds).sum();
    long shown = roundToMinutes == 0 ? seconds : rounded(seconds, children);
    group.put("duration", shown);
    if (roundToMinutes > 0) {
      group.put("duration_without_rounding", seconds).put("rounding_success", true);
    }
    if (owner) {
      money(group, entries, depth);
    }
    if (children != null) {
      group.set("sub_groups", children);
    }
    return group;
  }

  /** Up, and only the lowest level; the levels above are sums. */
  private long rounded(long seconds, ArrayNode children) {
    if (children != null) {
      long sum = 0;
      for (JsonNode child : children) {
        sum += child.get("duration").longValue();
      }
      return sum;
    }
    long step = roundToMinutes * 60L;
    return (seconds + step - 1) / step * step;
  }

  private void describe(ObjectNode group, ClockodoGroupKey key, JsonNode id, ObjectNode entry) {
    ObjectNode row =
        key.table() == null ? null : world.clockodo().table(key.table()).get(id.asInt());
    if (row == null) {
      group.put("name", key.table() == null ? plainName(key, id, entry) : none());
      return;
    }
    String name = row.get("name").asText();
    if (key == ClockodoGroupKey.PROJECTS && call.queryFlag("prepend_customer_to_project_name")) {
      ObjectNode customer =
          world.clockodo().table("customers").get(entry.path("customers_id").asInt());
      name = customer.get("name").asText() + " / " + name;
    }
    group.put("name", name);
    if (key != ClockodoGroupKey.SUBPROJECTS && key != ClockodoGroupKey.LUMPSUM_SERVICES) {
      group.set("number", BexioResource.orNull(row.get("number")));
      if (owner) {
        group.set("note", BexioResource.orNull(row.get("note")));
      }
    }
  }

  private String plainName(ClockodoGroupKey key, JsonNode id, ObjectNode entry) {
    return key == ClockodoGroupKey.TEXTS ? entry.path("text").asText("") : id.asText();
  }

  private String none() {
    String language = call.header("Accept-Language");
    return language != null && language.startsWith("de") ? "(ohne)" : "(none)";
  }

  /** An empty list on top, numbers of the parents below, null where the parents are dates. */
  private JsonNode restrictions(int depth, ObjectNode parents) {
    if (depth == 0) {
      return Json.MAPPER.createArrayNode();
    }
    return parents.isEmpty() ? Json.node(null) : parents.deepCopy();
  }

  private void money(ObjectNode group, List<ObjectNode> entries, int depth) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal rate = null;
    boolean uniform = true;
    boolean[] flags = new boolean[5];
    for (ObjectNode entry : entries) {
      BigDecimal earned = revenue.revenue(entry, openBudgetsToo);
      sum = sum.add(earned == null ? BigDecimal.ZERO : earned);
      if (entry.path("type").asInt() == 1) {
        BigDecimal own =
            entry.path("billable").asInt() < 1 ? BigDecimal.ZERO : revenue.hourlyRate(entry);
        uniform &= rate == null || rate.compareTo(own) == 0;
        rate = own;
      } else {
        uniform = false;
      }
      flag(flags, entry);
    }
    group.put("revenue", earned(entries, depth).setScale(2, RoundingMode.HALF_UP));
    if (roundToMinutes > 0) {
      group.put("revenue_without_rounding", sum.setScale(2, RoundingMode.HALF_UP));
    }
    group.put("budget_used", flags[0]);
    group.put("has_budget_revenues_billed", flags[1]);
    group.put("has_budget_revenues_not_billed", flags[2]);
    group.put("has_non_budget_revenues_billed", flags[3]);
    group.put("has_non_budget_revenues_not_billed", flags[4]);
    group.put("hourly_rate", uniform ? rate : null);
    group.put("hourly_rate_is_equal_and_has_no_lumpsums", uniform);
  }

  /** Rounded times earn more in proportion; lump sums do not, and upper levels are sums. */
  private BigDecimal earned(List<ObjectNode> entries, int depth) {
    if (roundToMinutes == 0 || depth + 1 == keys.size()) {
      return earned(entries);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (List<ObjectNode> part : parts(entries, depth + 1).values()) {
      sum = sum.add(earned(part, depth + 1));
    }
    return sum;
  }

  private BigDecimal earned(List<ObjectNode> entries) {
    BigDecimal times = BigDecimal.ZERO;
    BigDecimal lumpSums = BigDecimal.ZERO;
    long seconds = 0;
    for (ObjectNode entry : entries) {
      BigDecimal one = revenue.revenue(entry, openBudgetsToo);
      BigDecimal earned = one == null ? BigDecimal.ZERO : one;
      if (entry.path("type").asInt() == 1) {
        times = times.add(earned);
        seconds += revenue.seconds(entry);
      } else {
        lumpSums = lumpSums.add(earned);
      }
    }
    if (roundToMinutes > 0 && seconds > 0) {
      times =
          times
              .multiply(BigDecimal.valueOf(rounded(seconds, null)))
              .divide(BigDecimal.valueOf(seconds), MathContext.DECIMAL64);
    }
    return times.add(lumpSums);
  }

  private void flag(boolean[] flags, ObjectNode entry) {
    boolean budget = revenue.hardBudget(entry);
    int billable = entry.path("billable").asInt();
    flags[0] |= budget;
    flags[1] |= budget && billable == 2;
    flags[2] |= budget && billable == 1;
    flags[3] |= !budget && billable == 2;
    flags[4] |= !budget && billable == 1;
  }
}
