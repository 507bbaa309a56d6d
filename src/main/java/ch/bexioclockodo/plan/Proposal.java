package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;
import java.util.Map;
import java.util.Set;

/**
 * What an import proposes for one source row, before its mapping: something settled, something to
 * create from the record's fields, or a linked pair to compare field by field.
 *
 * @param action what to do, or null when the comparison tells
 * @param parent for a project the customer it goes under (an id, or a reference to the row that
 *     creates it)
 * @param base what both sides of a LINK hold: later changes are held against it; or null
 */
public record Proposal(
    int row,
    String kind,
    LinkKind linkKind,
    Action action,
    Reason reason,
    long sourceId,
    Map<String, Object> source,
    Long targetId,
    Map<String, Object> target,
    Object record,
    Object parent,
    Set<Integer> dependsOn,
    String fingerprint,
    Base base,
    Comparison comparison) {

  /** Whether something will be created from the record's fields; not when it may be there. */
  public boolean isCreated() {
    return action == Action.CREATE && state() == RowState.PLANNED;
  }

  public String getKind() {
    return kind;
  }

  /** Planned, or unknown because an earlier run may have created it. */
  public RowState state() {
    boolean unknown = reason != null && reason.code() == ReasonCode.CREATE_UNKNOWN_EARLIER;
    return action == Action.CREATE && unknown ? RowState.UNKNOWN : RowState.PLANNED;
  }
}
