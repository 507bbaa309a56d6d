package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.CommitPoint.afterCommitOf;
import static ch.bexioclockodo.app.CommitPoint.beforeCommitOf;

/** The steps of an export of timesheets at which its process may die. */
enum KillPoint implements KillStep {
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

  @Override
  public CommitPoint commit() {
    return commit;
  }

  @Override
  public boolean committed() {
    return this == AFTER_THE_SERVERS_COMMIT;
  }

  @Override
  public int times() {
    return times;
  }
}
