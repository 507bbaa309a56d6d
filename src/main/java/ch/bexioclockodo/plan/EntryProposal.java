package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.Entry;
import java.util.Map;

/**
 * What an export proposes for one entry, before its mapping: the entry, the bexio ids it resolves
 * to, and whether its wall times can tell its length. {@code unchanged} means that nothing is to be
 * done and nothing is stored; what bexio refused before is named.
 */
public record EntryProposal(
    Entry entry,
    WallTime wallTime,
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

  /**
   * Whether start and end in wall time say the recorded length; otherwise the entry goes as a
   * duration.
   */
  public boolean asRange() {
    return wallTime.canSay(entry.timeSince(), entry.timeUntil(), entry.seconds());
  }
}
