package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.EqualTimesheets;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Variable;

/**
 * Looks, before the first write of a plan, at the timesheets that have come since the plan was
 * made: what somebody else has written meanwhile is not sent again.
 */
public final class Meanwhile extends ConnectorBean {

  private static final int PAGE = 500;

  /** Where to look; nowhere when nothing has come since. */
  public List<Look> looks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Optional<Long> seen = inTransaction(database -> PlanStore.watermark(database, run.planId()));
    return seen.isPresent() && run.dispatch().watermark() > seen.get()
        ? List.of(Look.above(seen.get()))
        : List.of();
  }

  /** Rows that would be sent although they are probably there by now become stale. */
  public void seen(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(Settling.LOOK) Look look)
      throws SQLException {
    inTransaction(
        database -> {
          markStale(database, run, look.found());
          return null;
        });
  }

  private static void markStale(Connection database, ActiveRun run, List<Timesheet> found)
      throws SQLException {
    long seen = PlanStore.watermark(database, run.planId()).orElse(Long.MAX_VALUE);
    List<Timesheet> since = found.stream().filter(timesheet -> timesheet.id() > seen).toList();
    Set<Long> ours =
        DoubtStore.claimed(
            database, run.identity().bexioCompany(), since.stream().map(Timesheet::id).toList());
    EqualTimesheets foreign =
        new EqualTimesheets(
            since.stream().filter(timesheet -> !ours.contains(timesheet.id())).toList());
    int last = 0;
    List<PlanRow> page = foreign.isEmpty() ? List.of() : null;
    while (page == null || page.size() == PAGE) {
      page = PlanRowStore.after(database, run.planId(), last, PAGE);
      for (PlanRow row : page) {
        last = row.id();
        if (isSent(row)) {
          Optional<Timesheet> there = foreign.claim(Timesheet.read(row.payload()));
          if (there.isPresent()) {
            Reason reason = Reason.of(ReasonCode.PROBABLY_THERE, there.get().id(), row.sourceId());
            PlanRowStore.stale(database, run.planId(), row.id(), reason);
          }
        }
      }
    }
  }

  /** What a person has decided to send goes all the same. */
  private static boolean isSent(PlanRow row) {
    return PlanRow.TIMESHEET.equals(row.kind())
        && row.action() == Action.CREATE
        && row.state() == RowState.PLANNED
        && !row.target().containsKey("decided");
  }
}
