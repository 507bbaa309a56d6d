package ch.bexioclockodo.bexio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Reads one of bexio's lists to its end, by limit and offset in order of id. Each page begins with
 * the last row of the page before it, so a list that moved meanwhile is noticed and read again, and
 * a server that caps its pages lower than asked loses nothing; the list ends when nothing follows
 * that row (facts: bexio §1.3).
 *
 * @param <T> the record of a row
 */
public final class OffsetPages<T> {

  private static final int LARGEST_PAGE = 2000;
  private static final int MOST_READINGS = 3;

  private final String name;
  private final ToLongFunction<T> id;
  private final Map<Long, T> rows = new LinkedHashMap<>();
  private long lastId;
  private int readings = 1;
  private boolean more = true;

  public OffsetPages(String name, ToLongFunction<T> id) {
    this.name = name;
    this.id = id;
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
    return "limit=" + LARGEST_PAGE + "&offset=" + Math.max(0, rows.size() - 1);
  }

  /** Takes the page that was just read. */
  public void take(List<T> page) {
    if (rows.isEmpty()) {
      more = !page.isEmpty();
      addAll(page);
    } else if (page.isEmpty() || id.applyAsLong(page.get(0)) != lastId) {
      readAgain();
    } else {
      int before = rows.size();
      addAll(page.subList(1, page.size()));
      more = rows.size() > before;
    }
  }

  /** Every row once, in order of id. */
  public List<T> getRows() {
    return new ArrayList<>(rows.values());
  }

  private void addAll(List<T> page) {
    for (T row : page) {
      lastId = id.applyAsLong(row);
      rows.put(lastId, row);
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
    more = true;
  }
}
