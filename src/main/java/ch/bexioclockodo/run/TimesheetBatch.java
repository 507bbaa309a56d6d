package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Intent;
import ch.bexioclockodo.ledger.LedgerBatch;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.PlanRowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The usual fate of a timesheet, for a whole chunk at once: an entry that the ledger does not know
 * is created, and arrives. Whatever is different goes row by row through {@link TimesheetLedger}.
 */
final class TimesheetBatch {

  private TimesheetBatch() {}

  /**
   * Stores the intents of creates of which the ledger knows nothing; those that it took. Their plan
   * rows stay as they are: the intent is one row, not two.
   */
  static List<Sending> intend(
      Connection database, ActiveRun run, List<Sending> sendings, Instant now) throws SQLException {
    List<Sending> creates =
        sendings.stream()
            .filter(sending -> sending.timesheet() && sending.action() == Action.CREATE)
            .toList();
    Set<Long> known = creates.isEmpty() ? Set.of() : known(database, run, creates);
    List<Sending> fresh = new ArrayList<>();
    List<Intent> intents = new ArrayList<>();
    for (Sending sending : creates) {
      if (known.add(sending.sourceId())) {
        fresh.add(sending);
        intents.add(TimesheetLedger.intent(run, sending, now));
      }
    }
    boolean[] inserted = LedgerBatch.insert(database, intents);
    List<Sending> intended = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i]) {
        fresh.get(i).intentIsInLedgerOnly();
        intended.add(fresh.get(i));
      }
    }
    return intended;
  }

  /** Records the rows that arrived as planned; those that another owner has taken over. */
  static List<Sending> record(
      Connection database, ActiveRun run, List<Sending> sendings, Instant now) throws SQLException {
    List<LedgerBatch.Arrived> arrived = new ArrayList<>();
    List<PlanRowBatch.Done> rows = new ArrayList<>();
    for (Sending sending : sendings) {
      Outcome outcome = sending.outcome();
      arrived.add(
          new LedgerBatch.Arrived(
              sending.sourceId(), outcome.id(), TimesheetLedger.echo(run, sending)));
      rows.add(new PlanRowBatch.Done(sending.row(), outcome.id()));
    }
    long epoch = run.lock().epoch();
    long company = run.identity().bexioCompany();
    Set<Sending> ours =
        chosen(sendings, LedgerBatch.exported(database, company, epoch, arrived, now));
    ours.retainAll(chosen(sendings, PlanRowBatch.done(database, run.planId(), epoch, rows)));
    return sendings.stream().filter(sending -> !ours.contains(sending)).toList();
  }

  /** Whether a row is one that {@link #record} is for. */
  static boolean hasArrived(Sending sending) {
    return sending.timesheet()
        && sending.action() == Action.CREATE
        && !sending.isDecided()
        && sending.outcome().kind() == Outcome.Kind.DONE;
  }

  private static Set<Long> known(Connection database, ActiveRun run, List<Sending> sendings)
      throws SQLException {
    List<Long> entries =
        sendings.stream().map(Sending::sourceId).collect(Collectors.toCollection(ArrayList::new));
    return LedgerBatch.known(database, run.identity().bexioCompany(), entries);
  }

  private static Set<Sending> chosen(List<Sending> sendings, boolean[] which) {
    Set<Sending> chosen = new HashSet<>();
    for (int i = 0; i < which.length; i++) {
      if (which[i]) {
        chosen.add(sendings.get(i));
      }
    }
    return chosen;
  }
}
