package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One plan row on its way: the intent is stored, the request may leave, the outcome is not recorded
 * yet. One thread at a time has it.
 */
public final class Sending {

  private static final int MOST_WAITS = 10;
  private static final Runnable NO_PLACE = () -> {};

  private final int row;
  private final String kind;
  private final Action action;
  private final String payload;
  private final Set<Integer> dependsOn;
  private final long sourceId;
  private final Long targetId;
  private final String source;
  private final String target;
  private final String fingerprint;
  private final LinkKind linkKind;
  private final String base;
  private Outcome outcome;
  private boolean allowed;
  private boolean compared;
  private boolean foundInstead;
  private int waits;
  private int unauthorized;
  private Runnable place = NO_PLACE;
  private FirstReadBack.Found found;
  private boolean intentInLedgerOnly;

  private Sending(Map<String, Object> columns) {
    row = ((Number) columns.get("id")).intValue();
    kind = (String) columns.get("kind");
    action = Action.valueOf((String) columns.get("action"));
    payload = (String) columns.get("payload");
    dependsOn = PlanRowStore.dependencies((String) columns.get("depends_on"));
    sourceId = ((Number) columns.get("source_id")).longValue();
    targetId =
        columns.get("target_id") == null ? null : ((Number) columns.get("target_id")).longValue();
    source = (String) columns.get("source");
    target = (String) columns.get("target");
    fingerprint = (String) columns.get("fingerprint");
    String kindOfLink = (String) columns.get("link_kind");
    linkKind = kindOfLink == null ? null : LinkKind.of(kindOfLink);
    base = (String) columns.get("base");
  }

  /** Reads a row as the database returned it, whose column names come in either case. */
  static Sending of(Map<String, Object> columns) {
    Map<String, Object> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(columns);
    return new Sending(anyCase);
  }

  public int row() {
    return row;
  }

  public String getKind() {
    return kind;
  }

  Action action() {
    return action;
  }

  String payload() {
    return payload;
  }

  Set<Integer> dependsOn() {
    return dependsOn;
  }

  long sourceId() {
    return sourceId;
  }

  Long targetId() {
    return targetId;
  }

  String source() {
    return source;
  }

  String target() {
    return target;
  }

  String fingerprint() {
    return fingerprint;
  }

  boolean timesheet() {
    return PlanRow.TIMESHEET.equals(kind);
  }

  boolean invoiceDraft() {
    return PlanRow.INVOICE_DRAFT.equals(kind);
  }

  /** It is in bexio already, as it would have been sent. */
  void foundInstead() {
    foundInstead = true;
  }

  boolean isFoundInstead() {
    return foundInstead;
  }

  /** Whether it is written to bexio; what an import writes goes to clockodo. */
  boolean toBexio() {
    return timesheet() || invoiceDraft() || PlanRow.isFirst(kind);
  }

  /** Whether bexio may hold what was sent, or says that it does: it is looked for at once. */
  public boolean isDoubtful() {
    Outcome.Kind known = outcome().kind();
    return known == Outcome.Kind.UNKNOWN
        || known == Outcome.Kind.REFUSED && PlanRow.FICTIONAL_USER.equals(kind);
  }

  /** What was found when it was read back, or null. */
  FirstReadBack.Found found() {
    return found;
  }

  void found(FirstReadBack.Found there) {
    found = there;
  }

  /** The kind of link that the row is about, or null of a timesheet. */
  LinkKind linkKind() {
    return linkKind;
  }

  /** What both sides of the link will have agreed on once it is done, as JSON, or null. */
  String base() {
    return base;
  }

  /** The deleted entry whose place this one has taken, or null. */
  Long formerEntry() {
    return timesheet() && Json.readMap(target).get("formerEntry") instanceof Number former
        ? former.longValue()
        : null;
  }

  /** Whether it carries out what a person has decided about the entry. */
  boolean isDecided() {
    return timesheet() && target.contains("\"decided\":");
  }

  /** Whether it is about a timesheet that came late, beside the one of its entry. */
  boolean isTwin() {
    return timesheet() && target.contains("\"twin\":true");
  }

  /** Its intent is in the ledger alone: its plan row changes once, when it is known what became. */
  void intentIsInLedgerOnly() {
    intentInLedgerOnly = true;
  }

  boolean isIntentInLedgerOnly() {
    return intentInLedgerOnly;
  }

  /** What is there was looked at; from now on the request itself may leave. */
  void compared() {
    compared = true;
  }

  boolean isCompared() {
    return compared;
  }

  /** Whether the timesheet that is there must be looked at before it is changed. */
  public boolean isChange() {
    return timesheet() && (action == Action.UPDATE || action == Action.DELETE);
  }

  /** Whether a request must leave for this row; a link, or a draft that is gone, needs none. */
  public boolean isRequest() {
    return action != Action.LINK && !(invoiceDraft() && action == Action.DEACTIVATE);
  }

  /** The call that writes the row, as its route is named. */
  public String getCall() {
    return switch (action) {
      case CREATE -> "create-" + kind;
      case DELETE -> "delete-" + kind;
      default -> "update-" + kind;
    };
  }

  /** What is changed, as the end of its address. */
  public String getPath() {
    return "/" + targetId;
  }

  /**
   * Whether the request is still to be made: not yet tried, or turned away before anybody looked at
   * it, by a used-up budget or by a 401 that may have been a hiccup.
   */
  public boolean isOpen() {
    if (!isRequest()) {
      return false;
    }
    if (outcome == null) {
      return true;
    }
    return switch (outcome.kind()) {
      case TOO_MANY_REQUESTS -> waits < MOST_WAITS;
      case UNAUTHORIZED -> unauthorized < 2;
      default -> false;
    };
  }

  /** Whether the request may leave now. */
  public boolean isAllowed() {
    return allowed;
  }

  void dispatch() {
    allowed = true;
  }

  /** Its place in the rate budget, given back as soon as its outcome is known. */
  void place(Runnable taken) {
    place = taken;
  }

  /** What is known of it; without an outcome it has left and nobody knows, or has never left. */
  Outcome outcome() {
    if (outcome != null) {
      return outcome;
    }
    return allowed
        ? Outcome.of(Outcome.Kind.UNKNOWN, "its answer was not read")
        : Outcome.of(Outcome.Kind.NOT_SENT, "it never left");
  }

  void outcome(Outcome known) {
    outcome = known;
    allowed = false;
    compared = false;
    place.run();
    place = NO_PLACE;
    if (known.kind() == Outcome.Kind.TOO_MANY_REQUESTS) {
      waits++;
    }
    if (known.kind() == Outcome.Kind.UNAUTHORIZED) {
      unauthorized++;
    }
  }
}
