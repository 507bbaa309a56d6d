package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.plan.InFlightRows;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRowBatch;
import ch.bexioclockodo.plan.PlanStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run, guards it with the lock, and ends it with a report, whatever happens in between.
 */
public final class Runs extends ConnectorBean {

  /** The exchange variable that carries the run from step to step. */
  public static final String VARIABLE = "bexioClockodoRun";

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final Duration DETAILS_LIVE = Duration.ofDays(14);
  private static final Set<RunRequest.Option> OF_TIMESHEETS =
      Set.of(RunRequest.Option.TIMESHEETS, RunRequest.Option.SETTLE, RunRequest.Option.REBUILD);
  private static final int MONTHS_REBUILT = 13;
  private static final Duration SCHEDULE_WAITS = Duration.ofMinutes(30);
  private static final Duration SCHEDULE_ASKS_EVERY = Duration.ofSeconds(1);

  public void startImport(Exchange exchange) throws SQLException, InterruptedException {
    start(Kind.IMPORT, exchange);
  }

  public void startUndo(Exchange exchange) throws SQLException, InterruptedException {
    start(Kind.UNDO, exchange);
  }

  public void startExport(Exchange exchange) throws SQLException, InterruptedException {
    start(Kind.EXPORT, exchange);
  }

  /**
   * Reads the request from the headers, clears them for the calls to come, and takes the lock
   * unless it is a preview.
   */
  private void start(Kind kind, Exchange exchange) throws SQLException, InterruptedException {
    Map<String, Object> headers = Map.copyOf(withoutNulls(exchange.getMessage().getHeaders()));
    exchange.getMessage().removeHeaders("*");
    Instant now = clock().instant();
    RunRequest request;
    try {
      request = RunRequest.of(kind, headers);
      if (kind == Kind.UNDO && request.run() == null && request.plan() == null) {
        throw new RunRequest.WrongRequest("undo which run? runs lists them");
      }
    } catch (RunRequest.WrongRequest wrong) {
      exchange.setVariable(VARIABLE, wrongRequest(kind, now, wrong));
      return;
    }
    ActiveRun run = new ActiveRun(request, request.period(), now);
    exchange.setVariable(VARIABLE, run);
    settings().check();
    if (kind == Kind.EXPORT) {
      run.period(period(request, now));
      if (request.plan() == null) {
        chooseForm(run);
      }
    }
    inTransaction(
        database -> {
          Instant longAgo = now.minus(DETAILS_LIVE);
          PlanStore.deleteUnappliedBefore(database, request.connection(), longAgo);
          PlanStore.removeExcludedBefore(database, request.connection(), longAgo);
          return null;
        });
    if (!request.preview() && run.ending() == null) {
      open(run);
    }
  }

  /** What times become, unless the request says so itself: what the settings say. */
  private void chooseForm(ActiveRun run) {
    if (settings().invoices() && Collections.disjoint(run.request().options(), OF_TIMESHEETS)) {
      try {
        RunRequest.refuseForDrafts(run.request().options());
      } catch (RunRequest.WrongRequest wrong) {
        run.end(Ending.FAILED, "request.wrong", wrong.getMessage());
        return;
      }
      run.selection(run.selection().with(RunRequest.Option.INVOICE_DRAFTS));
    }
  }

  private static ActiveRun wrongRequest(Kind kind, Instant now, RunRequest.WrongRequest wrong) {
    ActiveRun run = new ActiveRun(RunRequest.of(kind, Map.of()), null, now);
    run.end(Ending.FAILED, "request.wrong", wrong.getMessage());
    return run;
  }

  private Period period(RunRequest request, Instant now) throws SQLException {
    if (request.period() != null) {
      return request.period();
    }
    if (request.options().contains(RunRequest.Option.SETTLE)) {
      LocalDate day = LocalDate.ofInstant(now, settings().zone());
      LocalDate oldest =
          inTransaction(database -> DoubtStore.oldest(database, request.connection()));
      return new Period(oldest == null || oldest.isAfter(day) ? day : oldest, day);
    }
    LocalDate today = LocalDate.ofInstant(now, settings().zone());
    if (request.options().contains(RunRequest.Option.REBUILD)) {
      return new Period(today.minusMonths(MONTHS_REBUILT), today.minusDays(1));
    }
    return request.scheduled() ? settings().window().before(today) : Period.previousMonth(today);
  }

