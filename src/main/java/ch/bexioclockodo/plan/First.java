package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;
import java.util.Map;
import java.util.Set;

/**
 * A user or business activity that entries need and that is not linked yet: to be created, linked
 * or decided before them. Its row stands on top of the plan and is no source row.
 *
 * @param record the clockodo user or service
 */
public record First(
    int row,
    String kind,
    LinkKind linkKind,
    Action action,
    RowState state,
    Reason reason,
    long sourceId,
    Map<String, Object> source,
    Long targetId,
    Map<String, Object> target,
    Object record) {

  public String getKind() {
    return kind;
  }

  /** Whether the fields of something new must be mapped. */
  public boolean isMapped() {
    return action == Action.CREATE && state == RowState.PLANNED;
  }

  /**
   * Its row in the plan.
   *
   * @param payload what is to be sent, or null
   */
  public PlanRow asRow(RowState newState, Reason newReason, String payload) {
    return new PlanRow(
            row,
            kind,
            action,
            newState,
            newReason,
            sourceId,
            source,
            targetId,
            target,
            payload,
            Set.of(),
            0,
            Fingerprint.of(kind, source, action, targetId, payload),
            linkKind,
            null)
        .uncounted();
  }
}
