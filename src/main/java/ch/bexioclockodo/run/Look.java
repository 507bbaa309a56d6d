package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.Doubt;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.plan.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One look into bexio for what has an unknown outcome: a search, newest first down to the lowest
 * watermark, or one timesheet by its id.
 */
public final class Look {

  private final List<Doubt> doubts;
  private final Long timesheetId;
  private final OffsetPages<Timesheet> pages;
  private LedgerRow ledgerRow;
  private Timesheet single;
  private boolean answered;

  private Look(List<Doubt> doubts, Long timesheetId, OffsetPages<Timesheet> pages) {
    this.doubts = List.copyOf(doubts);
    this.timesheetId = timesheetId;
    this.pages = pages;
  }

  /** For creates of one signature: by all that bexio can search for. */
  static Look bySignature(Doubt.Signature signature, List<Doubt> doubts) {
    List<Map<String, String>> criteria = new ArrayList<>();
    add(criteria, "user_id", signature.userId());
    add(criteria, "pr_project_id", signature.projectId());
    add(criteria, "contact_id", signature.contactId());
    add(criteria, "client_service_id", signature.activityId());
    return search(doubts, criteria);
  }

  /** For creates of one user: by the user alone. */
  static Look byUser(Long user, List<Doubt> doubts) {
    List<Map<String, String>> criteria = new ArrayList<>();
    add(criteria, "user_id", user);
    return search(doubts, criteria);
  }

  /** For a change or a deletion: by the id. */
  static Look byId(Doubt doubt) {
    return byId(doubt, doubt.timesheetId());
  }

  private static Look byId(Doubt doubt, long timesheetId) {
    return new Look(List.of(doubt), timesheetId, null);
  }

  /** For a timesheet by its id. */
  static Look at(long timesheetId) {
    return new Look(List.of(), timesheetId, null);
  }

  /** For a timesheet that no list has shown: by the id. */
  static Look atTimesheetOf(LedgerRow row) {
    Look look = new Look(List.of(), row.timesheetId(), null);
    look.ledgerRow = row;
    return look;
  }

  /** For what has come since an id was the highest: newest first, down to it. */
  static Look above(long highest) {
    return new Look(
        List.of(),
        null,
        OffsetPages.searchAbove("bexio-new-timesheets", Timesheet::id, null, highest));
  }

  private static Look search(List<Doubt> doubts, List<Map<String, String>> criteria) {
    long lowest = doubts.stream().mapToLong(Doubt::watermark).min().orElse(0);
    return new Look(
        doubts,
        null,
        OffsetPages.searchAbove(
            "bexio-search-timesheets", Timesheet::id, Json.write(criteria), lowest));
  }

  /** Ids go as text, with the sign of equality (facts: bexio §1.4). */
  private static void add(List<Map<String, String>> criteria, String field, Long id) {
    if (id != null) {
      criteria.add(Map.of("field", field, "value", String.valueOf(id), "criteria", "="));
    }
  }

  List<Doubt> doubts() {
    return doubts;
  }

  /** The call, as its route is named. */
  public String getName() {
    return pages == null ? "timesheet" : pages.getName().substring("bexio-".length());
  }

  public boolean isMore() {
    return pages == null ? !answered : pages.isMore();
  }

  public String getQuery() {
    return pages.getQuery();
  }

  public String getCriteria() {
    return pages.getBody();
  }

  /** The timesheet asked for, as the end of its address. */
  public String getPath() {
    return "/" + timesheetId;
  }

  void take(List<Timesheet> page) {
    pages.take(page, null);
  }

  /** Takes the answer to a question by id; null when there is none. */
  void take(Timesheet found) {
    single = found;
    answered = true;
  }

  /** What a search found. */
  List<Timesheet> found() {
    return pages.getRows();
  }

  /** The ledger's row whose timesheet is asked for, or null. */
  LedgerRow ledgerRow() {
    return ledgerRow;
  }

  /** What stands under the id, or null. */
  Timesheet single() {
    return single;
  }
}
