package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.plan.InvoiceRowStore;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;

/**
 * Settles drafts of unknown outcome: a create is searched by its reference, a deletion looked at by
 * its id. What is not there after the settle time is free again.
 */
public final class InvoiceSettling extends ConnectorBean {

  /** So long a create without an answer is looked for after it was given up. */
  private static final Duration MAY_TURN_UP = Duration.ofDays(35);

  /** The drafts to look for; once a plan is carried out, those of its own that nobody knows of. */
  public List<InvoiceAsk> asks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    Instant since = clock().instant().minus(MAY_TURN_UP);
    List<InvoiceRow> drafts =
        inTransaction(
            database -> {
              List<InvoiceRow> open =
                  new ArrayList<>(InvoiceDrafts.in(database, connection, InvoiceState.UNKNOWN));
              if (run.dispatch().isBegun()) {
                // What others left was looked for before this run planned.
                open.removeIf(draft -> draft.plan() != run.planId());
                return open;
              }
              open.addAll(InvoiceDrafts.in(database, connection, InvoiceState.UNCLEAR));
              open.addAll(InvoiceDrafts.mayTurnUp(database, connection, since));
              return open;
            });
    return drafts.stream().map(InvoiceAsk::new).toList();
  }

  /** Without an answer the next run looks; nothing else depends on it. */
  public void unseen(@Variable(Runs.VARIABLE) ActiveRun run, @ExchangeException Exception failure) {
    run.problem(
        "invoice.unseen", Messages.text("problem.invoices-unseen", FailureText.of(failure).text()));
  }

  /** What a search by reference has found. */
  public void searched(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(InvoiceStanding.ASK) InvoiceAsk ask,
      @Body List<Invoice> found)
      throws SQLException {
    InvoiceRow draft = ask.draft();
    List<Invoice> ours = InvoiceReceiving.withReference(found, draft.reference());
    if (ours.isEmpty()) {
      missing(run, draft);
      return;
    }
    if (isSettled(draft)) {
      late(run, draft, ours);
      return;
    }
    Invoice invoice = InvoiceReceiving.choose(ours, draft.contactId(), draft.total());
    boolean right = invoice.is(draft.contactId(), draft.total());
    if (right) {
      InvoiceTwins.tell(run, ours, invoice.id(), invoice.named());
    }
    record(run, database -> arrived(database, run, draft, invoice, right));
  }

  /** What became of it is known already; only what came beside it or afterwards is news. */
  private static boolean isSettled(InvoiceRow draft) {
    return switch (draft.state()) {
      case WRITTEN, GONE, WITHDRAWN, FAILED -> true;
      default -> false;
    };
  }

  private static void late(ActiveRun run, InvoiceRow draft, List<Invoice> ours) {
    if (draft.state() == InvoiceState.WRITTEN) {
      String named =
          draft.echo() == null
              ? "#" + draft.invoiceId()
              : Json.read(draft.echo(), Invoice.class).named();
      InvoiceTwins.tell(run, ours, draft.invoiceId(), named);
      return;
    }
    for (Invoice invoice : ours) {
      run.problem(
          "invoice.late", Messages.text("problem.invoice-back", invoice.named(), name(draft)));
    }
  }

  private Void arrived(
      Connection database, ActiveRun run, InvoiceRow draft, Invoice invoice, boolean right)
      throws SQLException {
    long company = run.identity().bexioCompany();
    Instant now = clock().instant();
    if (draft.state() == InvoiceState.RELEASED
        && !InvoicedEntryStore.isWhole(
            database,
            company,
            draft.reference(),
            entries(draft),
            settings().invoiceSettings().layout().ofTimesheetsToo())) {
      // Its entries went into another draft or into timesheets, so that now they are there twice.
      run.problem(
          "invoice.late", Messages.text("problem.invoice-late", invoice.named(), name(draft)));
      return null;
    }
    InvoiceState state = right ? InvoiceState.WRITTEN : InvoiceState.UNCLEAR;
    String message =
        right
            ? null
            : Messages.text("invoice.not-ours", invoice.named(), invoice.total(), draft.total());
    if (!InvoiceDraftStore.readBack(
        database, company, draft, state, invoice.id(), Json.write(invoice), message, now)) {
      return null;
    }
    if (right) {
      InvoiceDraftStore.marksOpen(database, company, draft.reference());
      Reason reason = Reason.of(ReasonCode.DRAFT_READ_BACK, invoice.named());
      row(database, draft, RowState.DONE, reason, invoice.id());
    }
    return null;
  }

  /** What is not there may still come, until the settle time has passed. */
  private void missing(ActiveRun run, InvoiceRow draft) throws SQLException {
    boolean settled = draft.sentAt().isBefore(clock().instant().minus(settings().settle()));
    boolean partial = draft.state() == InvoiceState.UNCLEAR;
    if (isSettled(draft) || draft.state() == InvoiceState.RELEASED || !settled && !partial) {
      return;
    }
    record(
        run,
        database -> {
          if (InvoiceDraftStore.readBack(
              database,
              run.identity().bexioCompany(),
              draft,
              InvoiceState.RELEASED,
              null,
              null,
              null,
              clock().instant())) {
            row(database, draft, RowState.NOT_SENT, Reason.of(ReasonCode.OUTCOME_NOT_THERE), null);
          }
          return null;
        });
  }

  /** What stands under the id of a draft that was to be deleted. */
  public void stands(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(InvoiceStanding.ASK) InvoiceAsk ask,
      Exchange exchange)
      throws SQLException {
    InvoiceRow draft = ask.draft();
    Invoice there = InvoiceStanding.single(exchange, ask);
    boolean settled = draft.sentAt().isBefore(clock().instant().minus(settings().settle()));
    if (there != null && !settled) {
      return;
    }
    record(
        run,
        database -> {
          InvoiceState state = there == null ? InvoiceState.WITHDRAWN : InvoiceState.WRITTEN;
          long company = run.identity().bexioCompany();
          if (InvoiceDraftStore.readBack(
              database, company, draft, state, null, null, null, clock().instant())) {
            InvoiceDraftStore.marksOpen(database, company, draft.reference());
            PlanRowStore.readBack(
                database,
                draft.plan(),
                draft.planRow(),
                there == null ? RowState.DONE : RowState.NOT_SENT,
                there == null
                    ? Reason.of(ReasonCode.DRAFT_READ_BACK, "#" + draft.invoiceId())
                    : Reason.of(ReasonCode.UNDO_DRAFT_STILL_THERE, "#" + draft.invoiceId()),
                null);
          }
          return null;
        });
  }

  private void record(ActiveRun run, Work<Void> work) throws SQLException {
    run.lock().hold();
    inTransaction(
        database -> {
          run.lock().fence(database);
          return work.on(database);
        });
  }

  private static void row(
      Connection database, InvoiceRow draft, RowState state, Reason reason, Long invoiceId)
      throws SQLException {
    PlanRowStore.readBack(database, draft.plan(), draft.planRow(), state, reason, invoiceId);
    InvoiceRowStore.follow(
        database,
        draft.plan(),
        draft.planRow(),
        entries(draft),
        RowState.UNKNOWN,
        state,
        reason,
        invoiceId);
  }

  private static int entries(InvoiceRow draft) {
    return ((Number) Json.readMap(draft.described()).get("entries")).intValue();
  }

  private static String name(InvoiceRow draft) {
    Map<String, Object> described = Json.readMap(draft.described());
    return described.get("name") + " (" + described.get("id") + ")";
  }
}
