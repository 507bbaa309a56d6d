package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Paging, sorting and the common filters of clockodo's lists, {@code clockodo.md} §3. */
final class ClockodoList {

  static final Comparator<ObjectNode> BY_ID =
      Comparator.comparingInt(row -> row.get("id").intValue());

  private final Table table;
  private final String envelope;
  private final int largestPage;
  private final ClockodoRules rules;
  private final ClockodoErrors errors;

  /** The envelope is {@code data} of v3/v4, or the name of a v2 resource. */
  ClockodoList(
      Table table, String envelope, int largestPage, ClockodoRules rules, ClockodoErrors errors) {
    this.table = table;
    this.envelope = envelope;
    this.largestPage = largestPage;
    this.rules = rules;
    this.errors = errors;
  }

  Answer page(
      Call call,
      Predicate<ObjectNode> wanted,
      Comparator<ObjectNode> order,
      Function<ObjectNode, ObjectNode> view) {
    int size =
        PageFaults.cap(
            call,
            number(
                call,
                "items_per_page",
                Math.min(rules.defaultItemsPerPage(), largestPage),
                largestPage));
    int page = number(call, "page", 1, Integer.MAX_VALUE);
    List<ObjectNode> rows = new ArrayList<>();
    for (ObjectNode row : table.rows()) {
      if (wanted.test(row)) {
        rows.add(row);
      }
    }
    rows.sort(order);
    rows = PageFaults.shifted(call, table, rows, order);
    int from = (int) Math.min((page - 1L) * size, rows.size());
    int to = Math.min(from + size, rows.size());
    List<ObjectNode> shown = PageFaults.shown(call, rows.subList(from, to));
    ObjectNode paging =
        Json.object(
            "items_per_page",
            size,
            "current_page",
            page,
            "count_pages",
            (rows.size() + size - 1) / size,
            "count_items",
            rows.size());
    return Answer.json(
        200, Json.object("paging", paging, envelope, shown.stream().map(view).toList()));
  }

  /** {@code sort[]}: keys of the resource, a minus for descending; without it by id. */
  Comparator<ObjectNode> order(Call call, Set<String> keys) {
    Comparator<ObjectNode> order = null;
    for (String sort : call.query().getOrDefault("sort[]", List.of())) {
      String key = sort.startsWith("-") ? sort.substring(1) : sort;
      if (!keys.contains(key)) {
        ObjectNode item =
            ClockodoErrors.item(
                "UnexpectedValue",
                "Unknown sort key.",
                "sort",
                Json.object("expected_values", keys.stream().sorted().toList()));
        throw new Refusal(errors.items(400, List.of(item)));
      }
      Comparator<ObjectNode> next = (a, b) -> BexioSearch.compare(value(a, key), value(b, key));
      next = sort.startsWith("-") ? next.reversed() : next;
      order = order == null ? next : order.thenComparing(next);
    }
    return order == null ? BY_ID : order.thenComparing(BY_ID);
  }

  /** {@code filter[active]}, {@code filter[fulltext]} and equality of the other named filters. */
  static Predicate<ObjectNode> filter(Call call, String... names) {
    Predicate<ObjectNode> all = row -> true;
    for (String name : names) {
      String wanted = call.query("filter[" + name + "]");
      if (wanted == null) {
        continue;
      }
      if (name.equals("fulltext")) {
        String text = wanted.toLowerCase(Locale.ROOT);
        all =
            all.and(row -> text(row, "name").contains(text) || text(row, "number").contains(text));
      } else {
        String value =
            wanted.equals("1") || wanted.equals("0") ? flagOrNumber(name, wanted) : wanted;
        all = all.and(row -> row.path(name).asText().equals(value));
      }
    }
    return all;
  }

  private static String flagOrNumber(String name, String wanted) {
    boolean flag = name.equals("active") || name.equals("completed");
    return flag ? String.valueOf(wanted.equals("1")) : wanted;
  }

  private static String text(ObjectNode row, String name) {
    return row.path(name).asText("").toLowerCase(Locale.ROOT);
  }

  private static JsonNode value(ObjectNode row, String key) {
    return BexioResource.orNull(row.get(key));
  }

  private int number(Call call, String name, int absent, int largest) {
    String value = call.query(name);
    if (value == null) {
      return absent;
    }
    boolean valid = Router.isNumber(value) && value.length() < 10 && Integer.parseInt(value) >= 1;
    if (!valid || Integer.parseInt(value) > largest) {
      throw outside(name, largest);
    }
    return Integer.parseInt(value);
  }

  private Refusal outside(String name, int largest) {
    String message = "The value must be between 1 and " + largest + ".";
    return envelope.equals("data")
        ? new Refusal(
            errors.items(
                400,
                List.of(
                    ClockodoErrors.item(
                        "NotBetween", message, name, Json.object("min", 1, "max", largest)))))
        : ClockodoErrors.badFields(message, name);
  }
}
