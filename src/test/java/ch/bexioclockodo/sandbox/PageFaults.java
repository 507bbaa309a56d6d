package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What faults do to lists: rows that move between pages, smaller pages, missing rows. */
final class PageFaults {

  private PageFaults() {}

  /** The selected rows in order, after a row was added or removed behind the reader's back. */
  static List<ObjectNode> shifted(
      Call call, Table table, List<ObjectNode> rows, Comparator<ObjectNode> order) {
    if (rows.isEmpty()) {
      return rows;
    }
    if (call.hasFault(Fault.Kind.REMOVE_ROW) && call.fault().number() < rows.size()) {
      List<ObjectNode> fewer = new ArrayList<>(rows);
      table.remove(fewer.remove((int) call.fault().number()).get("id").intValue());
      return fewer;
    }
    if (call.hasFault(Fault.Kind.INSERT_ROW)) {
      List<ObjectNode> more = new ArrayList<>(rows);
      more.add(table.insert(copyInFront(call, table, rows.get(0))));
      more.sort(order);
      return more;
    }
    return rows;
  }

  /** The page size that the server grants. */
  static int cap(Call call, int asked) {
    return call.hasFault(Fault.Kind.PAGE_CAP) ? Math.min(asked, call.fault().number()) : asked;
  }

  /** The rows of the page that are shown. */
  static List<ObjectNode> shown(Call call, List<ObjectNode> page) {
    if (call.hasFault(Fault.Kind.SHORT_PAGE)) {
      return page.subList(0, Math.min(page.size(), call.fault().number()));
    }
    if (call.hasFault(Fault.Kind.WITHHOLD_ROW) && call.fault().number() < page.size()) {
      List<ObjectNode> fewer = new ArrayList<>(page);
      fewer.remove((int) call.fault().number());
      return fewer;
    }
    return page;
  }

  private static ObjectNode copyInFront(Call call, Table table, ObjectNode first) {
    ObjectNode copy = first.deepCopy();
    copy.remove("id");
    int free = table.freeIdBelow(first.get("id").intValue());
    if (free > 0) {
      copy.put("id", free);
    }
    for (String name : new String[] {"name", "name_1"}) {
      if (copy.has(name)) {
        copy.put(name, copy.get(name).asText() + " (added meanwhile)");
      }
    }
    if (call.fault().row() != null) {
      copy.setAll(call.fault().row());
    }
    return copy;
  }
}
