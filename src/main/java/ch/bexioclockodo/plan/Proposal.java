package ch.bexioclockodo.plan;

import java.util.Map;
import java.util.Set;

/**
 * What an import proposes for one source row, before its mapping: the record it comes from, and for
 * a project the customer it goes under (an id, or a reference to the row that creates it).
 */
public record Proposal(
    int row,
    String kind,
    Action action,
    Reason reason,
    long sourceId,
    Map<String, Object> source,
    Long targetId,
    Map<String, Object> target,
    Object record,
    Object customer,
    Set<Integer> dependsOn,
    String fingerprint) {

  /**
   * Whether fields must be mapped, because something will be created from them; not when it may be
   * there already.
   */
  public boolean isMapped() {
    return action == Action.CREATE && reason == null;
  }

  public String getKind() {
    return kind;
  }

  /** Planned, or unknown because an earlier run may have created it. */
  public RowState state() {
    return action == Action.CREATE && reason != null ? RowState.UNKNOWN : RowState.PLANNED;
  }
}
