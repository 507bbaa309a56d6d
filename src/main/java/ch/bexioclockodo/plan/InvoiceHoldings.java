package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What bexio holds today of the drafts that the ledger knows as written there. */
public final class InvoiceHoldings {

  /** The first text after all that begin with the prefix. */
  private static final String AFTER_PREFIX = "clockodo.";

  private final Map<Long, InvoiceRow> drafts = new LinkedHashMap<>();
  private final List<InvoiceRow> goneBefore;
  private final Map<Long, Invoice> there = new HashMap<>();
  private List<Invoice> strangers = List.of();

  /**
   * @param written drafts of the ledger that are in bexio
   * @param goneBefore drafts that are known to be deleted there and are of interest again
   */
  public InvoiceHoldings(Collection<InvoiceRow> written, Collection<InvoiceRow> goneBefore) {
    written.forEach(row -> drafts.put(row.invoiceId(), row));
    this.goneBefore = List.copyOf(goneBefore);
  }

  /** These are of interest too, since an entry that was met is in one of them. */
  public void watch(Collection<InvoiceRow> met) {
    met.stream()
        .filter(row -> row.state() == InvoiceState.WRITTEN)
        .forEach(row -> drafts.putIfAbsent(row.invoiceId(), row));
  }

  /** The lowest id that must be looked at, or null when there is none. */
  public Long lowest() {
    return drafts.keySet().stream().min(Long::compare).orElse(null);
  }

  /** Takes what a list of bexio's invoices shows. */
  public void take(Collection<Invoice> invoices) {
    for (Invoice invoice : invoices) {
      if (drafts.containsKey(invoice.id())) {
        there.put(invoice.id(), invoice);
      }
    }
  }

  /** The drafts that no list has shown and that were not asked for. */
  public List<InvoiceRow> missing() {
    return drafts.values().stream().filter(row -> !there.containsKey(row.invoiceId())).toList();
  }

  /**
   * What stands under the id of one of them.
   *
   * @param invoice null when bexio has none
   */
  public void answered(long invoiceId, Invoice invoice) {
    there.put(invoiceId, invoice);
  }

  /**
   * The criteria of a search for documents that the connector has written for whatever period since
   * a date: no wildcard is needed, of which nobody knows how bexio reads it (facts: bexio §1.4).
   */
  public static String criteriaOfOurs(LocalDate since) {
    return Json.write(
        List.of(
            criterion("api_reference", InvoiceDraft.PREFIX, ">="),
            criterion("api_reference", AFTER_PREFIX, "<"),
            criterion("is_valid_from", since.toString(), ">=")));
  }

  private static Map<String, String> criterion(String field, String value, String criteria) {
    return Map.of("field", field, "value", value, "criteria", criteria);
  }

  /** Those of them that the connector has written, whatever a search has shown besides. */
  public static List<Invoice> ours(Collection<Invoice> found) {
    return found.stream()
        .filter(invoice -> invoice.reference() != null)
        .filter(invoice -> invoice.reference().startsWith(InvoiceDraft.PREFIX))
        .toList();
  }

  /**
   * @param unknown documents that the connector has written and the ledger does not know: it was
   *     lost, or is another one's
   */
  public void strangers(List<Invoice> unknown) {
    strangers = List.copyOf(unknown);
  }

  List<Invoice> strangers() {
    return strangers;
  }

  /** The drafts that somebody has deleted in bexio. */
  public List<InvoiceRow> gone() {
    return Stream.concat(drafts.values().stream().filter(this::isGone), goneBefore.stream())
        .toList();
  }

  /** Whether somebody has deleted it in bexio; what was not looked at is there. */
  boolean isGone(InvoiceRow draft) {
    return draft.state() == InvoiceState.GONE
        || there.containsKey(draft.invoiceId()) && there.get(draft.invoiceId()) == null;
  }

  /** Whether it is still the draft that was written: neither issued nor edited. */
  boolean isUntouched(InvoiceRow draft) {
    Invoice now = there.get(draft.invoiceId());
    return now != null
        && now.draft()
        && (draft.echo() == null || now.isStill(Json.read(draft.echo(), Invoice.class)));
  }

  /** Whether it was issued, as far as it was looked at. */
  boolean isIssued(InvoiceRow draft) {
    Invoice now = there.get(draft.invoiceId());
    return now != null && !now.draft();
  }

  /** Its id in bexio, and its number as its name. */
  static Map<String, Object> described(InvoiceRow draft) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", draft.invoiceId());
    described.put("name", named(draft));
    return described;
  }

  /** As people know it: its number, or its id. */
  static String named(InvoiceRow draft) {
    return draft.echo() == null
        ? "#" + draft.invoiceId()
        : Json.read(draft.echo(), Invoice.class).named();
  }
}
