package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.util.Map;

/**
 * What an export proposes for one entry, before its mapping: the entry, the bexio ids it resolves
 * to, and the rules it goes by. {@code unchanged} means that nothing is to be done and nothing is
 * stored; what bexio refused before is named.
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
    String fingerprint) {

  /** The bexio ids of everything an entry refers to; null where there is none. */
  public record Resolved(
      Long contactId, Integer subContactId, Long projectId, Long activityId, Long userId) {}

  /** Whether the timesheet's fields must be mapped. */
  public boolean isMapped() {
    return action == Action.CREATE && state == RowState.PLANNED;
  }

  /** A timesheet's {@code tracking}: start and end where they say what was recorded. */
  Map<String, Object> tracking() {
    return new EntryTimes(entry, rules).tracking();
  }

  /** Whether bexio's start or end lose their seconds. */
  public boolean isCut() {
    return isMapped() && new EntryTimes(entry, rules).isCut();
  }

  /**
   * The recorded seconds that bexio's start and end do not tell when it keeps whole minutes only;
   * below 0 when they tell more.
   */
  public long secondsCut() {
    return isMapped() ? new EntryTimes(entry, rules).secondsCut() : 0;
  }
}
