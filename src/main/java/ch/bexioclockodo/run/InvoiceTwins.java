package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Invoice;
import java.util.List;

/** Names documents of one reference beside the one that is the draft: a person must delete them. */
final class InvoiceTwins {

  private InvoiceTwins() {}

  /**
   * @param ours all documents of the reference
   * @param draft bexio's id of the one that is the draft
   * @param named the draft, as people know it
   */
  static void tell(ActiveRun run, List<Invoice> ours, long draft, String named) {
    for (Invoice other : ours) {
      if (other.id() != draft) {
        run.problem("invoice.twin", Messages.text("problem.invoice-twin", other.named(), named));
      }
    }
  }
}
