package ch.bexioclockodo.bexio;

import java.time.LocalDate;
import java.util.List;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Reads bexio's timesheets back to a date, newest date first, page by page; nothing of a page is
 * kept but which ids it had. Each page begins with the last row of the page before it, so a list
 * that lost rows meanwhile is noticed and read again; a list whose order cannot be relied on is
 * read by id, to its end (facts: bexio §6, §10.4).
 */
public final class DatedPages {

  private static final int LARGEST_PAGE = 2000;
  private static final int MOST_READINGS = 3;

  private final LocalDate backTo;
  private final Roaring64Bitmap seen = new Roaring64Bitmap();
  private int rows;
  private int readings = 1;
  private boolean byDate = true;
  private LocalDate lastDate;
  private boolean more = true;

  /**
   * @param backTo the earliest local date that is wanted
   */
  public DatedPages(LocalDate backTo) {
    this.backTo = backTo;
  }

  public boolean isMore() {
    return more;
  }

  /** The query of the next page. */
  public String getQuery() {
    return "limit="
        + LARGEST_PAGE
        + "&offset="
        + Math.max(0, rows - 1)
        + "&order_by="
        + (byDate ? "date_desc" : "id_desc");
  }

  /**
   * Takes the page that was just read.
   *
   * @return whether what was taken before must be forgotten, because the list is read again
   */
  public boolean take(List<Timesheet> page) {
    if (rows > 0 && (page.isEmpty() || !seen.contains(page.get(0).id()))) {
      return readAgain();
    }
    long before = seen.getLongCardinality();
    for (Timesheet timesheet : page) {
      if (!isInOrder(timesheet)) {
        // An order that is ignored must not make us believe that the window has been passed.
        byDate = false;
        return readAgain();
      }
      seen.addLong(timesheet.id());
      lastDate = timesheet.date() == null ? lastDate : timesheet.date();
    }
    rows += page.size() - (rows > 0 ? 1 : 0);
    boolean grown = seen.getLongCardinality() > before;
    more = grown && !(byDate && lastDate != null && lastDate.isBefore(backTo));
    return false;
  }

  private boolean isInOrder(Timesheet timesheet) {
    return !byDate
        || timesheet.date() == null
        || lastDate == null
        || !timesheet.date().isAfter(lastDate)
        || seen.contains(timesheet.id());
  }

  private boolean readAgain() {
    readings++;
    if (readings > MOST_READINGS) {
      if (!byDate) {
        throw new IllegalStateException(
            "bexio's list of timesheets changed during each of several readings; try again in a few minutes");
      }
      byDate = false;
      readings = 1;
    }
    seen.clear();
    rows = 0;
    lastDate = null;
    more = true;
    return true;
  }
}
