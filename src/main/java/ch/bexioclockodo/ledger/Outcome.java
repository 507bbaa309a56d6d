package ch.bexioclockodo.ledger;

/**
 * What is known of one write after it left, or did not leave.
 *
 * @param id what was created, else null
 * @param message what the other side said, or what went wrong
 * @param answer the body of the answer that says so
 * @param status the HTTP status of a refusal, else 0
 */
public record Outcome(Kind kind, Long id, String message, String answer, int status) {

  /** The kinds of outcome. */
  public enum Kind {
    /** Done, with the id of what was created. */
    DONE,
    /** The other side looked at the row and refuses it. */
    REFUSED,
    /**
     * Turned away by something before the other side, or by its door: the row itself was not looked
     * at.
     */
    TURNED_AWAY,
    /** It may have arrived or not; only reading back can tell. */
    UNKNOWN,
    /** It certainly did not reach the other side. */
    NOT_SENT,
    /** Not sent, because bexio refuses its fictional user. */
    USER_REFUSED,
    /** Not sent, because what it would change is no longer as it was planned. */
    STALE,
    /** Turned away before it was looked at: the rate budget is used up. */
    TOO_MANY_REQUESTS,
    /** Turned away before it was looked at: the credentials are not accepted. */
    UNAUTHORIZED,
    /** Turned away before it was looked at: a right is missing. */
    FORBIDDEN,
    /** It waits for a row that was not done. */
    WAITS
  }

  public static Outcome done(long id, String answer) {
    return new Outcome(Kind.DONE, id, null, answer, 0);
  }

  /** Refused, with the body of the answer, which may name what stands against it. */
  public static Outcome refused(int status, String message, String answer) {
    return new Outcome(Kind.REFUSED, null, message, answer, status);
  }

  public static Outcome of(Kind kind, String message) {
    return new Outcome(kind, null, message, null, 0);
  }
}
