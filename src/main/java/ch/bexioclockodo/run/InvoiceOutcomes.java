package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.InvoiceState;
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
import java.time.Clock;

/** Records what became of one draft and with it of its entries; each outcome its own way. */
final class InvoiceOutcomes {

  private final Settings settings;
  private final Clock clock;

  InvoiceOutcomes(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Within one transaction, which its owner's epoch fences. */
  Void record(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    run.lock().fence(database);
    Outcome outcome = sending.outcome();
    boolean ours =
        switch (outcome.kind()) {
          case DONE ->
              sending.action() == Action.DELETE
                  ? deleted(database, run, sending, draft)
                  : written(database, run, sending, draft);
          case REFUSED -> refused(database, run, sending, draft);
          case UNKNOWN -> unknown(database, run, sending, draft);
          case STALE -> notAsPlanned(database, run, sending, draft);
          default -> notSent(database, run, sending, draft);
        };
    if (!ours) {
      throw new LeaseLost(
          "another run has taken over row " + sending.row() + " of plan " + run.planId());
    }
    return null;
  }

  private boolean written(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    Outcome outcome = sending.outcome();
    Invoice invoice = Json.read(outcome.answer(), Invoice.class);
    boolean differs = invoice.total() != null && !invoice.comesTo(draft.total());
    Reason reason = draft.written(invoice.named());
    if (sending.isFoundInstead()) {
      reason = Reason.of(ReasonCode.DRAFT_READ_BACK, invoice.named());
    } else if (differs) {
      reason = Reason.of(ReasonCode.DRAFT_TOTAL_DIFFERS, invoice.total(), draft.total());
    }
    // Its entries are not marked before somebody is fine with what bexio has made of it.
    boolean doubtful = differs && !settings.learnsFromFirstRow();
    boolean settled =
        settle(
            database,
            run,
            draft,
            InvoiceState.WRITTEN,
            outcome.id(),
            Json.write(invoice),
            doubtful ? difference(invoice, draft) : null);
    long company = run.identity().bexioCompany();
    if (sending.isFoundInstead()) {
      InvoiceDraftStore.doubted(database, company, draft.reference());
    }
    if (!doubtful) {
      InvoiceDraftStore.marksOpen(database, company, draft.reference());
    }
    follow(database, run, sending, draft, RowState.DONE, null, outcome.id());
    return settled && plan(database, run, sending, RowState.DONE, reason, outcome.id());
  }

  private boolean deleted(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    InvoiceDraftStore.marksOpen(database, run.identity().bexioCompany(), draft.reference());
    DecisionStore.delete(
        database, run.request().connection(), LinkKind.INVOICE_DRAFT, sending.targetId());
    return settle(database, run, draft, InvoiceState.WITHDRAWN, null, null, null)
        && plan(database, run, sending, RowState.DONE, null, sending.targetId());
  }

  private boolean refused(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    String message = sending.outcome().message();
    boolean ours =
        sending.action() == Action.DELETE
            ? withdraw(database, run, draft)
            : settle(database, run, draft, InvoiceState.FAILED, null, null, message);
    return ours && failed(database, run, sending, draft, Reason.of(ReasonCode.REFUSED, message));
  }

  /** Its entries wait for it, and it is for a person. */
  private boolean failed(
      Connection database, ActiveRun run, Sending sending, DraftOfRow draft, Reason reason)
      throws SQLException {
    follow(
        database,
        run,
        sending,
        draft,
        RowState.NOT_SENT,
        Reason.of(ReasonCode.WAITS_FOR, sending.row()),
        null);
    return plan(database, run, sending, RowState.FAILED, reason, null);
  }

  /** With an id, a document of this reference is there that is not what was to be sent. */
  private boolean unknown(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    Outcome outcome = sending.outcome();
    boolean unclear = outcome.id() != null;
    Reason reason =
        unclear
            ? Reason.of(ReasonCode.DRAFT_UNCLEAR, String.valueOf(outcome.id()), outcome.message())
            : Reason.of(ReasonCode.FIRST_UNKNOWN, run.runId(), outcome.message());
    if (sending.action() == Action.CREATE) {
      follow(database, run, sending, draft, RowState.UNKNOWN, reason, null);
    }
    return settle(
            database,
            run,
            draft,
            unclear ? InvoiceState.UNCLEAR : InvoiceState.UNKNOWN,
            outcome.id(),
            null,
            outcome.message())
        && plan(database, run, sending, RowState.UNKNOWN, reason, null);
  }

  /** What was to be deleted is no longer the draft that was seen. */
  private boolean notAsPlanned(
      Connection database, ActiveRun run, Sending sending, DraftOfRow draft) throws SQLException {
    return withdraw(database, run, draft)
        && plan(
            database,
            run,
            sending,
            RowState.STALE,
            Reason.of(ReasonCode.SOURCE_CHANGED, sending.outcome().message()),
            null);
  }

  /** It certainly did not leave: everything is as it was before its intent. */
  private boolean notSent(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
      throws SQLException {
    Outcome outcome = sending.outcome();
    return withdraw(database, run, draft)
        && (outcome.kind() == Outcome.Kind.TURNED_AWAY
            ? failed(
                database, run, sending, draft, Reason.of(ReasonCode.TURNED_AWAY, outcome.message()))
            : plan(database, run, sending, RowState.PLANNED, null, null));
  }

  private static boolean withdraw(Connection database, ActiveRun run, DraftOfRow draft)
      throws SQLException {
    long company = run.identity().bexioCompany();
    boolean ours =
        InvoiceDraftStore.withdraw(database, company, draft.reference(), run.lock().epoch());
    InvoicedEntryStore.release(database, company, draft.reference());
    return ours;
  }

  private boolean settle(
      Connection database,
      ActiveRun run,
      DraftOfRow draft,
      InvoiceState state,
      Long invoiceId,
      String echo,
      String message)
      throws SQLException {
    return InvoiceDraftStore.settle(
        database,
        run.identity().bexioCompany(),
        draft.reference(),
        run.lock().epoch(),
        state,
        invoiceId,
        echo,
        message,
        clock.instant());
  }

  private static boolean plan(
      Connection database,
      ActiveRun run,
      Sending sending,
      RowState state,
      Reason reason,
      Long invoiceId)
      throws SQLException {
    return PlanRowStore.settle(
        database, run.planId(), sending.row(), run.lock().epoch(), state, reason, invoiceId);
  }

  private static void follow(
      Connection database,
      ActiveRun run,
      Sending sending,
      DraftOfRow draft,
      RowState to,
      Reason reason,
      Long invoiceId)
      throws SQLException {
    InvoiceRowStore.follow(
        database,
        run.planId(),
        sending.row(),
        draft.entries(),
        RowState.PLANNED,
        to,
        reason,
        invoiceId);
  }

  /** What bexio has made of a draft instead of what was shown. */
  static String difference(Invoice invoice, DraftOfRow draft) {
    return Messages.text(
        "problem.invoice-differs", invoice.named(), invoice.total(), draft.total());
  }
}