  private void open(ActiveRun run) throws SQLException, InterruptedException {
    String connection = run.request().connection();
    String owner = owner(run);
    Optional<RunLock> lock =
        RunLock.take(dataSource(), connection, owner, clock(), System::nanoTime);
    Instant until = clock().instant().plus(SCHEDULE_WAITS);
    while (lock.isEmpty() && run.request().scheduled() && clock().instant().isBefore(until)) {
      if (stop().pause(SCHEDULE_ASKS_EVERY)) {
        run.end(Ending.INTERRUPTED, "run.stopped", "stopped while waiting for another run to end");
        return;
      }
      lock = RunLock.take(dataSource(), connection, owner, clock(), System::nanoTime);
    }
    if (lock.isEmpty()) {
      String holder =
          RunLock.holder(dataSource(), connection)
              .map(held -> held.owner() + "; its lease ends at " + held.until())
              .orElse("a run that has just ended; try again");
      run.end(Ending.REFUSED, "lock.held", "another run is writing: " + holder);
      return;
    }
    run.lock(lock.get());
    takeOver(run);
  }

  /**
   * What an earlier owner left in flight is unknown from now on; nothing of it is ever sent again.
   */
  private void takeOver(ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    long epoch = run.lock().epoch();
    Instant now = clock().instant();
    inTransaction(
        database -> {
          RunStore.buryDead(database, connection, epoch, now);
          PlanRowBatch.showInFlight(database, connection, epoch);
          InFlightRows.orphansUnknown(database, connection, epoch);
          InvoiceDraftStore.orphansUnknown(
              database, connection, epoch, "its process ended before the answer", now);
          LedgerStore.orphansUnknown(
              database, connection, epoch, "its process ended before the answer", now);
          run.runId(
              RunStore.open(
                  database, connection, run.request().kind(), owner(run), epoch, run.startedAt()));
          return null;
        });
  }

  /** Anything unexpected ends the run as failed, with one sentence. */
  public void fail(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    ActiveRun run = exchange.getVariable(VARIABLE, ActiveRun.class);
    FailureText.Failure failure = FailureText.of(cause);
    if (run == null) {
      throw new IllegalStateException(failure.text(), cause);
    }
    LOG.debug("run failed", cause);
    run.end(
        failure.interrupted() && run.isStarted() ? Ending.INTERRUPTED : Ending.FAILED,
        failure.code(),
        failure.text() + where(exchange));
  }

  /** The route that failed, for engineers; nothing when the failure names its cause already. */
  private static String where(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String route = exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class);
    return route == null || !FailureText.needsPlace(cause) ? "" : " (in route " + route + ")";
  }

  /** Writes the report, remembers the run, and lets the lock go. The report becomes the body. */
  public Report finish(@Variable(VARIABLE) ActiveRun run) {
    Instant now = clock().instant();
    try {
      return finish(run, now);
    } catch (SQLException | RuntimeException e) {
      LOG.debug("report failed", e);
      FailureText.Failure failure = FailureText.of(e);
      run.end(Ending.FAILED, failure.code(), failure.text());
      return Reports.withoutDatabase(run, now);
    }
  }

  private Report finish(ActiveRun run, Instant now) throws SQLException {
    Report report =
        inTransaction(
            database -> {
              if (run.lock() != null && run.ending() != null) {
                showInFlight(database, run);
              }
              return Reports.of(database, run, now);
            });
    if (run.isComparing() && run.draft() != null) {
      inTransaction(
          database -> {
            PlanStore.delete(database, run.draft().planId());
            return null;
          });
    }
    if (run.runId() != null) {
      inTransaction(
          database -> {
            String status = String.valueOf(report.get("status"));
            RunStore.close(
                database, run.runId(), status, run.dispatch().watermark(), now, Json.write(report));
            return null;
          });
    }
    if (run.lock() != null) {
      run.lock().release();
    }
    if (run.request().rows() && run.planId() != 0) {
      report.put("rows", new ReportRows(dataSource(), run.planId()));
    }
    LOG.info(
        "{} {}: {} (plan {}, run {})",
        run.request().kind().word(),
        run.request().preview() ? "preview" : "run",
        report.get("status"),
        report.get("plan"),
        report.get("run"));
    run.problems().all().forEach(problem -> LOG.warn("{}: {}", problem.code(), problem.text()));
    return report;
  }

  /** Whoever has taken over shows it instead. */
  private static void showInFlight(Connection database, ActiveRun run) throws SQLException {
    try {
      run.lock().fence(database);
    } catch (LeaseLost takenOver) {
      return;
    }
    PlanRowBatch.showInFlight(database, run.request().connection(), run.lock().epoch() + 1);
  }

  private static String owner(ActiveRun run) {
    String by = run.request().startedBy() == null ? "a route" : run.request().startedBy();
    return LockOwner.of(by, run.request().kind().word(), run.startedAt());
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> headers) {
    Map<String, Object> present = new java.util.HashMap<>(headers);
    present.values().removeIf(java.util.Objects::isNull);
    return present;
  }
}
