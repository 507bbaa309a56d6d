package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Bucket;
import java.util.List;
import java.util.Map;

/**
 * One group of clockodo's report with all that lies in it.
 *
 * @param id clockodo's id of it, 0 for the entries that have none
 * @param seconds what clockodo reports
 * @param sums what became of its entries
 * @param group the number that rows refer to it by; null where it has groups below
 */
public record ReportNode(
    String id,
    String name,
    long seconds,
    Map<Bucket, Sum> sums,
    Integer group,
    List<ReportNode> children) {

  /** How many entries, and how many seconds of them. */
  public record Sum(long count, long seconds) {}

  /** Whether the entries add up to what clockodo reports. */
  public boolean closes() {
    return seconds == sums.values().stream().mapToLong(Sum::seconds).sum();
  }
}
