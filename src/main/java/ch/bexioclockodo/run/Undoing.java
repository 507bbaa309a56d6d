package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.plan.PlanRow;
import java.util.List;
import java.util.Map;

/** How far the rows of a run that is taken back are read: one page at a time. */
public final class Undoing {

  private final long plan;
  private final long epoch;
  private int lastRow;
  private boolean more = true;
  private List<PlanRow> rows = List.of();
  private Map<Long, LedgerRow> ledger = Map.of();

  /**
   * @param plan the plan that the run has applied
   * @param epoch the epoch of its lock
   */
  Undoing(long plan, long epoch) {
    this.plan = plan;
    this.epoch = epoch;
  }

  long plan() {
    return plan;
  }

  long epoch() {
    return epoch;
  }

  int lastRow() {
    return lastRow;
  }

  /** Whether rows are left to be read. */
  public boolean isMore() {
    return more;
  }

  /** The next rows, with what the ledger knows of their entries now; none are the end. */
  void at(List<PlanRow> page, Map<Long, LedgerRow> known) {
    rows = List.copyOf(page);
    ledger = Map.copyOf(known);
    more = !page.isEmpty();
    lastRow = page.isEmpty() ? lastRow : page.get(page.size() - 1).id();
  }

  List<PlanRow> rows() {
    return rows;
  }

  LedgerRow ledgerOf(PlanRow row) {
    return PlanRow.TIMESHEET.equals(row.kind()) ? ledger.get(row.sourceId()) : null;
  }
}
