package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what becomes of each row of a run that is taken back: a timesheet that it created is
 * deleted while no later run and nobody in bexio has touched it; the rest is told.
 *
 * @param run the run that is taken back
 */
public record Undo(long run) {

  private record Verdict(Action action, Reason reason) {}

  /** Whether its timesheet must be looked at. */
  public static boolean asksBexio(PlanRow done, LedgerRow ledger) {
    return done.action() == Action.CREATE
        && PlanRow.TIMESHEET.equals(done.kind())
        && ledger != null
        && ledger.state() == LedgerState.EXPORTED;
  }

  /**
   * @param id the number of the new row
   * @param done the row of the run that is taken back
   * @param ledger what the ledger knows of its entry now, or null
   * @param standing how its timesheet stands in bexio; null when it was not looked at
   */
  public PlanRow row(int id, PlanRow done, LedgerRow ledger, BexioHoldings.Standing standing) {
    Verdict verdict =
        PlanRow.isFirst(done.kind())
            ? new Verdict(Action.EXCLUDE, Reason.of(ReasonCode.UNDO_STAYS, run))
            : verdict(done, ledger, standing);
    boolean acts = verdict.action() == Action.DELETE;
    Long timesheet = acts ? ledger.timesheetId() : done.targetId();
    Map<String, Object> target = new LinkedHashMap<>(done.target());
    target.put("id", timesheet);
    target.put("undoneRun", run);
    PlanRow row =
        new PlanRow(
            id,
            done.kind(),
            verdict.action(),
            RowState.PLANNED,
            verdict.reason(),
            done.sourceId(),
            done.source(),
            timesheet,
            target,
            null,
            Set.of(),
            done.seconds(),
            Fingerprint.of("undo", run, timesheet, verdict.action()),
            done.linkKind(),
            acts && standing.there() != null ? standing.there().write() : null);
    return PlanRow.isFirst(done.kind()) ? row.uncounted() : row;
  }

  private Verdict verdict(PlanRow done, LedgerRow ledger, BexioHoldings.Standing standing) {
    return switch (done.action()) {
      case CREATE -> created(done, ledger, standing);
      case UPDATE -> decide(ReasonCode.UNDO_CHANGED, run, done.targetId(), changes(done));
      case DELETE -> decide(ReasonCode.UNDO_DELETED, run, done.targetId(), described(done));
      default ->
          new Verdict(Action.EXCLUDE, Reason.of(ReasonCode.UNDO_ADOPTED, run, done.targetId()));
    };
  }

  private Verdict created(PlanRow done, LedgerRow ledger, BexioHoldings.Standing standing) {
    if (done.state() != RowState.DONE
        || ledger != null && ledger.timesheetId() == null
        || ledger != null && isOpen(ledger.state())) {
      return decide(ReasonCode.UNDO_UNKNOWN, run);
    }
    if (ledger == null || !ledger.inBexio() || !ledger.timesheetId().equals(done.targetId())) {
      return new Verdict(Action.EXCLUDE, Reason.of(ReasonCode.UNDO_ALREADY, done.targetId()));
    }
    if (ledger.run() != run) {
      return decide(ReasonCode.UNDO_TOUCHED_LATER, ledger.timesheetId(), ledger.run());
    }
    if (standing.locked()) {
      return decide(ReasonCode.UNDO_LOCKED, ledger.timesheetId(), standing.there().statusId());
    }
    List<String> touched = touched(ledger, standing);
    return touched.isEmpty()
        ? new Verdict(Action.DELETE, Reason.of(ReasonCode.UNDO_DELETES, run, ledger.timesheetId()))
        : decide(
            ReasonCode.UNDO_EDITED,
            ledger.timesheetId(),
            FollowUp.differences(ledger.held(), standing.there(), touched));
  }

  /** What somebody has changed by hand; a status counts too, since somebody has looked at it. */
  private static List<String> touched(LedgerRow ledger, BexioHoldings.Standing standing) {
    List<String> touched = new ArrayList<>(standing.touched());
    if (!standing.isGone() && ledger.held().statusId() != standing.there().statusId()) {
      touched.add("status_id");
    }
    return touched;
  }

  private static boolean isOpen(LedgerState state) {
    return state == LedgerState.SENDING
        || state == LedgerState.UNKNOWN
        || state == LedgerState.UNCLEAR;
  }

  private static String changes(PlanRow done) {
    if (done.base() == null || done.payload() == null) {
      return "?";
    }
    Timesheet before = Timesheet.read(done.base());
    Timesheet after = Timesheet.read(done.payload());
    return FollowUp.differences(before, after, FollowUp.movedSince(before, after));
  }

  private static String described(PlanRow done) {
    if (done.base() == null) {
      return "?";
    }
    Timesheet before = Timesheet.read(done.base());
    Map<String, Object> when = before.tracking();
    return when.containsKey("start")
        ? when.get("start") + " – " + when.get("end") + " «" + before.text() + "»"
        : when.get("date") + " " + when.get("duration") + " «" + before.text() + "»";
  }

  private static Verdict decide(ReasonCode code, Object... args) {
    return new Verdict(Action.DECIDE, Reason.of(code, args));
  }
}
