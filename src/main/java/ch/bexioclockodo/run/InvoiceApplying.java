package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.connection.DurableCommit;
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
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(database -> record(database, run, sending, draft));
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

  private Void record(Connection database, ActiveRun run, Sending sending, DraftOfRow draft)
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
    boolean doubtful = differs && !settings().learnsFromFirstRow();
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
    if (sending.action() == Action.DELETE) {
      return withdraw(database, run, draft)
          && plan(
              database,
              run,
              sending,
              RowState.FAILED,
              Reason.of(ReasonCode.REFUSED, message),
              null);
    }
    follow(
        database,
        run,
        sending,
        draft,
        RowState.NOT_SENT,
        Reason.of(ReasonCode.WAITS_FOR, sending.row()),
        null);
    return settle(database, run, draft, InvoiceState.FAILED, null, null, message)
        && plan(
            database, run, sending, RowState.FAILED, Reason.of(ReasonCode.REFUSED, message), null);
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
    if (sending.outcome().kind() == Outcome.Kind.TURNED_AWAY) {
      follow(
          database,
          run,
          sending,
          draft,
          RowState.NOT_SENT,
          Reason.of(ReasonCode.WAITS_FOR, sending.row()),
          null);
      return withdraw(database, run, draft)
          && plan(
              database,
              run,
              sending,
              RowState.FAILED,
              Reason.of(ReasonCode.TURNED_AWAY, sending.outcome().message()),
              null);
    }
    return withdraw(database, run, draft)
        && plan(database, run, sending, RowState.PLANNED, null, null);
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
        clock().instant());
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
        run.end(Ending.FAILED, "invoice.differs", difference(invoice, draft));
      }
    }
  }

  private static String difference(Invoice invoice, DraftOfRow draft) {
    return Messages.text(
        "problem.invoice-differs", invoice.named(), invoice.total(), draft.total());
  }
}
