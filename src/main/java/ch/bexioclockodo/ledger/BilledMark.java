package ch.bexioclockodo.ledger;

import java.time.Instant;

/**
 * An exported entry, and what is known of the mark that it is billed in clockodo.
 *
 * @param state how far the mark is, or null when nobody has looked yet
 * @param lastChange clockodo's time of the last change as it was seen last, or null
 * @param fingerprint the ledger's fingerprint of the entry
 * @param entry the entry as it was exported, as JSON
 * @param bexioId of its timesheet, or of the draft that it is in
 */
public record BilledMark(
    long entryId, State state, Instant lastChange, String fingerprint, String entry, Long bexioId) {

  /** How far a mark is. */
  public enum State {
    /** Something of it was changed that is not exported: it is marked once it stays so. */
    SEEN,
    /** The request may have left; until its answer is read, nobody knows. */
    MARKING,
    MARKED,
    /** It was marked, and the request that takes this back may have left. */
    UNMARKING,
    /** Somebody else has marked it. */
    LEFT,
    /** clockodo has refused to mark it. */
    REFUSED,
    /** Withdrawn, but changed in clockodo since it was marked: the mark stays. */
    KEPT
  }

  /** Whether a mark that is there may be ours. */
  public boolean isPerhapsOurs() {
    return isUnderWay() || state == State.KEPT;
  }

  /** Whether a request of ours has left whose answer nobody has read. */
  public boolean isUnderWay() {
    return state == State.MARKING || state == State.UNMARKING;
  }
}
