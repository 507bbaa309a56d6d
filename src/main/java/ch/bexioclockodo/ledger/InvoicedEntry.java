package ch.bexioclockodo.ledger;

/**
 * An entry that is in an invoice draft, or was.
 *
 * @param entry the entry as it was charged, as JSON
 * @param fingerprint of its source row
 * @param draft the draft
 * @param markedByUs whether it is billed in clockodo because we have marked it, as far as we know
 */
public record InvoicedEntry(
    long entryId, String entry, String fingerprint, InvoiceRow draft, boolean markedByUs) {}
