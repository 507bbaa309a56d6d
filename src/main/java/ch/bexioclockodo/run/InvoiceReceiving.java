package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Reads what bexio shows of a draft just before it is created or deleted. */
public final class InvoiceReceiving extends ConnectorBean {

  private static final int NOT_FOUND = 404;

  private Receiving receiving;

  public void setReceiving(Receiving receiving) {
    this.receiving = receiving;
  }

  /** The criteria of the search for a draft; ids and texts go with the sign of equality. */
  public String criteria(@Variable(Applying.SENDING) Sending sending) {
    return criteria(DraftOfRow.of(sending).reference());
  }

  static String criteria(String reference) {
    return Json.write(
        List.of(Map.of("field", "api_reference", "value", reference, "criteria", "=")));
  }

  /**
   * What bexio has of this reference already: it is taken as the draft when contact and total are
   * right, and left to a person when not. Whatever else a search shows is no concern of ours.
   */
  public void searched(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
      @Body List<Invoice> found,
      Exchange exchange) {
    DraftOfRow draft = DraftOfRow.of(sending);
    List<Invoice> ours = withReference(found, draft.reference());
    if (ours.isEmpty()) {
      return;
    }
    Invoice invoice = choose(ours, draft.contactId(), draft.total());
    if (invoice.is(draft.contactId(), draft.total())) {
      InvoiceTwins.tell(run, ours, invoice.id(), invoice.named());
      sending.foundInstead();
      receiving.settle(exchange, run, sending, Outcome.done(invoice.id(), Json.write(invoice)));
      return;
    }
    sending.outcome(
        new Outcome(
            Outcome.Kind.UNKNOWN,
            invoice.id(),
            Messages.text("invoice.not-ours", invoice.named(), invoice.total(), draft.total()),
            null,
            0));
    Applying.show(exchange, sending);
  }

  /** The look did not succeed; nothing has left. */
  public void unseen(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
      Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Outcome outcome =
        failure instanceof HttpOperationFailedException answer
            ? Answers.ofBexio(answer.getStatusCode(), answer.getResponseBody())
            : Answers.ofFailure(failure);
    receiving.settle(exchange, run, sending, nothingLeft(outcome));
  }

  /** What a look says of the whole run counts as it is; anything else only keeps its draft back. */
  private static Outcome nothingLeft(Outcome looked) {
    return switch (looked.kind()) {
      case TOO_MANY_REQUESTS, UNAUTHORIZED, FORBIDDEN -> looked;
      default -> Outcome.of(Outcome.Kind.NOT_SENT, looked.message());
    };
  }

  /** Those of them that bear this reference, oldest first. */
  static List<Invoice> withReference(List<Invoice> found, String reference) {
    return found.stream()
        .filter(invoice -> reference.equals(invoice.reference()))
        .sorted(Comparator.comparingLong(Invoice::id))
        .toList();
  }

  /** The oldest one that is right, or else the oldest. */
  static Invoice choose(List<Invoice> ours, long contactId, BigDecimal total) {
    return ours.stream()
        .filter(invoice -> invoice.is(contactId, total))
        .findFirst()
        .orElse(ours.get(0));
  }

  /** Holds the draft that is to be deleted against what the plan has seen. */
  public void compared(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
      Exchange exchange) {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    if (status == NOT_FOUND && BexioAnswer.isBexioError(body)) {
      receiving.settle(exchange, run, sending, Outcome.done(sending.targetId(), body));
    } else if (status < 200 || status >= 300) {
      receiving.settle(exchange, run, sending, nothingLeft(Answers.ofBexio(status, body)));
    } else {
      Invoice there = Json.read(body, Invoice.class);
      if (!there.draft()
          || sending.base() != null && !there.isStill(Json.read(sending.base(), Invoice.class))) {
        receiving.settle(exchange, run, sending, Outcome.of(Outcome.Kind.STALE, there.named()));
      }
    }
  }
}
