package ch.bexioclockodo.app;

import ch.bexioclockodo.connection.Standing;

/** The steps of a token at which a process may die, and how the connection stands afterwards. */
enum TokenKillPoint {
  BEFORE_A_CONSENT_IS_KEPT("before", "into bexio_clockodo\\.consent", false, false),
  AFTER_A_CONSENT_IS_KEPT("after", "into bexio_clockodo\\.consent", false, false),
  BEFORE_THE_FIRST_TOKEN_IS_KEPT("before", "into bexio_clockodo\\.token", false, false),
  AFTER_THE_FIRST_TOKEN_IS_KEPT("after", "into bexio_clockodo\\.token", false, true),
  WHILE_THE_ISSUER_ANSWERS(null, null, true, false),
  BEFORE_A_RENEWED_TOKEN_IS_KEPT(
      "before", "update bexio_clockodo\\.token set state = 'CONN", true, false),
  AFTER_A_RENEWED_TOKEN_IS_KEPT(
      "after", "update bexio_clockodo\\.token set state = 'CONN", true, true);

  private final String moment;
  private final String sql;
  private final boolean ofRenewal;
  private final boolean works;

  TokenKillPoint(String moment, String sql, boolean ofRenewal, boolean works) {
    this.moment = moment;
    this.sql = sql;
    this.ofRenewal = ofRenewal;
    this.works = works;
  }

  /** Whether the process dies around a commit of its database, else while it waits. */
  boolean ofDatabase() {
    return moment != null;
  }

  /** Before or after the commit. */
  String moment() {
    return moment;
  }

  /** A statement of the transaction. */
  String sql() {
    return sql;
  }

  /** Whether somebody had connected before, and a run renews. */
  boolean ofRenewal() {
    return ofRenewal;
  }

  /** Either it works, or a person must connect: there is nothing in between. */
  Standing.State after() {
    if (works) {
      return Standing.State.CONNECTED;
    }
    return ofRenewal ? Standing.State.RECONNECT_NEEDED : Standing.State.NOT_CONNECTED;
  }
}
