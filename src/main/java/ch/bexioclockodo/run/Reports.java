package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanRowStore.PlanCount;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.RowState;
import ch.bexioclockodo.plan.ShownRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts and balances what a plan holds now, and decides how a run ended. */
public final class Reports {

  /** The note of a plan that was made with a key that may not see everything. */
  static final String NOT_OWNER = "not-owner";

  private Reports() {}

  static Report of(Connection database, ActiveRun run, Instant now) throws SQLException {
    List<PlanCount> counts =
        run.planId() == 0 ? List.of() : PlanRowStore.counts(database, run.planId());
    return of(database, run, counts, now);
  }

  private static Report of(Connection database, ActiveRun run, List<PlanCount> counts, Instant now)
      throws SQLException {
    Plan plan =
        run.planId() == 0
            ? null
            : PlanStore.find(database, run.request().connection(), run.planId()).orElse(null);
    List<Problem> problems = new ArrayList<>(run.problems().all());
    Balance balance =
        plan == null ? null : Balance.of(plan, counts, GroupBalance.of(database, plan.id()));
    long unknown =
        LedgerStore.unknownOutside(
            database, run.request().connection(), plan == null ? 0 : plan.id());
    if (run.request().kind().ofTimes() && unknown > 0) {
      problems.add(
          new Problem(
              "ledger.unknown", Messages.text("problem.unknown-earlier", String.valueOf(unknown))));
    }
    long openDrafts = InvoiceDrafts.open(database, run.request().connection());
    if (run.request().kind().ofTimes() && openDrafts > 0) {
      problems.add(
          new Problem(
              "invoice.open", Messages.text("problem.invoice-open", String.valueOf(openDrafts))));
    }
    boolean readable = plan != null && plan.readAt() != null;
    if (readable && !balance.closes() && run.ending() == null) {
      problems.add(new Problem("balance.open", Messages.text("balance.open", run.planId())));
    }

    return report(
        run,
        plan,
        counts,
        balance,
        status(run, readable, balance, counts, problems),
        problems,
        now);
  }

  private static Report report(
      ActiveRun run,
      Plan plan,
      List<PlanCount> counts,
      Balance balance,
      String status,
      List<Problem> problems,
      Instant now) {
    Report report = new Report();
    report.put("run", run.runId());
    report.put("plan", plan == null ? null : plan.id());
    report.put("connection", run.request().connection());
    report.put("kind", run.request().kind().word());
    report.put("preview", run.request().preview());
    report.put("status", status);
    report.put("from", date(plan != null ? plan.from() : from(run)));
    report.put("to", date(plan != null ? plan.to() : to(run)));
    report.put("startedAt", run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    report.put("finishedAt", now.truncatedTo(ChronoUnit.SECONDS).toString());
    report.put("counts", counts(plan, counts));
    report.put("balance", balance == null ? Balance.none() : balance.asMap(run.problems().notes()));
    report.put("problems", problems.stream().map(Reports::asMap).toList());
    return report;
  }

  /** The report of a run whose database does not answer: nothing but its failure. */
  static Report withoutDatabase(ActiveRun run, Instant now) {
    return report(run, null, List.of(), null, "failed", run.problems().all(), now);
  }

  /** The report of a run that has written none: its plan's rows as they are now. */
  public static Report asItStands(Connection database, RunStore.StoredRun stored)
      throws SQLException {
    Kind kind = Kind.of(stored.kind());
    ActiveRun run = new ActiveRun(RunRequest.of(kind, Map.of()), null, stored.startedAt());
    run.runId(stored.id());
    run.planId(stored.plan() == null ? 0 : stored.plan());
    run.end(
        Ending.INTERRUPTED,
        "run.without-report",
        Messages.text("problem.without-report", stored.startedBy()));
    List<PlanCount> counts =
        run.planId() == 0 ? List.of() : ShownRows.counts(database, run.planId());
    Instant at = stored.finishedAt() == null ? stored.startedAt() : stored.finishedAt();
    Report report = of(database, run, counts, at);
    report.put("finishedAt", stored.finishedAt() == null ? null : report.get("finishedAt"));
    return report;
  }

  /** The report of a plan as its preview was: nothing of it is asked anew. */
  static Report ofPlan(Connection database, Plan plan) throws SQLException {
    RunRequest request = RunRequest.of(Kind.of(plan.kind()), Map.of("bexioClockodoPreview", true));
    ActiveRun run = new ActiveRun(request, null, plan.createdAt());
    run.planId(plan.id());
    Instant at = plan.readAt() == null ? plan.createdAt() : plan.readAt();
    return of(database, run, ShownRows.counts(database, plan.id()), at);
  }

  private static String status(
      ActiveRun run,
      boolean readable,
      Balance balance,
      List<PlanCount> counts,
      List<Problem> problems) {
    if (run.ending() == Ending.REFUSED) {
      return "refused";
    }
    if (run.ending() == Ending.FAILED) {
      return "failed";
    }
    if (run.ending() == Ending.INTERRUPTED) {
      return "interrupted";
    }
    if (!readable || !balance.closes()) {
      return "failed";
    }
    boolean attention =
        counts.stream()
            .map(count -> Bucket.of(count.action(), count.state()))
            .anyMatch(Bucket::needsAPerson);
    return attention || !problems.isEmpty() || balance.plan().notes().contains(NOT_OWNER)
        ? "attention"
        : "done";
  }

  private static Map<String, Object> counts(Plan plan, List<PlanCount> counts) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("create", sum(counts, count -> count.planned() && count.action() == Action.CREATE));
    map.put("update", sum(counts, count -> count.planned() && count.action() == Action.UPDATE));
    map.put("delete", sum(counts, count -> count.planned() && count.action() == Action.DELETE));
    map.put(
        "deactivate", sum(counts, count -> count.planned() && count.action() == Action.DEACTIVATE));
    map.put("link", sum(counts, count -> count.planned() && count.action() == Action.LINK));
    map.put("done", sum(counts, count -> count.state() == RowState.DONE));
    map.put("unchanged", plan == null ? 0 : plan.unchangedCount());
    for (Bucket bucket :
        List.of(
            Bucket.EXCLUDED,
            Bucket.NEEDS_DECISION,
            Bucket.FAILED,
            Bucket.UNKNOWN,
            Bucket.STALE,
            Bucket.NOT_SENT)) {
      map.put(
          bucket.word(), sum(counts, count -> Bucket.of(count.action(), count.state()) == bucket));
    }
    if (plan != null) {
      map.merge(
          Bucket.EXCLUDED.word(),
          plan.excludedRemoved(),
          (kept, removed) -> (long) kept + (long) removed);
    }
    return map;
  }

  private static long sum(List<PlanCount> counts, Predicate<PlanCount> which) {
    return counts.stream().filter(which).mapToLong(PlanCount::count).sum();
  }

  private static Map<String, Object> asMap(Problem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("code", problem.code());
    map.put("text", problem.text());
    return map;
  }

  private static Object from(ActiveRun run) {
    return run.period() == null ? null : run.period().from();
  }

  private static Object to(ActiveRun run) {
    return run.period() == null ? null : run.period().to();
  }

  private static String date(Object date) {
    return date == null ? null : date.toString();
  }
}
