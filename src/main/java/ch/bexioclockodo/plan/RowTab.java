package ch.bexioclockodo.plan;

import java.util.Locale;

/** The rows of a plan by what a person wants to know of them. */
public enum RowTab {
  /** What is made in bexio before the entries that need it. */
  FIRST("kind in ('fictional-user', 'activity')"),
  /** Invoice drafts; the entries in them are rows of their own. */
  DRAFTS("kind = 'invoice-draft'"),
  CREATE("action in ('CREATE', 'LINK') and " + Is.SOURCE + " and " + Is.WELL),
  CHANGE("action = 'UPDATE' and " + Is.SOURCE + " and " + Is.WELL),
  DELETE("action in ('DELETE', 'DEACTIVATE') and " + Is.SOURCE + " and " + Is.WELL),
  /** A person must look at it: to decide, or because it went wrong. */
  CLARIFY(Is.SOURCE + " and (action = 'DECIDE' or not " + Is.WELL + ")"),
  EXCLUDED("action = 'EXCLUDE' and " + Is.SOURCE + " and " + Is.WELL);

  /** What several have in common. */
  private static final class Is {
    private static final String SOURCE =
        "kind not in ('fictional-user', 'activity', 'invoice-draft')";
    private static final String WELL = "state not in ('FAILED', 'UNKNOWN', 'STALE', 'NOT_SENT')";
  }

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
