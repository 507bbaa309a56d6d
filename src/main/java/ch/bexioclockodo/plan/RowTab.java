package ch.bexioclockodo.plan;

import java.util.Locale;

/** The rows of a plan by what a person wants to know of them. */
public enum RowTab {
  CREATE(
      "action in ('CREATE', 'LINK') and state not in ('FAILED', 'UNKNOWN', 'STALE', 'NOT_SENT')"),
  CHANGE("action = 'UPDATE' and state not in ('FAILED', 'UNKNOWN', 'STALE', 'NOT_SENT')"),
  DELETE(
      "action in ('DELETE', 'DEACTIVATE')"
          + " and state not in ('FAILED', 'UNKNOWN', 'STALE', 'NOT_SENT')"),
  CLARIFY("(action = 'DECIDE' or state in ('FAILED', 'UNKNOWN', 'STALE', 'NOT_SENT'))"),
  EXCLUDED("action = 'EXCLUDE' and state not in ('FAILED', 'UNKNOWN', 'STALE', 'NOT_SENT')");

  private final String condition;

  RowTab(String condition) {
    this.condition = condition;
  }

  /** What rows of it are, in SQL. */
  String condition() {
    return condition;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
