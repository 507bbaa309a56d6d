package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reading of one bexio collection: list, search, single, with paging and order of §1.3. */
final class BexioResource {

  private static final int DEFAULT_LIMIT = 500;
  private static final int LARGEST_LIMIT = 2000;

  private final Table table;
  private final BexioSelection selection;
  private final BexioSearch search;
  private final Function<ObjectNode, ObjectNode> view;
  private final BiPredicate<Call, ObjectNode> listed;

  /**
   * Rows are searched and sorted as they are stored, and shown by the view.
   *
   * @param listed which rows a list or search of this call may show at all
   */
  BexioResource(
      Table table,
      Set<String> orderKeys,
      BexioSearch search,
      Function<ObjectNode, ObjectNode> view,
      BiPredicate<Call, ObjectNode> listed) {
    this.table = table;
    this.selection = new BexioSelection(table, orderKeys);
    this.search = search;
    this.view = view;
    this.listed = listed;
  }

  /** A plain list without a search. */
  static BexioResource lookup(Table table, String... orderKeys) {
    return new BexioResource(
        table, Set.of(orderKeys), null, BexioView::stored, (call, row) -> true);
  }

  Answer list(Call call) {
    return page(call, row -> listed.test(call, row));
  }

  Answer search(Call call) {
    Predicate<ObjectNode> found = search.predicate(call);
    boolean ignored = call.hasFault(Fault.Kind.IGNORED_CRITERIA);
    return page(call, row -> listed.test(call, row) && (ignored || found.test(row)));
  }

  Answer single(Call call) {
    return Answer.json(200, view.apply(existing(call)));
  }

  /** A list of version 3.0: no order_by, but totals in headers. */
  Answer listWithTotals(Call call) {
    Answer answer = page(call, row -> true);
    return answer
        .header("x-total-count", table.count())
        .header("x-limit", limit(call))
        .header("x-offset", offset(call));
  }

  ObjectNode existing(Call call) {
    ObjectNode row = table.get(call.pathId());
    if (row == null) {
      throw BexioErrors.notFound();
    }
    return row;
  }

  Answer page(Call call, Predicate<ObjectNode> wanted) {
    int limit = limit(call);
    int offset = offset(call);
    List<ObjectNode> rows = selection.rows(call, wanted);
    rows = PageFaults.shifted(call, table, rows, selection.order(call));
    int from = Math.min(offset, rows.size());
    int to = Math.min(from + PageFaults.cap(call, limit), rows.size());
    List<ObjectNode> shown = PageFaults.shown(call, rows.subList(from, to));
    return Answer.json(200, Json.array(shown.stream().map(view).toList()));
  }

  private static int limit(Call call) {
    // Above the maximum is undocumented; the maximum is what such servers grant.
    return Math.min(number(call, "limit", DEFAULT_LIMIT, 1), LARGEST_LIMIT);
  }

  private static int offset(Call call) {
    return number(call, "offset", 0, 0);
  }

  private static int number(Call call, String name, int absent, int least) {
    String value = call.query(name);
    if (value == null) {
      return absent;
    }
    if (!Router.isNumber(value) || value.length() > 9 || Integer.parseInt(value) < least) {
      throw BexioErrors.badRequest("Invalid value for parameter " + name);
    }
    return Integer.parseInt(value);
  }

  static JsonNode orNull(JsonNode node) {
    return node == null ? NullNode.instance : node;
  }
}
