package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.LedgerRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What becomes of a timesheet whose entry was changed or deleted after its export: it is followed
 * while nobody has touched, invoiced or closed it in bexio; afterwards it is for a person.
 */
public final class FollowUp {

  private FollowUp() {}

  /** Why a timesheet may not be written, or null when it may. */
  static Reason against(LedgerRow row, BexioHoldings.Standing standing, boolean changed) {
    if (standing.isGone()) {
      return Reason.of(
          changed ? ReasonCode.CHANGED_AND_GONE : ReasonCode.TIMESHEET_GONE, row.timesheetId());
    }
    if (standing.locked() && changed) {
      return Reason.of(
          ReasonCode.CHANGED_AND_LOCKED, row.timesheetId(), standing.there().statusId());
    }
    if (!standing.touched().isEmpty()) {
      return Reason.of(
          changed ? ReasonCode.CHANGED_AND_TOUCHED : ReasonCode.TIMESHEET_TOUCHED,
          row.timesheetId(),
          differences(row.held(), standing.there(), standing.touched()));
    }
    return null;
  }

  /** Field by field, what was written and what is there. */
  static String differences(Timesheet held, Timesheet there, List<String> fields) {
    List<String> all = new ArrayList<>();
    for (String field : fields) {
      all.add(field + ": " + shown(held, field) + " → " + shown(there, field));
    }
    return String.join("; ", all);
  }

  private static String shown(Timesheet timesheet, String field) {
    Object value = timesheet.fields().get(field);
    return value == null ? "–" : String.valueOf(value);
  }

  /**
   * The full body of an edit: what bexio holds, with the fields over it that the entry has changed;
   * never the status.
   *
   * @param before what today's mapping makes of the entry as it was
   * @param now what today's mapping makes of the entry as it is
   * @return null when nothing that is mapped has changed
   */
  public static Map<String, Object> overlay(
      Timesheet there, Map<String, Object> before, Map<String, Object> now) {
    Map<String, Object> body = new LinkedHashMap<>(there.writable().fields());
    boolean changed = false;
    for (String field : changedFields(before, now)) {
      changed = true;
      if (now.get(field) == null) {
        // An edit that leaves a field out may keep it (facts: bexio §1.1).
        body.put(field, "text".equals(field) ? "" : null);
      } else {
        body.put(field, now.get(field));
      }
    }
    return changed ? body : null;
  }

  private static TreeSet<String> changedFields(
      Map<String, Object> before, Map<String, Object> now) {
    TreeSet<String> fields = new TreeSet<>(before.keySet());
    fields.addAll(now.keySet());
    fields.remove("status_id");
    fields.removeIf(field -> Objects.equals(before.get(field), now.get(field)));
    return fields;
  }

  /** Whether a timesheet is still as a plan has seen it, its status included. */
  public static List<String> movedSince(Timesheet planned, Timesheet there) {
    return EchoRule.EXACT.differences(planned, there, Timesheet.WRITABLE);
  }
}
