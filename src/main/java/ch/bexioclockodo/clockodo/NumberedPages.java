package ch.bexioclockodo.clockodo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Reads one of clockodo's lists to its end, page by page in order of id, and believes it only when
 * as many different rows came as {@code count_items} said throughout; otherwise it reads again
 * (facts: clockodo §3).
 *
 * @param <T> the record of a row
 */
public final class NumberedPages<T> {

  private static final int MOST_READINGS = 3;

  private final String name;
  private final int itemsPerPage;
  private final ToLongFunction<T> id;
  private final Map<Long, T> rows = new LinkedHashMap<>();
  private int page = 1;
  private int announced = -1;
  private int readings = 1;
  private boolean more = true;

  public NumberedPages(String name, int itemsPerPage, ToLongFunction<T> id) {
    this.name = name;
    this.itemsPerPage = itemsPerPage;
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
    return "page=" + page + "&items_per_page=" + itemsPerPage + "&sort%5B%5D=id";
  }

  /** Takes the page that was just read. */
  public void take(ListPage<T> answer) {
    int items = answer.paging().countItems();
    answer.data().forEach(row -> rows.put(id.applyAsLong(row), row));
    boolean moved = announced >= 0 && announced != items;
    boolean last = page >= answer.paging().countPages();
    if (moved || (last && rows.size() != items)) {
      readAgain();
    } else {
      announced = items;
      page++;
      more = !last;
    }
  }

  /** Every row once. */
  public List<T> getRows() {
    return new ArrayList<>(rows.values());
  }

  private void readAgain() {
    if (readings == MOST_READINGS) {
      throw new IllegalStateException(
          "clockodo's list of "
              + name
              + " held other rows than it announced in each of "
              + readings
              + " readings");
    }
    readings++;
    rows.clear();
    page = 1;
    announced = -1;
  }
}
