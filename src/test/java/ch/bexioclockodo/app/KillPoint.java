package ch.bexioclockodo.app;

/** The steps of an export at which its process may die; each happens several times in a run. */
enum KillPoint {
  WHILE_A_PLAN_IS_SAVED("before", "(into|update) bexio_clockodo\\.plan(_row)? (\\(|set [^s])", 3),
  AFTER_A_PART_OF_A_PLAN_IS_SAVED(
      "after", "(into|update) bexio_clockodo\\.plan(_row)? (\\(|set [^s])", 3),
  BEFORE_THE_INTENT("before", "into bexio_clockodo\\.ledger\\b", 2),
  AFTER_THE_INTENT("after", "into bexio_clockodo\\.ledger\\b", 2),
  DURING_THE_POST(null, null, 600),
  AFTER_THE_SERVERS_COMMIT(null, null, 600),
  BEFORE_THE_LEDGER_WRITE("before", "update bexio_clockodo\\.ledger set .*settled_at = \\?", 2),
  AFTER_THE_LEDGER_WRITE("after", "update bexio_clockodo\\.ledger set .*settled_at = \\?", 2);

  private final String moment;
  private final String sql;
  private final int times;

  KillPoint(String moment, String sql, int times) {
    this.moment = moment;
    this.sql = sql;
    this.times = times;
  }

  /** Whether the process dies around a commit of its database, else around one of the server's. */
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

  /** How often it happens at most in the run of the test. */
  int times() {
    return times;
  }
}
