package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a rebuild of the ledger makes of the rows of an export: timesheets that are there and that
 * nobody has are taken into the ledger; nothing is sent, changed or deleted.
 */
public final class Rebuild {

  private Rebuild() {}

  /** The row as a rebuild plans it. */
  public static PlanRow row(PlanRow row) {
    boolean there = row.reason() != null && row.reason().code() == ReasonCode.PROBABLY_THERE;
    if (row.action() == Action.DECIDE && there) {
      Reason reason = Reason.of(ReasonCode.REBUILD_ADOPTS, row.targetId());
      return changed(row, Action.LINK, reason, row.payload(), row.dependsOn());
    }
    boolean writes = row.action().acts() && row.action() != Action.LINK;
    return writes && row.state() == RowState.PLANNED
        ? changed(row, Action.EXCLUDE, Reason.of(ReasonCode.REBUILD_NOT_ASKED), null, Set.of())
        : row;
  }

  /**
   * The same row for a person, when another timesheet that is nobody's might be its entry's just as
   * well; nothing when its choice is clear.
   */
  public static Optional<PlanRow> unclear(PlanRow row, BexioHoldings holdings) {
    if (row.action() != Action.LINK
        || row.reason() == null
        || row.reason().code() != ReasonCode.REBUILD_ADOPTS) {
      return Optional.empty();
    }
    List<Timesheet> others =
        holdings.asEqual(Timesheet.read(row.payload()), Timesheet.read(row.base()));
    if (others.isEmpty()) {
      return Optional.empty();
    }
    List<Long> ids = new ArrayList<>(List.of(row.targetId()));
    others.forEach(other -> ids.add(other.id()));
    String named = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    Reason reason = Reason.of(ReasonCode.REBUILD_SEVERAL, named, row.sourceId());
    return Optional.of(changed(row, Action.DECIDE, reason, row.payload(), row.dependsOn()));
  }

  private static PlanRow changed(
      PlanRow row, Action action, Reason reason, String payload, Set<Integer> dependsOn) {
    return new PlanRow(
        row.id(),
        row.kind(),
        action,
        row.state(),
        reason,
        row.sourceId(),
        row.source(),
        row.targetId(),
        row.target(),
        payload,
        dependsOn,
        row.seconds(),
        row.fingerprint(),
        row.linkKind(),
        row.base(),
        row.counted(),
        row.reportGroup());
  }
}
