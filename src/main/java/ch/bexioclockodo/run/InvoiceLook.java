package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.plan.InvoiceHoldings;
import java.util.List;

/** How far a look at bexio's invoices is: newest first, down to the oldest draft of interest. */
public final class InvoiceLook {

  private final InvoiceHoldings holdings;
  private final OffsetPages<Invoice> pages;

  InvoiceLook(InvoiceHoldings holdings) {
    this.holdings = holdings;
    Long lowest = holdings.lowest();
    this.pages =
        lowest == null
            ? null
            : OffsetPages.searchAbove("bexio-list-invoices", Invoice::id, null, lowest);
  }

  InvoiceHoldings holdings() {
    return holdings;
  }

  /** Whether another page must be read. */
  public boolean isMore() {
    return pages != null && pages.isMore();
  }

  /** The query of the next page. */
  public String getQuery() {
    return pages.getQuery();
  }

  void take(List<Invoice> page) {
    pages.take(page, null);
    holdings.take(page);
  }
}
