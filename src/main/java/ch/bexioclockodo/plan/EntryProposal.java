package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.clockodo.Entry;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an export proposes for one entry, before its mapping: the entry, the bexio ids it resolves
 * to, and the rules it goes by. {@code unchanged} means that nothing is to be done and nothing is
 * stored; what bexio refused before is named. {@code decided} means that a person wants it so.
 */
public record EntryProposal(
    Entry entry,
    ExportRules rules,
    Action action,
    RowState state,
    Reason reason,
    boolean unchanged,
    Resolved resolved,
    String refusedPayload,
    String refusedMessage,
    Map<String, Object> source,
    Map<String, Object> target,
    String fingerprint,
    Change change,
    boolean decided) {

  /**
   * What an entry that is exported already has to change.
   *
   * @param former the entry as it was last sent, or null when nobody has kept it
   * @param sent what was last sent for it
   * @param there what bexio holds
   */
  public record Change(EntryMemory former, Timesheet sent, Timesheet there) {}

  /**
   * The bexio ids of everything an entry refers to; null where there is none.
   *
   * @param activityRow the row of the plan that links or creates the activity first, or null
   * @param userRow the row of the plan that links or creates the user first, or null
   */
  public record Resolved(
      Long contactId,
      Integer subContactId,
      Long projectId,
      Long activityId,
      Long userId,
      Integer activityRow,
      Integer userRow) {

    public Resolved(
        Long contactId, Integer subContactId, Long projectId, Long activityId, Long userId) {
      this(contactId, subContactId, projectId, activityId, userId, null, null);
    }

    Resolved with(Missing.Supplies supplies) {
      return new Resolved(
          contactId,
          subContactId,
          projectId,
          supplies.activity().bexioId(),
          supplies.user().bexioId(),
          supplies.activity().row(),
          supplies.user().row());
    }

    /** The activity's id, or a reference to the row that creates it. */
    Object activity() {
      return value(activityId, activityRow);
    }

    /** The user's id, or a reference to the row that creates it. */
    Object user() {
      return value(userId, userRow);
    }

    private static Object value(Long id, Integer row) {
      return id == null && row != null ? Payload.reference(row) : id;
    }
  }

  /** The rows that must be done first, as far as the mapped fields still name what they are for. */
  public Set<Integer> dependsOn(Map<String, Object> fields) {
    Set<Integer> rows = new TreeSet<>();
    if (resolved.userRow() != null && resolved.user().equals(fields.get("user_id"))) {
      rows.add(resolved.userRow());
    }
    if (resolved.activityRow() != null
        && resolved.activity().equals(fields.get("client_service_id"))) {
      rows.add(resolved.activityRow());
    }
    return rows;
  }

  /** Whether nothing is to be done although it has no timesheet, as somebody has decided. */
  public boolean isInNoTimesheet() {
    return unchanged && reason != null;
  }

  /** Whether the timesheet's fields must be mapped. */
  public boolean isMapped() {
    return action != null && action.acts() && state == RowState.PLANNED;
  }

  /** The same entry as it was last sent, to be mapped as well; null when it is mapped alone. */
  public EntryProposal former() {
    if (change == null || change.former() == null) {
      return null;
    }
    EntryMemory former = change.former();
    return new EntryProposal(
        former.entry(),
        rules,
        action,
        state,
        reason,
        false,
        former.resolved(),
        null,
        null,
        source,
        target,
        fingerprint,
        null,
        false);
  }

  /** A timesheet's {@code tracking}: start and end where they say what was recorded. */
  Map<String, Object> tracking() {
    return new EntryTimes(entry, rules).tracking();
  }

  /** Whether bexio's start or end lose their seconds. */
  public boolean isCut() {
    return isMapped() && action != Action.LINK && new EntryTimes(entry, rules).isCut();
  }

  /**
   * The recorded seconds that bexio's start and end do not tell when it keeps whole minutes only;
   * below 0 when they tell more.
   */
  public long secondsCut() {
    return isMapped() ? new EntryTimes(entry, rules).secondsCut() : 0;
  }
}
