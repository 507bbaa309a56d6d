package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.ExportRowStore;
import ch.bexioclockodo.plan.InvoiceUndo;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;

/** Plans how the drafts of a run are taken back, by how they stand in bexio today. */
public final class InvoiceUndoPlanning extends ConnectorBean {

  private static final int PAGE = 500;

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
          List<InvoiceRow> drafts =
              new ArrayList<>(InvoiceDrafts.ofRun(database, connection, undone));
          drafts.addAll(writtenAnew(database, run));
          for (InvoiceRow draft : drafts) {
            PlanRow row = undo.row(run.draft().nextRow(), draft);
            rows.add(row);
            run.draft().countSource(1, row.seconds());
          }
          PlanRowStore.insert(database, connection, run.draft().planId(), rows);
          return null;
        });
  }

  /** What the run has written and a later one has written once more. */
  private static List<InvoiceRow> writtenAnew(Connection database, ActiveRun run)
      throws SQLException {
    Undoing undoing = run.getUndoing();
    List<InvoiceRow> drafts = new ArrayList<>();
    int last = 0;
    List<PlanRow> page;
    do {
      page = ExportRowStore.carriedOut(database, undoing.plan(), undoing.epoch(), last, PAGE);
      for (PlanRow row : page) {
        last = row.id();
        if (row.action() == Action.CREATE && row.payload() != null) {
          String reference = String.valueOf(Json.readMap(row.payload()).get("api_reference"));
          InvoiceDrafts.find(database, run.identity().bexioCompany(), reference)
              .filter(draft -> draft.run() != run.selection().undoneRun())
              .ifPresent(drafts::add);
        }
      }
    } while (page.size() == PAGE);
    return drafts;
  }
}
