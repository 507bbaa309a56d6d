package ch.bexioclockodo.run;

import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.InvoiceRowStore;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanComparison;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.PlanTotals;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;

/**
 * Opens and completes plans: a new one, or the comparison that tells which rows of a stored one are
 * stale.
 */
public final class Planning extends ConnectorBean {

  /** A younger plan is applied as it is; an older one has its source read once more. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** Finds the plan that was asked for by number. */
  public void choose(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Long number = run.request().plan();
    if (number == null) {
      return;
    }
    Optional<Plan> found =
        inTransaction(database -> PlanStore.find(database, run.request().connection(), number));
    if (found.isEmpty() || !found.get().kind().equals(run.request().kind().word())) {
      run.end(
          Ending.FAILED,
          "plan.not-found",
          Messages.text("problem.plan-not-found", run.request().kind().word(), number));
      return;
    }
    Plan plan = found.get();
    run.planId(plan.id());
    run.period(plan.from() == null ? null : new Period(plan.from(), plan.to()));
    run.selection(Selection.read(plan.request()));
    if (plan.readAt() == null || !plan.controlCloses()) {
      run.end(Ending.FAILED, "plan.unusable", Messages.text("problem.plan-unusable", number));
    } else if (!run.request().preview()) {
      boolean old = Duration.between(plan.readAt(), clock().instant()).compareTo(FRESH) > 0;
      // An import is compared at any age: what a preview saw of links is kept only by a run.
      run.comparing(old || run.request().kind() == Kind.IMPORT);
    }
  }

  /** Opens the plan that is written from now on, and takes the links as they stand. */
  public void open(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    RunRequest request = run.request();
    Period period = run.period();
    inTransaction(
        database -> {
          Reading.open(database, run, settings(), clock().instant());
          run.sources().links(new Links(LinkStore.all(database, request.connection())));
          run.draft(
              new Draft(
                  PlanStore.open(
                      database,
                      request.connection(),
                      request.kind().word(),
                      period == null ? null : period.from(),
                      period == null ? null : period.to(),
                      run.selection().write(),
                      clock().instant())));
          return null;
        });
  }

  /** Completes the plan; it becomes the run's own, or the measure of the stored one. */
  public void complete(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    boolean export = run.request().kind() == Kind.EXPORT;
    boolean imports = run.request().kind() == Kind.IMPORT;
    if (imports) {
      inTransaction(
          database -> {
            ImportClosing.beforeCompletion(database, run, settings().mostChanges());
            return null;
          });
    }
    boolean closes = !export || run.getReading().closes();
    BigDecimal revenue = export ? run.getReading().revenue() : null;
    List<String> notes = new ArrayList<>(imports ? importNotes(run) : List.of());
    if (export) {
      notes.addAll(run.getReading().notes());
    }
    notes.addAll(run.draft().notes());
    if (!run.clockodoUser().seesEverything()) {
      notes.add(Reports.NOT_OWNER);
    }
    PlanTotals totals =
        new PlanTotals(
            run.draft().sourceCount(),
            run.draft().sourceSeconds(),
            revenue,
            run.draft().unchangedCount(),
            run.draft().unchangedSeconds(),
            closes,
            notes);
    inTransaction(
        database -> {
          PlanStore.complete(database, run.draft().planId(), totals, clock().instant());
          if (export) {
            PlanStore.watermark(database, run.draft().planId(), run.window().holdings().highest());
          }
          Reading.remember(database, run);
          if (run.isComparing()) {
            PlanComparison.markStale(database, run.planId(), run.draft().planId());
            if (run.isInvoicing()) {
              InvoiceRowStore.staleTogether(database, run.planId());
            }
          } else {
            run.planId(run.draft().planId());
          }
          return null;
        });
    if (!closes) {
      run.end(
          Ending.FAILED, "source.open", Messages.text("problem.source-open", run.draft().planId()));
    }
  }

  private List<String> importNotes(ActiveRun run) throws SQLException {
    return inTransaction(database -> ImportClosing.notes(database, run));
  }
}
