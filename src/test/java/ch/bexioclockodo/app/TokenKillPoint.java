package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.CommitPoint.afterCommitOf;
import static ch.bexioclockodo.app.CommitPoint.beforeCommitOf;

import ch.bexioclockodo.connection.Standing;

/** The steps of a token at which a process may die, and how the connection stands afterwards. */
enum TokenKillPoint {
  BEFORE_A_CONSENT_IS_KEPT(beforeCommitOf("into bexio_clockodo\\.consent"), false, false),
  AFTER_A_CONSENT_IS_KEPT(afterCommitOf("into bexio_clockodo\\.consent"), false, false),
  BEFORE_THE_FIRST_TOKEN_IS_KEPT(beforeCommitOf("into bexio_clockodo\\.token"), false, false),
  AFTER_THE_FIRST_TOKEN_IS_KEPT(afterCommitOf("into bexio_clockodo\\.token"), false, true),
  WHILE_THE_ISSUER_ANSWERS(null, true, false),
  BEFORE_A_RENEWED_TOKEN_IS_KEPT(
      beforeCommitOf("update bexio_clockodo\\.token set state = 'CONN"), true, false),
  AFTER_A_RENEWED_TOKEN_IS_KEPT(
      afterCommitOf("update bexio_clockodo\\.token set state = 'CONN"), true, true);

  private final CommitPoint commit;
  private final boolean ofRenewal;
  private final boolean works;

  TokenKillPoint(CommitPoint commit, boolean ofRenewal, boolean works) {
    this.commit = commit;
    this.ofRenewal = ofRenewal;
    this.works = works;
  }

  /** Whether the process dies around a commit of its database, else while it waits. */
  boolean ofDatabase() {
    return commit != null;
  }

  /** The commit of its database around which the process dies; null when it dies elsewhere. */
  CommitPoint commit() {
    return commit;
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
