package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.EntryGroups;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * clockodo's own report of what is billable, rounded as the drafts are, with times and lump sums
 * apart: what the positions are held against.
 */
final class InvoiceReport {

  /** What clockodo reports of one lowest group. */
  record Sum(long seconds, BigDecimal revenue) {}

  private final Map<List<String>, Sum> lowest = new HashMap<>();
  private final Set<List<String>> twice = new HashSet<>();
  private final Map<String, BigDecimal> outermost = new HashMap<>();

  void take(EntryGroups report) {
    for (EntryGroups.Group group : report.groups()) {
      if (group.revenue() != null) {
        outermost.merge(group.key(), money(group), BigDecimal::add);
      }
      add(List.of(), group);
    }
  }

  void startAgain() {
    lowest.clear();
    twice.clear();
    outermost.clear();
  }

  /**
   * What clockodo reports of a group; null when it reports none, or one in each of several parts,
   * which it rounds apart.
   */
  Sum of(List<String> ids) {
    return isInParts(ids) ? null : lowest.get(ids);
  }

  /** Whether clockodo reports a group in several parts. */
  boolean isInParts(List<String> ids) {
    return twice.contains(ids);
  }

  /** What clockodo reports of all groups of an outermost one, rounded once; null for none. */
  BigDecimal revenueOf(String outermostId) {
    return outermost.get(outermostId);
  }

  private void add(List<String> above, EntryGroups.Group group) {
    List<String> path = new ArrayList<>(above);
    path.add(group.key());
    if (!group.leaf()) {
      group.inside().forEach(inside -> add(path, inside));
    } else if (group.revenue() != null
        && lowest.put(path, new Sum(group.duration(), money(group))) != null) {
      twice.add(path);
    }
  }

  private static BigDecimal money(EntryGroups.Group group) {
    return PositionAmount.centimes(group.revenue());
  }
}
