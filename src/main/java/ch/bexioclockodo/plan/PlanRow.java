package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;
import java.util.Map;
import java.util.Set;

/**
 * One row of a plan: what is to happen to one source row, and why.
 *
 * @param id number within the plan, from 1
 * @param kind {@code customer}, {@code project}, {@code service}, {@code user} or {@code
 *     timesheet}; {@code fictional-user} and {@code activity} are what an export needs first; of
 *     invoice drafts {@code invoice-draft} and {@code entry}
 * @param seconds the recorded seconds behind it, 0 for master data
 * @param fingerprint what source and links looked like when it was planned
 * @param linkKind the kind of link it is about, or null for a timesheet
 * @param base what both sides of the link will have agreed on once it is done, as JSON, or null
 * @param counted whether it is a source row, which the balance counts; something that is created
 *     first is none
 * @param reportGroup the number of its report group within the plan, or null
 */
public record PlanRow(
    int id,
    String kind,
    Action action,
    RowState state,
    Reason reason,
    long sourceId,
    Map<String, Object> source,
    Long targetId,
    Map<String, Object> target,
    String payload,
    Set<Integer> dependsOn,
    long seconds,
    String fingerprint,
    LinkKind linkKind,
    String base,
    boolean counted,
    Integer reportGroup) {

  /** A source row that belongs to no report group. */
  public PlanRow(
      int id,
      String kind,
      Action action,
      RowState state,
      Reason reason,
      long sourceId,
      Map<String, Object> source,
      Long targetId,
      Map<String, Object> target,
      String payload,
      Set<Integer> dependsOn,
      long seconds,
      String fingerprint,
      LinkKind linkKind,
      String base) {
    this(
        id,
        kind,
        action,
        state,
        reason,
        sourceId,
        source,
        targetId,
        target,
        payload,
        dependsOn,
        seconds,
        fingerprint,
        linkKind,
        base,
        true,
        null);
  }

  public static final String CUSTOMER = "customer";
  public static final String PROJECT = "project";
  public static final String SERVICE = "service";
  public static final String USER = "user";
  public static final String TIMESHEET = "timesheet";
  public static final String INVOICE_DRAFT = "invoice-draft";

  /** An entry that is, or is not, in an invoice draft. */
  public static final String ENTRY = "entry";

  public static final String FICTIONAL_USER = "fictional-user";
  public static final String ACTIVITY = "activity";

  private static final Set<String> FIRST = Set.of(FICTIONAL_USER, ACTIVITY);

  /** Whether it takes back what an earlier run has exported. */
  public boolean isUndoing() {
    return target.containsKey("undoneRun");
  }

  /** Whether rows of this kind are no source rows but what an export needs before its entries. */
  public static boolean isFirst(String kind) {
    return FIRST.contains(kind);
  }

  /** The kind of the rows that are about a kind of link. */
  static String kindOf(LinkKind kind) {
    return switch (kind) {
      case CUSTOMER -> CUSTOMER;
      case PROJECT -> PROJECT;
      case ACTIVITY, ITEM -> SERVICE;
      case USER, FICTIONAL_USER -> USER;
      case TIMESHEET -> TIMESHEET;
      case INVOICE_DRAFT -> INVOICE_DRAFT;
    };
  }

  /** The same row, whose source, links and payload together look like this. */
  public PlanRow withFingerprint(String print) {
    return with(print, counted, reportGroup);
  }

  /** The same row, as one of a report group. */
  public PlanRow inGroup(int number) {
    return with(fingerprint, counted, number);
  }

  /** The same row, which is no source row and does not count in the balance. */
  public PlanRow uncounted() {
    return with(fingerprint, false, reportGroup);
  }

  /** The same row, whose fate is known when it is planned. */
  PlanRow standing(RowState known, Reason why) {
    return with(action, known, why, fingerprint, counted, reportGroup);
  }

  /** The same row, about which a person must decide first. */
  PlanRow forAPerson(Reason why) {
    return with(Action.DECIDE, RowState.PLANNED, why, fingerprint, counted, reportGroup);
  }

  private PlanRow with(String print, boolean isCounted, Integer group) {
    return with(action, state, reason, print, isCounted, group);
  }

  private PlanRow with(
      Action does, RowState known, Reason why, String print, boolean isCounted, Integer group) {
    return new PlanRow(
        id, kind, does, known, why, sourceId, source, targetId, target, payload, dependsOn, seconds,
        print, linkKind, base, isCounted, group);
  }
}
