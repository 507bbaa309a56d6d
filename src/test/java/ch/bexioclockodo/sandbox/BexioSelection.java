package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of a list or search in their order, {@code bexio.md} §1.3: by the keys of the resource,
 * and by id at last. Pages follow each other, so the last selection is kept until a row changes.
 */
final class BexioSelection {

  private static final Comparator<ObjectNode> BY_ID =
      Comparator.comparingInt(row -> row.get("id").intValue());

  private final Table table;
  private final Set<String> orderKeys;
  private Kept kept = new Kept(List.of(), 0, List.of());

  private record Kept(List<Object> question, long version, List<ObjectNode> rows) {}

  BexioSelection(Table table, Set<String> orderKeys) {
    this.table = table;
    this.orderKeys = orderKeys;
  }

  /** What is wanted must follow from path, query and body alone. The list is not to be changed. */
  List<ObjectNode> rows(Call call, Predicate<ObjectNode> wanted) {
    Map<String, List<String>> query = new LinkedHashMap<>(call.query());
    query.keySet().removeAll(Set.of("limit", "offset"));
    String body = new String(call.body(), StandardCharsets.UTF_8);
    List<Object> question = List.of(call.path(), query, body);
    // Read before the rows: what changes meanwhile makes the kept selection an old one.
    long version = table.version();
    if (kept.version != version || !kept.question.equals(question)) {
      kept = new Kept(question, version, selected(call, wanted));
    }
    return kept.rows;
  }

  Comparator<ObjectNode> order(Call call) {
    String orderBy = call.query("order_by");
    if (orderBy == null || orderKeys.isEmpty()) {
      return BY_ID;
    }
    Comparator<ObjectNode> order = null;
    for (String part : orderBy.split(",")) {
      boolean descending = part.endsWith("_desc");
      String key = part.replaceFirst("_(asc|desc)$", "");
      // "name_1" ends like a direction would begin, so the whole word counts first.
      String field = orderKeys.contains(part) ? part : key;
      if (!orderKeys.contains(field)) {
        throw BexioErrors.badRequest("Invalid value for parameter order_by: " + part);
      }
      Comparator<ObjectNode> next = field.equals("id") ? BY_ID : byField(field);
      next = descending ? next.reversed() : next;
      order = order == null ? next : order.thenComparing(next);
    }
    return order.thenComparing(BY_ID);
  }

  private List<ObjectNode> selected(Call call, Predicate<ObjectNode> wanted) {
    Comparator<ObjectNode> order = order(call);
    List<ObjectNode> rows = new ArrayList<>();
    for (ObjectNode row : table.rows()) {
      if (wanted.test(row)) {
        rows.add(row);
      }
    }
    rows.sort(order);
    return rows;
  }

  private static Comparator<ObjectNode> byField(String field) {
    return (a, b) -> BexioSearch.compare(BexioView.field(a, field), BexioView.field(b, field));
  }
}
