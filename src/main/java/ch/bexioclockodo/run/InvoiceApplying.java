package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.connection.DurableCommit;
import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.InvoiceRowStore;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two transactions around each draft: its intent and the entries it holds before, its outcome
 * after. Drafts go one by one: each is looked for before it is sent.
 */
public final class InvoiceApplying extends ConnectorBean {

  /** The exchange variable that says whether the draft of this turn may be sent. */
  public static final String INTENDED = "bexioClockodoIntended";

  private static final Logger LOG = LoggerFactory.getLogger(InvoiceApplying.class);
  private static final int SECONDS_BETWEEN_ATTEMPTS = 2;

  /** An entry of the draft is held by something else. */
  private static final class EntriesTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Stores the intent of the next draft; without one, the rows that went back get their chance. */
  public void intend(
      Exchange exchange,
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Body List<Map<String, Object>> rows)
      throws SQLException {
    exchange.setVariable(INTENDED, false);
    if (rows.isEmpty()) {
      RowsLeft.look(
          run, inTransaction(database -> PlanRowStore.countPlanned(database, run.planId())));
      return;
    }
    Sending sending = Sending.of(rows.get(0));
    exchange.setVariable(Applying.SENDING, sending);
    run.lock().hold();
    run.dispatch().lastRow(sending.row());
    DraftOfRow draft = DraftOfRow.of(sending);
    try {
      boolean begun = inTransaction(database -> intend(database, run, sending, draft));
      exchange.setVariable(INTENDED, begun && sending.isRequest());
    } catch (EntriesTaken taken) {
      inTransaction(database -> stale(database, run, sending, draft));
    }
  }

  private boolean intend(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    Instant now = clock().instant();
    // An intent is on disk before its request leaves (architecture, section 7).
    DurableCommit.ask(database);
    run.lock().fence(database);
    long epoch = run.lock().epoch();
    if (!PlanRowStore.intend(database, run.planId(), sending.row(), epoch, now)) {
      return false;
    }
    long company = run.identity().bexioCompany();
    if (sending.action() == Action.DEACTIVATE) {
      release(database, run, sending, draft, now);
      return true;
    }
    InvoiceDraftStore.Intent intent =
        new InvoiceDraftStore.Intent(
            company,
            draft.reference(),
            run.request().connection(),
            run.planId(),
            sending.row(),
            run.runId(),
            epoch,
            draft.contactId(),
            draft.total(),
            draft.described(),
            sending.fingerprint(),
            now);
    InvoicedEntryStore.Rows entries =
        new InvoicedEntryStore.Rows(run.planId(), sending.row(), draft.entries());
    boolean ours =
        sending.action() == Action.DELETE
            ? InvoiceDraftStore.intendDeletion(database, intent, sending.targetId())
            : InvoiceDraftStore.intend(database, intent)
                && InvoicedEntryStore.hold(
                    database,
                    company,
                    draft.reference(),
                    entries,
                    settings().invoiceSettings().layout().ofTimesheetsToo());
    if (!ours) {
      throw new EntriesTaken();
    }
    return true;
  }

  /**
   * A draft that somebody has deleted in bexio lets its entries go; nothing is sent. What was made
   * of it or withdrawn since the plan was made is left alone.
   */
  private static void release(
      Connection database, ActiveRun run, Sending sending, DraftOfRow draft, Instant now)
      throws SQLException {
    boolean confirmed = "confirmed".equals(Json.readMap(sending.target()).get("released"));
    long company = run.identity().bexioCompany();
    boolean stillConfirmed =
        !confirmed
            || DecisionStore.delete(
                database, run.request().connection(), LinkKind.INVOICE_DRAFT, sending.targetId());
    if (!stillConfirmed
        || !InvoiceDraftStore.released(
            database, company, draft.reference(), sending.targetId(), confirmed, now)) {
      throw new EntriesTaken();
    }
    PlanRowStore.settle(
        database,
        run.planId(),
        sending.row(),
        run.lock().epoch(),
        RowState.DONE,
        null,
        sending.targetId());
  }

  private static Void stale(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    run.lock().fence(database);
    Reason reason = Reason.of(ReasonCode.DRAFT_ENTRIES_TAKEN);
    PlanRowStore.stale(database, run.planId(), sending.row(), reason);
    InvoiceRowStore.follow(
        database,
        run.planId(),
        sending.row(),
        draft.entries(),
        RowState.PLANNED,
        RowState.STALE,
        reason,
        null);
    return null;
  }

  /**
   * Records what became of the draft and with it of its entries. A database that stumbles is asked
   * again while the lease holds, since the outcome is known only here until then.
   */
  public void record(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(Applying.SENDING) Sending sending)
      throws SQLException, InterruptedException {
    DraftOfRow draft = DraftOfRow.of(sending);
    InvoiceOutcomes outcomes = new InvoiceOutcomes(settings(), clock());
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(database -> outcomes.record(database, run, sending, draft));
        break;
      } catch (SQLException stumbled) {
        if (attempt == Chunks.MOST_ATTEMPTS_TO_RECORD) {
          throw stumbled;
        }
        LOG.warn("the outcome of a draft is not recorded yet: {}", stumbled.getMessage());
        TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_ATTEMPTS);
      }
    }
    compare(run, sending, draft);
  }

  /** A draft that does not come to what was shown is the last one that is written unseen. */
  private void compare(ActiveRun run, Sending sending, DraftOfRow draft) {
    if (sending.action() != Action.CREATE || sending.outcome().kind() != Outcome.Kind.DONE) {
      return;
    }
    Invoice invoice = Json.read(sending.outcome().answer(), Invoice.class);
    if (invoice.total() != null && !invoice.comesTo(draft.total())) {
      if (settings().learnsFromFirstRow()) {
        run.problem(
            "invoice.differs",
            Messages.text(
                "problem.invoice-differs-learnt", invoice.named(), invoice.total(), draft.total()));
      } else {
        run.end(Ending.FAILED, "invoice.differs", InvoiceOutcomes.difference(invoice, draft));
      }
    }
  }
}
