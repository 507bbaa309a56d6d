package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.CommitPoint.afterCommitOf;
import static ch.bexioclockodo.app.CommitPoint.beforeCommitOf;

/** The steps of an export as invoice drafts at which its process may die. */
enum InvoiceKillPoint implements KillStep {
  BEFORE_THE_INTENT(beforeCommitOf("into bexio_clockodo\\.invoice_draft\\b"), 4),
  AFTER_THE_INTENT(afterCommitOf("into bexio_clockodo\\.invoice_draft\\b"), 4),
  DURING_THE_POST(null, 4),
  AFTER_THE_SERVERS_COMMIT(null, 4),
  BEFORE_THE_OUTCOME(
      beforeCommitOf("update bexio_clockodo\\.invoice_draft set state = \\?.*epoch = \\?"), 4),
  AFTER_THE_OUTCOME(
      afterCommitOf("update bexio_clockodo\\.invoice_draft set state = \\?.*epoch = \\?"), 4),
  BEFORE_THE_MARK_OF_AN_ENTRY(beforeCommitOf("into bexio_clockodo\\.billed_mark"), 8),
  AFTER_THE_INTENT_TO_MARK(afterCommitOf("into bexio_clockodo\\.billed_mark"), 8),
  DURING_THE_MARK(null, 8),
  AFTER_CLOCKODOS_COMMIT(null, 8),
  AFTER_THE_MARK(afterCommitOf("update bexio_clockodo\\.billed_mark set state"), 8);

  private final CommitPoint commit;
  private final int times;

  InvoiceKillPoint(CommitPoint commit, int times) {
    this.commit = commit;
    this.times = times;
  }

  @Override
  public CommitPoint commit() {
    return commit;
  }

  /** Whether the call in which it dies is the mark of an entry, else the create of a draft. */
  boolean ofMark() {
    return this == DURING_THE_MARK || this == AFTER_CLOCKODOS_COMMIT;
  }

  @Override
  public boolean committed() {
    return this == AFTER_THE_SERVERS_COMMIT || this == AFTER_CLOCKODOS_COMMIT;
  }

  @Override
  public int times() {
    return times;
  }
}
