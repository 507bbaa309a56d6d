package ch.bexioclockodo.run;

/**
 * How the connection or a kind of run turned out to stand, whether people know that already or not.
 *
 * @param code the stable code of the cause
 * @param text what a person is told
 */
record News(String subject, AlertState state, String code, String text) {

  /** The subject of everything that keeps bexio or clockodo from being called. */
  static final String CONNECTION = "connection";

  /**
   * Whether people must be told, who were last told the former.
   *
   * @param known null when they never were, which means that all is well
   */
  boolean isNewsTo(Alert known) {
    AlertState before = known == null ? AlertState.FINE : known.state();
    return state != before || state.dependsOnCause() && !code.equals(known.code());
  }
}
