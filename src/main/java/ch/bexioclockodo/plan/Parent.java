package ch.bexioclockodo.plan;

/**
 * The customer that a project goes under: clockodo's id, the row of the plan that makes it, or the
 * reason why there is none.
 */
record Parent(Long id, Integer row, Reason reason) {

  /** For what goes under nothing. */
  static final Parent NONE = new Parent(null, null, null);

  static Parent unknown(Reason reason) {
    return new Parent(null, null, reason);
  }

  boolean isCreated() {
    return reason == null && id == null && row != null;
  }

  /** As the mapping writes it: an id, a reference to a row, or nothing. */
  Object value() {
    if (reason != null || id == null && row == null) {
      return null;
    }
    return id != null ? id : Payload.reference(row);
  }

  /** As part of a fingerprint: its id, or that a row of the same plan makes it. */
  String print() {
    if (reason != null || id == null && row == null) {
      return "";
    }
    return id == null ? Fingerprint.UNDER_ROW : "/" + id;
  }
}
