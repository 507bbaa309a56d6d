package ch.bexioclockodo.ledger;

/**
 * An entry that is in an invoice draft, or was.
 *
 * @param entry the entry as it was charged, as JSON
 * @param draft the draft
 */
public record InvoicedEntry(long entryId, String entry, InvoiceRow draft) {}
