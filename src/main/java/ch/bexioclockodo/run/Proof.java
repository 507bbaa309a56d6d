package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.Outcome;

/**
 * A row that goes alone and is read back, because it is the first of its connection or of a
 * fictional user.
 */
public final class Proof {

  private final Proofs proofs;
  private final Sending sending;
  private final long user;
  private final boolean ofConnection;
  private Look look;

  Proof(Proofs proofs, Sending sending, long user, boolean ofConnection) {
    this.proofs = proofs;
    this.sending = sending;
    this.user = user;
    this.ofConnection = ofConnection;
  }

  /** Whether nothing has shown yet what this row is to show. */
  public boolean isNeeded() {
    return sending.isOpen()
        && (ofConnection && !proofs.isConnectionProven() || proofs.isToBeProven(user));
  }

  /** Whether bexio has taken it, so that it can be read back. */
  public boolean isTaken() {
    return sending.outcome().kind() == Outcome.Kind.DONE;
  }

  public Sending getSending() {
    return sending;
  }

  /** Where it is read back. */
  public Look getLook() {
    if (look == null) {
      look = Look.at(sending.outcome().id());
    }
    return look;
  }

  /** What the reading back has seen, or null. */
  Timesheet seen() {
    return look == null ? null : look.single();
  }

  long user() {
    return user;
  }

  boolean ofConnection() {
    return ofConnection;
  }
}
