package ch.bexioclockodo.bexio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Reads one of bexio's lists to its end, by limit and offset. Each page begins with the last row of
 * the page before it, so a list that lost rows meanwhile is noticed and read again, and a server
 * that caps its pages lower than asked loses nothing. The list ends where the lowest id is met that
 * an earlier reading has proven to be the last (ids only grow), where the announced total is
 * reached, or else when nothing follows the last row (facts: bexio §1.3).
 *
 * @param <T> the record of a row
 */
public final class OffsetPages<T> {

  private static final int LARGEST_PAGE = 2000;
  private static final int MOST_READINGS = 3;

  private final String name;
  private final ToLongFunction<T> id;
  private final boolean newestFirst;
  private final Long lowestKnown;
  private final String body;
  private final boolean onlyAbove;
  private final Map<Long, T> rows = new LinkedHashMap<>();
  private long lastId;
  private int readings = 1;
  private boolean descending;
  private boolean more = true;

  private OffsetPages(
      String name,
      ToLongFunction<T> id,
      boolean newestFirst,
      Long lowestKnown,
      String body,
      boolean onlyAbove) {
    this.onlyAbove = onlyAbove;
    this.name = name;
    this.id = id;
    this.newestFirst = newestFirst;
    this.lowestKnown = lowestKnown;
    this.body = body;
    this.descending = newestFirst;
  }

  /**
   * A list of version 2.0: newest first, without a total.
   *
   * @param lowestKnown the lowest id of an earlier complete reading, or null
   */
  public static <T> OffsetPages<T> newestFirst(
      String name, ToLongFunction<T> id, Long lowestKnown) {
    return new OffsetPages<>(name, id, true, lowestKnown, null, false);
  }

  /** A list of version 3.0: in its own order, with a total in a header. */
  public static <T> OffsetPages<T> withTotal(String name, ToLongFunction<T> id) {
    return new OffsetPages<>(name, id, false, null, null, false);
  }

  /** What a search of version 2.0 finds, newest first; the body are its criteria as JSON. */
  public static <T> OffsetPages<T> search(String name, ToLongFunction<T> id, String body) {
    return new OffsetPages<>(name, id, true, null, body, false);
  }

  /**
   * What a search of version 2.0 finds above an id, newest first; what is not above it is read at
   * most once and shown too.
   */
  public static <T> OffsetPages<T> searchAbove(
      String name, ToLongFunction<T> id, String body, long lowest) {
    return new OffsetPages<>(name, id, true, lowest, body, true);
  }

  /** The list, as the route that reads one page of it is named. */
  public String getName() {
    return name;
  }

  /** Whether another page must be read. */
  public boolean isMore() {
    return more;
  }

  /** The query of the next page. */
  public String getQuery() {
    return "limit="
        + LARGEST_PAGE
        + "&offset="
        + Math.max(0, rows.size() - 1)
        + (newestFirst ? "&order_by=id_desc" : "");
  }

  /** The criteria of a search, or null of a list. */
  public String getBody() {
    return body;
  }

  /**
   * Takes the page that was just read.
   *
   * @param total how many rows the list announces, or null when it does not
   */
  public void take(List<T> page, Integer total) {
    if (rows.isEmpty()) {
      more = !page.isEmpty();
      addAll(page);
    } else if (page.isEmpty() || !follows(page)) {
      readAgain();
      return;
    } else {
      int before = rows.size();
      addAll(page);
      boolean grown = rows.size() > before;
      if (!grown && id.applyAsLong(page.get(0)) != lastId) {
        readAgain();
        return;
      }
      more = grown;
    }
    if (isProvenEnd(total, page.size())) {
      more = false;
    }
  }

  /**
   * Whether nothing was lost between the last page and this one: it begins with the last row, or,
   * newest first, with a newer one, because rows were added above.
   */
  private boolean follows(List<T> page) {
    long first = id.applyAsLong(page.get(0));
    return first == lastId || descending && first > lastId && rows.containsKey(first);
  }

  /** A full page may have ended at the known end by chance, above what has come back since. */
  private boolean isProvenEnd(Integer total, int pageSize) {
    boolean lowestMet =
        descending
            && lowestKnown != null
            && lastId <= lowestKnown
            && (onlyAbove || pageSize < LARGEST_PAGE);
    return !rows.isEmpty() && (lowestMet || total != null && rows.size() == total);
  }

  /** Every row once, in order of id. */
  public List<T> getRows() {
    List<T> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingLong(id));
    return sorted;
  }

  /** The lowest id of the list once it is read, or null of an empty one. */
  public Long lowest() {
    return rows.keySet().stream().min(Long::compare).orElse(null);
  }

  private void addAll(List<T> page) {
    for (T row : page) {
      long rowId = id.applyAsLong(row);
      // A server that ignores the order must not make us believe that its first page is the end.
      descending &= rows.isEmpty() || rowId < lastId || rows.containsKey(rowId);
      if (rows.put(rowId, row) == null || rowId < lastId) {
        lastId = rowId;
      }
    }
  }

  private void readAgain() {
    if (readings == MOST_READINGS) {
      throw new IllegalStateException(
          "bexio's list of "
              + name
              + " changed during each of "
              + readings
              + " readings; try again in a few minutes");
    }
    readings++;
    rows.clear();
    descending = newestFirst;
    more = true;
  }
}
