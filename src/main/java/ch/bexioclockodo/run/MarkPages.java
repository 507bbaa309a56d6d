package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryPage;
import ch.bexioclockodo.ledger.BilledMark;
import ch.bexioclockodo.ledger.BilledMarkStore;
import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.InvoiceMarkStore;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.plan.ExportRowStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which entries are to be marked as billed in clockodo, or lose our mark, page by page; those
 * of drafts are looked at by one list instead of one by one.
 */
public final class MarkPages extends ConnectorBean {

  private static final Duration WIDEST_LOOK = Duration.ofDays(31);

  private static final Logger LOG = LoggerFactory.getLogger(MarkPages.class);

  /** What clockodo refuses (a right, an edit lock) is tried again, but not every night. */
  private static final Duration REFUSED_AGAIN_AFTER = Duration.ofDays(7);

  /** Marks are taken back whatever the setting says today; new ones are only made when it is on. */
  public void begin(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Set<BilledMarks.Phase> phases =
        EnumSet.of(BilledMarks.Phase.UNMARK_TIMESHEETS, BilledMarks.Phase.UNMARK_DRAFTS);
    boolean exporting =
        !run.request().takesBack()
            && !run.selection().wants(RunRequest.Option.SETTLE)
            && !run.selection().wants(RunRequest.Option.REBUILD);
    Set<Long> undecided = Set.of();
    // Whatever this run exports: marks that an earlier one owes are made.
    boolean ofDrafts = exporting && settings().invoiceSettings().marksBilled();
    if (ofDrafts) {
      phases.add(BilledMarks.Phase.MARK_DRAFTS);
    }
    if (exporting && !run.isInvoicing() && new ExportSettings(settings()).marksBilled()) {
      phases.add(BilledMarks.Phase.MARK_TIMESHEETS);
      undecided = inTransaction(database -> ExportRowStore.undecided(database, run.planId()));
    }
    run.markBilled(new BilledMarks(phases, run.period(), undecided));
    if (exporting) {
      tellOfDifferences(run);
    }
    if (ofDrafts) {
      announce(run);
    }
  }

  /**
   * A draft that is not what was shown is said until somebody deletes it or says that it is fine.
   */
  private void tellOfDifferences(ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    long company = run.identity().bexioCompany();
    for (InvoiceRow draft :
        inTransaction(database -> InvoiceDrafts.differing(database, connection))) {
      if (settings().learnsFromFirstRow()) {
        inTransaction(database -> InvoiceDraftStore.accept(database, company, draft.reference()));
      } else {
        run.problem("invoice.differs", draft.message());
      }
    }
  }

  /** Hard budgets that the plan has met need not be asked for; a long wait is said beforehand. */
  private void announce(ActiveRun run) throws SQLException {
    if (run.sources().masterData() != null) {
      for (CustomerProject project : run.sources().masterData().customerProjects()) {
        run.getMarks().hardBudget(project.id(), project.hardBudget());
      }
    }
    long open =
        inTransaction(
            database -> InvoiceMarkStore.countToMark(database, run.request().connection()));
    Duration time = clockodoLimits().timeFor(open);
    if (!time.isZero()) {
      LOG.info(
          "{} entries are marked as billed; clockodo's limits spread that over about {} minutes",
          open,
          time.toMinutes());
    }
  }

  /** The next entries to look at; once it was stopped they are only counted. */
  public void next(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    BilledMarks marks = run.getMarks();
    marks.leavePage();
    while (marks.isMore()) {
      BilledMarks.Phase phase = marks.phase();
      List<BilledMark> page = inTransaction(database -> page(database, run, phase));
      if (page.isEmpty()) {
        marks.goOn();
        continue;
      }
      BilledMark last = page.get(page.size() - 1);
      marks.readUpTo(last.entryId());
      List<MarkAsk> asks =
          page.stream()
              .map(mark -> new MarkAsk(mark, phase.isUnmarking(), phase.isOfDrafts()))
              .filter(ask -> phase != BilledMarks.Phase.MARK_TIMESHEETS || isMeant(run, ask))
              .toList();
      if (!asks.isEmpty()) {
        marks.page(asks, around(marks, asks));
        return;
      }
    }
    inTransaction(database -> close(database, run));
  }

  private List<BilledMark> page(Connection database, ActiveRun run, BilledMarks.Phase phase)
      throws SQLException {
    BilledMarks marks = run.getMarks();
    String connection = run.request().connection();
    Instant refusedBefore = clock().instant().minus(REFUSED_AGAIN_AFTER);
    return switch (phase) {
      case UNMARK_TIMESHEETS -> BilledMarkStore.toUnmark(database, connection, marks.after());
      case UNMARK_DRAFTS ->
          InvoiceMarkStore.toUnmark(
              database, connection, marks.after(), new ExportSettings(settings()).marksBilled());
      case MARK_TIMESHEETS ->
          BilledMarkStore.toMark(database, connection, marks.date(), marks.after(), refusedBefore);
      case MARK_DRAFTS ->
          InvoiceMarkStore.toMark(database, connection, marks.after(), refusedBefore);
    };
  }

  private static Void close(Connection database, ActiveRun run) throws SQLException {
    InvoiceMarkStore.close(database, run.request().connection());
    return null;
  }

  /** Of entries that lie far apart, only those of the first month are worth a list. */
  private static MarkAround around(BilledMarks marks, List<MarkAsk> asks) {
    if (marks.phase() != BilledMarks.Phase.MARK_DRAFTS || marks.isStopped()) {
      return MarkAround.NONE;
    }
    Instant first =
        asks.stream().map(ask -> ask.exported().timeSince()).min(Instant::compareTo).orElseThrow();
    Instant last = first.plus(WIDEST_LOOK);
    List<MarkAsk> near =
        asks.stream().filter(ask -> !ask.exported().timeSince().isAfter(last)).toList();
    Instant until =
        near.stream().map(ask -> ask.exported().timeSince()).max(Instant::compareTo).orElseThrow();
    return new MarkAround(first, until.plusSeconds(1), near);
  }

  private static boolean isMeant(ActiveRun run, MarkAsk ask) {
    return ask.exported().billable() == Entry.BILLABLE
        && !run.getMarks().isUndecided(ask.mark().entryId())
        && run.selection().means(ask.exported());
  }

  /** Takes one page of the list that shows them all at once. */
  public void takeAround(@Variable(Runs.VARIABLE) ActiveRun run, @Body EntryPage page) {
    run.lock().hold();
    run.getMarks().getAround().take(page);
  }

  /** Without that list each entry is asked for. */
  public void withoutAround(
      @Variable(Runs.VARIABLE) ActiveRun run, @ExchangeException Exception failure) {
    LOG.info("each entry is asked for, since their list cannot be read: {}", failure.getMessage());
    run.getMarks().getAround().giveUp();
  }

  /** Drafts that cannot be looked at keep their entries unmarked until the next run. */
  public void withoutDrafts(
      @Variable(Runs.VARIABLE) ActiveRun run, @ExchangeException Exception failure) {
    run.getMarks().leaveDrafts();
    run.problem(
        "billed.stopped",
        Messages.text("problem.draft-marks-stopped", FailureText.of(failure).text()));
  }

  /** The entries that are looked at now, one by one. */
  public List<MarkAsk> asks(@Variable(Runs.VARIABLE) ActiveRun run) {
    return run.getMarks().page();
  }
}
