package ch.bexioclockodo.ledger;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the ledger knows of one invoice draft.
 *
 * @param reference what bexio can be searched for, always the same for the same entries
 * @param operation CREATE or DELETE, whichever was sent last
 * @param plan the plan whose row it is
 * @param run the run that has written it last
 * @param doubted whether the outcome of a create was ever unknown
 * @param total what it was to come to, taxes included, rounded as bexio rounds
 * @param described for whom and of when it is, as JSON
 * @param fingerprint of what was sent
 * @param sentAt the last moment at which it may have left
 * @param invoiceId bexio's id, or null
 * @param echo what bexio held when it was written, as JSON, or null
 * @param message what bexio said, or null
 */
public record InvoiceRow(
    String reference,
    InvoiceState state,
    String operation,
    long plan,
    int planRow,
    long run,
    boolean doubted,
    long contactId,
    BigDecimal total,
    String described,
    String fingerprint,
    Instant sentAt,
    Long invoiceId,
    String echo,
    String message) {

  public static final String CREATE = "CREATE";
  public static final String DELETE = "DELETE";

  /** Whether what was sent last was to delete it. */
  public boolean isDeletion() {
    return DELETE.equals(operation);
  }
}
