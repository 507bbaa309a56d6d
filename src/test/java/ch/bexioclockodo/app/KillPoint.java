package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.CommitPoint.afterCommitOf;
import static ch.bexioclockodo.app.CommitPoint.beforeCommitOf;

/** The steps of an export at which its process may die; each happens several times in a run. */
enum KillPoint {
  WHILE_A_PLAN_IS_SAVED(
      beforeCommitOf("(into|update) bexio_clockodo\\.plan(_row)? (\\(|set [^s])"), 3),
  AFTER_A_PART_OF_A_PLAN_IS_SAVED(
      afterCommitOf("(into|update) bexio_clockodo\\.plan(_row)? (\\(|set [^s])"), 3),
  BEFORE_THE_INTENT(beforeCommitOf("into bexio_clockodo\\.ledger\\b"), 2),
  AFTER_THE_INTENT(afterCommitOf("into bexio_clockodo\\.ledger\\b"), 2),
  DURING_THE_POST(null, 600),
  AFTER_THE_SERVERS_COMMIT(null, 600),
  BEFORE_THE_LEDGER_WRITE(
      beforeCommitOf("update bexio_clockodo\\.ledger set .*settled_at = \\?"), 2),
  AFTER_THE_LEDGER_WRITE(afterCommitOf("update bexio_clockodo\\.ledger set .*settled_at = \\?"), 2);

  private final CommitPoint commit;
  private final int times;

  KillPoint(CommitPoint commit, int times) {
    this.commit = commit;
    this.times = times;
  }

  /** Whether the process dies around a commit of its database, else around one of the server's. */
  boolean ofDatabase() {
    return commit != null;
  }

  /** The commit of its database around which the process dies; null when it dies elsewhere. */
  CommitPoint commit() {
    return commit;
  }

  /** How often it happens at most in the run of the test. */
  int times() {
    return times;
  }
}
