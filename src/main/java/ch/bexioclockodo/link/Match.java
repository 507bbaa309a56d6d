package ch.bexioclockodo.link;

import ch.bexioclockodo.clockodo.MasterObject;
import java.util.List;

/**
 * What was found in clockodo for something in bexio, and what speaks for it.
 *
 * @param candidates what may be the same; exactly one when the evidence links
 */
public record Match(Evidence evidence, List<MasterObject> candidates) {

  /** What speaks for a match, strongest first; the last five do not link by themselves. */
  public enum Evidence {
    BILL_SERVICE_ID,
    NUMBER,
    NAME,
    AMBIGUOUS,
    SHARED,
    CONTRADICTING,
    SIMILAR,
    NONE
  }

  /** Whether there is exactly one on both sides. */
  public boolean links() {
    return evidence.compareTo(Evidence.NAME) <= 0;
  }
}
