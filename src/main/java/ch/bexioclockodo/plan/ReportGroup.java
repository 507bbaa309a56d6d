package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One lowest report group while it is read: what clockodo reports of it and what its entries say.
 */
final class ReportGroup {

  private final int id;
  private final List<String> ids;
  private List<String> names;
  private Long reported;
  private BigDecimal revenue;
  private long read;
  private long outside;
  private BigDecimal outsideRevenue = BigDecimal.ZERO;
  private boolean running;
  private boolean inside;
  private long unchangedCount;
  private long unchangedSeconds;

  ReportGroup(int id, List<String> ids) {
    this.id = id;
    this.ids = ids;
    this.names = ids;
  }

  /** Adds what clockodo reports; a group may be reported once for each part of the window. */
  void report(List<String> reportedNames, long seconds, BigDecimal money) {
    names = reportedNames;
    reported = (reported == null ? 0 : reported) + seconds;
    if (money != null) {
      revenue = revenue == null ? money : revenue.add(money);
    }
  }

  void add(Entry entry) {
    read += entry.seconds();
    running |= entry.running();
  }

  /** The entry counts in this group and lies in the period. */
  void isInside() {
    inside = true;
  }

  /** The entry counts in clockodo's report of what was read, but not in the period. */
  void addOutside(Entry entry) {
    outside += entry.seconds();
    if (entry.revenue() != null) {
      outsideRevenue = outsideRevenue.add(entry.revenue());
    }
  }

  void addUnchanged(long seconds) {
    unchangedCount++;
    unchangedSeconds += seconds;
  }

  int id() {
    return id;
  }

  /** What clockodo reports; null when it has no such group. */
  Long reported() {
    return reported;
  }

  boolean running() {
    return running;
  }

  /** How many seconds more clockodo reports than the entries add up to. */
  long difference() {
    return (reported == null ? 0 : reported) - read;
  }

  /** Whether anything of it concerns the period. */
  boolean concernsThePeriod() {
    return inside || reportedInside() != 0;
  }

  PlanGroup stored(List<String> grouping, boolean compared) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int level = 0; level < grouping.size(); level++) {
      keys.put(grouping.get(level), ids.get(level));
    }
    return new PlanGroup(
        id,
        keys,
        names,
        reportedInside(),
        revenue == null ? null : revenue.subtract(outsideRevenue),
        compared,
        unchangedCount,
        unchangedSeconds);
  }

  private long reportedInside() {
    return (reported == null ? 0 : reported) - outside;
  }
}
