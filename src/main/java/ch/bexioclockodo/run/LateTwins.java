package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.Doubt;
import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.ledger.EchoRuleStore;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.ledger.ReadBack;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.Fingerprint;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Variable;

/**
 * Looks once more for whatever was ever in doubt: an attempt that was given up may have come true
 * later than the settle time. Such a twin is shown in every plan while it is there; a plan that a
 * person has seen deletes it.
 */
public final class LateTwins extends ConnectorBean {

  /**
   * Where to look: one search for each signature of what was ever in doubt, unless this run has
   * just settled all of it by the same search.
   */
  public List<Look> looks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Map<Doubt.Signature, List<Doubt>> bySignature = new LinkedHashMap<>();
    for (Doubt doubt :
        inTransaction(database -> DoubtStore.everUnknown(database, run.request().connection()))) {
      bySignature.computeIfAbsent(doubt.signature(), key -> new ArrayList<>()).add(doubt);
    }
    List<Look> looks = new ArrayList<>();
    bySignature.forEach(
        (signature, doubts) -> {
          if (run.settlement() == null
              || !doubts.stream().allMatch(run.settlement()::isWithoutTwin)) {
            looks.add(Look.bySignature(signature, doubts));
          }
        });
    run.window().doubled(new HashSet<>());
    return looks;
  }

  /** Plans what becomes of each twin. */
  public void seen(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(Settling.LOOK) Look look)
      throws SQLException {
    long company = run.identity().bexioCompany();
    List<Long> ids = look.found().stream().map(Timesheet::id).toList();
    Set<Long> claimed =
        new HashSet<>(inTransaction(database -> DoubtStore.claimed(database, company, ids)));
    Map<Long, LedgerRow> rows =
        inTransaction(
            database ->
                LedgerStore.find(
                    database,
                    company,
                    look.doubts().stream().map(Doubt::entryId).collect(Collectors.toSet())));
    ReadBack readBack =
        new ReadBack(
            inTransaction(database -> EchoRuleStore.rule(database, run.request().connection())),
            claimed);
    Map<Doubt, Timesheet> found = readBack.exact(look.doubts(), look.found());
    while (!found.isEmpty()) {
      for (Map.Entry<Doubt, Timesheet> one : found.entrySet()) {
        run.window().doubled().add(one.getKey().entryId());
        run.draft().add(row(run, rows.get(one.getKey().entryId()), one.getValue()));
      }
      found = readBack.exact(look.doubts(), look.found());
    }
  }

  /**
   * What has no twin, in whatever form it was sent, and can get none any more is in doubt no
   * longer.
   */
  public void forget(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (run.lock() == null) {
      return;
    }
    Instant settledBefore = run.startedAt().minus(settings().settle());
    inTransaction(
        database -> {
          run.lock().fence(database);
          for (Doubt doubt : DoubtStore.everUnknown(database, run.request().connection())) {
            if (!run.window().doubled().contains(doubt.entryId())
                && doubt.sentAt().isBefore(settledBefore)) {
              DoubtStore.noMoreDoubt(database, run.identity().bexioCompany(), doubt.entryId());
            }
          }
          return null;
        });
  }

  /** Only a plan that a person has seen, or is about to see, deletes; a rebuild never does. */
  private PlanRow row(ActiveRun run, LedgerRow ledger, Timesheet twin) {
    boolean locked = settings().lockedStatuses().contains(twin.statusId());
    boolean seen =
        (run.request().preview() || run.request().plan() != null)
            && !run.selection().wants(RunRequest.Option.REBUILD);
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", twin.id());
    target.put("twin", true);
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", ledger.entryId());
    source.put("date", String.valueOf(twin.date()));
    source.put("seconds", 0);
    if (ledger.entry() != null) {
      source =
          run.window()
              .names()
              .describe(EntryMemory.read(ledger.entry()).entry(), settings().zone());
    }
    return new PlanRow(
            run.draft().nextRow(),
            PlanRow.TIMESHEET,
            seen && !locked ? Action.DELETE : Action.DECIDE,
            RowState.PLANNED,
            Reason.of(
                ReasonCode.LATE_TWIN,
                twin.id(),
                ledger.timesheetId() == null ? "–" : ledger.timesheetId()),
            // Its entry has a row of its own; the two must not be taken for each other.
            -twin.id(),
            source,
            twin.id(),
            target,
            null,
            Set.of(),
            0,
            Fingerprint.of("twin", twin.id()),
            null,
            twin.writable().write())
        .uncounted();
  }
}
