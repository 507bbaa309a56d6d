package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.clockodo.EntryPage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Reads all entries of a window once, and proves it: as many different entries as clockodo's paging
 * announces, and as many seconds as its report says for each report group. What does not add up is
 * read again, at most twice.
 */
public final class EntryReading {

  /** clockodo's largest page of entries (facts: clockodo §3). */
  private static final int PAGE = 1000;

  private static final int MOST_READINGS = 3;

  /**
   * Nobody here knows whether clockodo selects entries by their start, by any overlap or only when
   * they lie inside, nor whether its end counts (facts: clockodo §10.3): a day more on both sides
   * finds them all, and the start decides here.
   */
  private static final Duration EDGE = Duration.ofDays(1);

  private final Instant from;
  private final Instant until;
  private final Instant lastRead;
  private final List<String> grouping;
  private final List<String> filters;
  private final List<String> notes = new ArrayList<>();
  private final List<ControlTotals> readings = new ArrayList<>();

  /** Ids of one account lie close together: two bytes each, where a set of numbers takes fifty. */
  private final Roaring64Bitmap seen = new Roaring64Bitmap();

  private List<Part> parts = List.of();
  private BigDecimal revenue;
  private Set<String> moved = Set.of();
  private boolean again = true;
  private boolean closes;

  /**
   * @param from first instant of the window
   * @param until first instant after the window
   * @param startOfToday first instant of the local date on which it is read
   * @param filters one query for each part of the window that is read; a single empty one for
   *     everything
   */
  public EntryReading(
      Instant from,
      Instant until,
      Instant startOfToday,
      List<String> grouping,
      List<String> filters) {
    this.from = from;
    // Never into today, where clocks run and people book: a window that ends there is read again
    // tomorrow.
    lastRead = until.plus(EDGE).isAfter(startOfToday) ? until : until.plus(EDGE);
    this.until = until;
    this.grouping = List.copyOf(grouping);
    this.filters = List.copyOf(filters);
  }

  /** Whether the window must be read, for the first time or again. */
  public boolean isAgain() {
    return again;
  }

  /** Starts a reading: everything that an earlier one found is forgotten. */
  public void begin() {
    seen.clear();
    revenue = null;
    readings.add(new ControlTotals(grouping));
    parts = filters.stream().map(Part::new).toList();
  }

  /** The parts of the window, each read by its own report and its own pages. */
  public List<Part> getParts() {
    return parts;
  }

  public void addReport(EntryGroups report) {
    totals().addReport(report);
  }

  /** The entries of a page that belong to the window and were not seen before. */
  public List<Entry> take(Part part, EntryPage page) {
    part.take(page.paging().countItems(), page.paging().countPages());
    List<Entry> fresh = new ArrayList<>();
    for (Entry entry : page.entries()) {
      if (seen.contains(entry.id())) {
        continue;
      }
      seen.addLong(entry.id());
      part.entries++;
      totals().addEntry(entry);
      if (entry.timeSince().isBefore(from) || !entry.timeSince().isBefore(until)) {
        totals().outside(entry);
        continue;
      }
      totals().inside(entry);
      fresh.add(entry);
      if (entry.revenue() != null) {
        revenue = revenue == null ? entry.revenue() : revenue.add(entry.revenue());
      }
    }
    return fresh;
  }

  /** Whether an entry was among those that were read, inside the window or next to it. */
  public boolean hasSeen(long entryId) {
    return seen.contains(entryId);
  }

  /** Ends a reading and decides whether it can be believed. */
  public void finish() {
    notes.clear();
    Map<String, Long> differences = new TreeMap<>(totals().differences());
    List<String> uneven = parts.stream().filter(Part::uneven).map(Part::describe).toList();
    boolean last = readings.size() == MOST_READINGS;
    if ((!differences.isEmpty() || !uneven.isEmpty()) && !last) {
      return;
    }
    again = false;
    moved = moved(differences.keySet());
    differences.keySet().removeAll(moved);
    moved.forEach(key -> notes.add("group-moved " + key));
    differences.forEach((key, seconds) -> notes.add("group-differs " + key + " " + seconds));
    boolean counted = countsMoved();
    uneven.forEach(text -> notes.add((counted ? "count-moved " : "count-differs ") + text));
    if (totals().runningGroups() > 0) {
      notes.add("groups-running " + totals().runningGroups());
    }
    if (readings.size() > 1) {
      notes.add("readings " + readings.size());
    }
    closes = differences.isEmpty() && (uneven.isEmpty() || counted);
  }

  /** Whether what was read adds up to what clockodo reports. */
  public boolean closes() {
    return closes;
  }

  /** What must be said of the comparison: a code and its figures. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  public ControlTotals totals() {
    return readings.get(readings.size() - 1);
  }

  /**
   * Whether somebody booked while the last reading went on: its announced count changed from page
   * to page.
   */
  private boolean countsMoved() {
    return parts.stream().anyMatch(part -> part.countMoved);
  }

  /**
   * clockodo's revenue of the entries that begin in the window, or null without the right to see
   * it.
   */
  public BigDecimal revenue() {
    return revenue;
  }

  /** The number of an entry's report group within the plan. */
  public int groupOf(Entry entry) {
    return totals().inside(entry);
  }

  /** Notes that an entry of the period gets no row, since nothing is to be done with it. */
  public void unchanged(Entry entry) {
    totals().unchanged(entry);
  }

  /** The report groups of the period, as they are stored with the plan once the reading ended. */
  public List<PlanGroup> groups() {
    return totals().stored(moved);
  }

  /** Groups whose reported sum was not the same in every reading: somebody books while we read. */
  private TreeSet<String> moved(Set<String> keys) {
    TreeSet<String> moved = new TreeSet<>();
    for (String key : keys) {
      if (readings.stream().map(reading -> String.valueOf(reading.reported(key))).distinct().count()
          > 1) {
        moved.add(key);
      }
    }
    return moved;
  }

  /** One part of the window: a filter, the report's query and the next page's query. */
  public final class Part {

    private final String filter;
    private int page = 1;
    private int announced = -1;
    private int entries;
    private boolean countMoved;
    private boolean more = true;

    private Part(String filter) {
      this.filter = filter;
    }

    /** The query of clockodo's report, with the brackets encoded. */
    public String getReportQuery() {
      StringBuilder query = new StringBuilder(window());
      grouping.forEach(level -> query.append("&grouping%5B%5D=").append(level));
      return query.append("&calc_also_revenues_for_projects_with_hard_budget=true").toString();
    }

    public boolean isMore() {
      return more;
    }

    /**
     * The query of the next page; only the enhanced list is sure to carry texts (facts: clockodo
     * §5.1).
     */
    public String getQuery() {
      return window() + "&page=" + page + "&items_per_page=" + PAGE + "&enhanced_list=true";
    }

    /** The period itself, without a day more, and the filter of this part. */
    public String getPeriod() {
      return "time_since=" + from + "&time_until=" + until + filter;
    }

    private String window() {
      return "time_since=" + from.minus(EDGE) + "&time_until=" + lastRead + filter;
    }

    private void take(int countItems, int countPages) {
      countMoved |= announced >= 0 && announced != countItems;
      announced = countItems;
      more = page < countPages;
      page++;
    }

    private boolean uneven() {
      return countMoved || entries != announced;
    }

    private String describe() {
      return entries + " " + announced;
    }
  }
}
