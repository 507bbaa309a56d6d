package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.util.Map;

/**
 * What makes an exported entry *changed*: its own fields and its links as its row shows them; not
 * what bexio's project says besides.
 */
public final class EntryPrint {

  private EntryPrint() {}

  static String of(Entry entry, EntryProposal.Resolved resolved) {
    return Fingerprint.of(
        entry.timeSince(),
        entry.timeUntil(),
        entry.seconds(),
        entry.text(),
        entry.billable() != Entry.NOT_BILLABLE,
        resolved.contactId(),
        resolved.projectId(),
        resolved.activityId(),
        resolved.userId());
  }

  /** The same of a row. */
  static String of(Map<String, Object> source, Map<String, Object> target) {
    return of(source, target, Map.of());
  }

  /**
   * The same with what the plan has created first.
   *
   * @param created bexio's ids by row
   */
  public static String of(
      Map<String, Object> source, Map<String, Object> target, Map<Integer, Long> created) {
    boolean billable = ((Number) source.get("billable")).intValue() != Entry.NOT_BILLABLE;
    return Fingerprint.of(
        source.get("start"),
        source.get("end"),
        source.get("seconds"),
        source.get("text"),
        billable,
        id(target.get("contact"), created),
        id(target.get("project"), created),
        id(target.get("activity"), created),
        id(target.get("user"), created));
  }

  private static Object id(Object thing, Map<Integer, Long> created) {
    if (!(thing instanceof Map<?, ?> named)) {
      return null;
    }
    return named.get("id") == null && named.get("row") instanceof Integer row
        ? created.get(row)
        : named.get("id");
  }
}
