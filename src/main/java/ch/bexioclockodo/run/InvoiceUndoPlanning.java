package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.plan.InvoiceUndo;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;

/** Plans how the drafts of a run are taken back, by how they stand in bexio today. */
public final class InvoiceUndoPlanning extends ConnectorBean {

  /** Nothing but the drafts themselves is looked at. */
  public void openWindow(@Variable(Runs.VARIABLE) ActiveRun run) {
    run.window(new ExportWindow(null, null, null, false));
  }

  /** A row for each draft; it stands for the entries in it. */
  public void plan(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    long undone = run.selection().undoneRun();
    InvoiceUndo undo = new InvoiceUndo(undone, run.window().invoiceHoldings());
    inTransaction(
        database -> {
          List<PlanRow> rows = new ArrayList<>();
          for (InvoiceRow draft : InvoiceDraftStore.ofRun(database, connection, undone)) {
            PlanRow row = undo.row(run.draft().nextRow(), draft);
            rows.add(row);
            run.draft().countSource(1, row.seconds());
          }
          PlanRowStore.insert(database, connection, run.draft().planId(), rows);
          return null;
        });
  }
}
