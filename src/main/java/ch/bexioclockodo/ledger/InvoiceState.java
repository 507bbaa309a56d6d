package ch.bexioclockodo.ledger;

/** How far an invoice draft is, as the ledger knows it. */
public enum InvoiceState {
  /** The request may have left; until its outcome is recorded, nobody else may send it. */
  SENDING,
  /** It was sent, and nobody knows whether it arrived. */
  UNKNOWN,
  /** It is in bexio. */
  WRITTEN,
  /** bexio holds a document of this reference that is not what was sent; a person must look. */
  UNCLEAR,
  /** bexio has refused it. */
  FAILED,
  /** It certainly did not arrive. */
  RELEASED,
  /** Somebody has deleted it in bexio. */
  GONE,
  /** It was taken back, and its entries are free: marks of ours are taken back too. */
  WITHDRAWN;

  /** Whether its entries are in a draft, or may be: no other may hold them. */
  public boolean holdsEntries() {
    return switch (this) {
      case SENDING, UNKNOWN, WRITTEN, UNCLEAR -> true;
      case FAILED, RELEASED, GONE, WITHDRAWN -> false;
    };
  }
}
