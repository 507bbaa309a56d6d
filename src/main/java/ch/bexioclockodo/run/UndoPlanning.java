package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.DatedPages;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.EchoRuleStore;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.ledger.LedgerWindow;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.BexioHoldings;
import ch.bexioclockodo.plan.ExportRowStore;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.Undo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Variable;

/** Plans how an export is taken back: row by row of its run, against ledger and bexio of today. */
public final class UndoPlanning extends ConnectorBean {

  private static final int PAGE = 500;

  /** Finds the run that is to be taken back; the plan covers what that run covered. */
  public void find(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (!run.isPlanning()) {
      return;
    }
    inTransaction(
        database -> {
          find(database, run);
          return null;
        });
  }

  private void find(Connection database, ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    long number = run.selection().undoneRun();
    Optional<RunStore.StoredRun> found = RunStore.find(database, connection, number);
    Optional<Plan> plan =
        found.isEmpty() || found.get().plan() == null
            ? Optional.empty()
            : PlanStore.find(database, connection, found.get().plan());
    if (plan.isEmpty() || Kind.of(found.get().kind()) != Kind.EXPORT) {
      run.end(
          Ending.FAILED,
          "undo.no-export",
          Messages.text("problem.undo-no-export", String.valueOf(number)));
      return;
    }
    run.period(new Period(plan.get().from(), plan.get().to()));
    if (Selection.read(plan.get().request()).wants(RunRequest.Option.INVOICE_DRAFTS)) {
      run.selection(run.selection().with(RunRequest.Option.INVOICE_DRAFTS));
    }
    run.takeBack(new Undoing(plan.get().id(), RunStore.epoch(database, number)));
  }

  /** Prepares the reading of bexio's timesheets, as far back as the run's entries lie. */
  public void openWindow(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    EchoRule rule = inTransaction(database -> EchoRuleStore.rule(database, connection));
    LocalDate first =
        inTransaction(
                database ->
                    LedgerWindow.firstDateOf(database, connection, run.selection().undoneRun()))
            .orElse(run.period().from());
    BexioHoldings holdings =
        new BexioHoldings(rule, settings().lockedStatuses(), first, run.period().to());
    run.window(new ExportWindow(null, new DatedPages(first.minusDays(1)), holdings, false));
  }

  /** Takes the next rows of the run; returns where to look for timesheets no list has shown. */
  public List<Look> nextRows(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (stop().isRequested()) {
      throw new RunStopped();
    }
    if (run.lock() != null) {
      run.lock().hold();
    }
    Undoing undoing = run.getUndoing();
    inTransaction(
        database -> {
          List<PlanRow> rows =
              ExportRowStore.carriedOut(
                  database, undoing.plan(), undoing.epoch(), undoing.lastRow(), PAGE);
          Set<Long> entries =
              rows.stream()
                  .filter(row -> PlanRow.TIMESHEET.equals(row.kind()))
                  .map(PlanRow::sourceId)
                  .collect(Collectors.toSet());
          Map<Long, LedgerRow> known = new HashMap<>();
          if (!entries.isEmpty()) {
            known.putAll(LedgerStore.find(database, run.identity().bexioCompany(), entries));
          }
          undoing.at(rows, known);
          return null;
        });
    return undoing.rows().stream()
        .filter(row -> Undo.asksBexio(row, undoing.ledgerOf(row)))
        .map(undoing::ledgerOf)
        .filter(run.window().holdings()::isMissing)
        .map(Look::atTimesheetOf)
        .toList();
  }

  /** Plans what becomes of them. */
  public void plan(@Variable(Runs.VARIABLE) ActiveRun run) {
    Undoing undoing = run.getUndoing();
    Undo undo = new Undo(run.selection().undoneRun());
    for (PlanRow done : undoing.rows()) {
      if (PlanRow.isFirst(done.kind()) && done.action() != Action.CREATE) {
        continue;
      }
      LedgerRow ledger = undoing.ledgerOf(done);
      BexioHoldings.Standing standing =
          Undo.asksBexio(done, ledger) ? run.window().holdings().of(ledger) : null;
      PlanRow row = undo.row(run.draft().nextRow(), done, ledger, standing);
      run.draft().add(row);
      if (row.counted()) {
        run.draft().countSource(1, row.seconds());
      }
    }
  }
}
