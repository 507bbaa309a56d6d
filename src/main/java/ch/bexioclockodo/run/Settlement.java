package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.Doubt;
import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.Intent;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the looks of one run into bexio have shown of writes of unknown outcome. */
final class Settlement {

  private final Map<Doubt, Timesheet> arrived = new LinkedHashMap<>();
  private final Map<Doubt, List<Timesheet>> near = new LinkedHashMap<>();
  private final Map<Doubt, Optional<Timesheet>> standing = new LinkedHashMap<>();
  private final List<Doubt> notFound = new ArrayList<>();
  private final Set<Attempt> withoutTwin = new HashSet<>();
  private final Instant settledBefore;

  /** One body that was sent for an entry; the ledger holds its doubt anew once it is settled. */
  private record Attempt(long entryId, String body) {

    static Attempt of(Doubt doubt) {
      return new Attempt(doubt.entryId(), doubt.sent().write());
    }
  }

  /**
   * @param settledBefore what was sent before could no longer appear when the looks began
   */
  Settlement(Instant settledBefore) {
    this.settledBefore = settledBefore;
  }

  Instant settledBefore() {
    return settledBefore;
  }

  void arrived(Map<Doubt, Timesheet> found) {
    arrived.putAll(found);
    notFound.removeAll(found.keySet());
  }

  /** What has arrived, and was there once only. */
  void withoutTwin(Set<Doubt> found) {
    found.stream().map(Attempt::of).forEach(withoutTwin::add);
  }

  /** Whether it was looked for in this run already, and has no twin. */
  boolean isWithoutTwin(Doubt doubt) {
    return withoutTwin.contains(Attempt.of(doubt));
  }

  void notFound(Doubt doubt) {
    notFound.add(doubt);
  }

  List<Doubt> notFound() {
    return List.copyOf(notFound);
  }

  void near(Doubt doubt, List<Timesheet> candidates) {
    near.put(doubt, candidates);
  }

  /** What stands under the id of a change; null when nothing does. */
  void stands(Doubt doubt, Timesheet there) {
    standing.put(doubt, Optional.ofNullable(there));
  }

  Set<Long> claimed() {
    return arrived.values().stream().map(Timesheet::id).collect(Collectors.toSet());
  }

  void record(Connection database, ActiveRun run, EchoRule rule, Instant now) throws SQLException {
    long company = run.identity().bexioCompany();
    for (Map.Entry<Doubt, Timesheet> one : arrived.entrySet()) {
      Doubt doubt = one.getKey();
      Timesheet there = one.getValue();
      String echo = TimesheetLedger.echo(doubt.sent(), there.write());
      if (DoubtStore.arrived(database, company, doubt.entryId(), there.id(), echo, now)) {
        TimesheetDecision.end(database, run, doubt.entryId());
        Reason reason = Reason.of(ReasonCode.OUTCOME_READ_BACK, there.id());
        PlanRowStore.readBack(
            database, doubt.plan(), doubt.planRow(), RowState.DONE, reason, there.id());
      }
    }
    for (Doubt doubt : notFound) {
      // Only what was looked for near as well, after its time had come, is known to be missing.
      if (near.containsKey(doubt)) {
        settleMissing(database, company, doubt, now);
      }
    }
    for (Map.Entry<Doubt, Optional<Timesheet>> one : standing.entrySet()) {
      boolean settled = one.getKey().sentAt().isBefore(settledBefore);
      settleChange(database, run, rule, one.getKey(), one.getValue(), settled, now);
    }
  }

  private void settleMissing(Connection database, long company, Doubt doubt, Instant now)
      throws SQLException {
    List<Timesheet> candidates = near.get(doubt);
    if (candidates.isEmpty()) {
      release(database, company, doubt, LedgerState.RELEASED, now);
      return;
    }
    String ids =
        candidates.stream()
            .map(timesheet -> String.valueOf(timesheet.id()))
            .collect(Collectors.joining(", "));
    DoubtStore.settle(database, company, doubt.entryId(), LedgerState.UNCLEAR, ids, now);
  }

  /** It did not arrive: what it was before holds, and the plan of today decides anew. */
  private static void release(
      Connection database, long company, Doubt doubt, LedgerState state, Instant now)
      throws SQLException {
    DoubtStore.settle(database, company, doubt.entryId(), state, null, now);
    PlanRowStore.readBack(
        database,
        doubt.plan(),
        doubt.planRow(),
        RowState.NOT_SENT,
        Reason.of(ReasonCode.OUTCOME_NOT_THERE),
        null);
  }

  private static void settleChange(
      Connection database,
      ActiveRun run,
      EchoRule rule,
      Doubt doubt,
      Optional<Timesheet> there,
      boolean settled,
      Instant now)
      throws SQLException {
    long company = run.identity().bexioCompany();
    Optional<PlanRow> row = PlanRowStore.find(database, doubt.plan(), doubt.planRow());
    if (Doubt.DELETE.equals(doubt.operation()) && there.isEmpty()) {
      LedgerState state =
          row.map(PlanRow::isUndoing).orElse(false) ? LedgerState.WITHDRAWN : LedgerState.DELETED;
      DoubtStore.settle(database, company, doubt.entryId(), state, null, now);
      PlanRowStore.readBack(
          database,
          doubt.plan(),
          doubt.planRow(),
          RowState.DONE,
          Reason.of(ReasonCode.OUTCOME_READ_BACK, doubt.timesheetId()),
          null);
    } else if (Doubt.UPDATE.equals(doubt.operation())
        && there.isPresent()
        && row.isPresent()
        && rule.same(Timesheet.read(row.get().payload()), there.get())) {
      changeArrived(database, run, doubt, row.get(), there.get(), now);
    } else if (settled || there.isEmpty() || !rule.same(doubt.sent(), there.get())) {
      // Not done, or not as it was sent: the next comparison with bexio says which.
      release(database, company, doubt, LedgerState.EXPORTED, now);
    }
  }

  private static void changeArrived(
      Connection database, ActiveRun run, Doubt doubt, PlanRow row, Timesheet there, Instant now)
      throws SQLException {
    Timesheet sent = Timesheet.read(row.payload());
    Intent what =
        new Intent(
            run.identity().bexioCompany(),
            doubt.entryId(),
            run.request().connection(),
            doubt.plan(),
            doubt.planRow(),
            run.runId(),
            run.lock().epoch(),
            doubt.watermark(),
            row.fingerprint(),
            row.payload(),
            EntryMemory.of(row.source(), row.target()).write(),
            LocalDate.parse(String.valueOf(row.source().get("date"))),
            now);
    String echo = TimesheetLedger.echo(sent, there.write());
    for (LedgerState from : List.of(LedgerState.UNKNOWN, LedgerState.UNCLEAR)) {
      LedgerStore.changed(database, what, echo, from, null);
    }
    PlanRowStore.readBack(
        database,
        doubt.plan(),
        doubt.planRow(),
        RowState.DONE,
        Reason.of(ReasonCode.OUTCOME_READ_BACK, doubt.timesheetId()),
        null);
  }
}
