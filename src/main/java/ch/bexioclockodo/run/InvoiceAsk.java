package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import java.util.List;

/** A draft that is asked for by itself: by bexio's id, or searched by its reference. */
public record InvoiceAsk(InvoiceRow draft) {

  static List<InvoiceAsk> of(List<InvoiceRow> drafts) {
    return drafts.stream().map(InvoiceAsk::new).toList();
  }

  /** Whether a deletion is in doubt, so that bexio's id is known and decides. */
  public boolean isById() {
    return draft.state() == InvoiceState.UNKNOWN && draft.isDeletion();
  }

  /** The draft, as the end of its address. */
  public String getPath() {
    return "/" + draft.invoiceId();
  }

  /** The criteria of the search for it. */
  public String getCriteria() {
    return InvoiceReceiving.criteria(draft.reference());
  }
}
