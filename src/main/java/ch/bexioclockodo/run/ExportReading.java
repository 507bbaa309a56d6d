package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.DatedPages;
import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.clockodo.EntryPage;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.BexioHoldings;
import ch.bexioclockodo.plan.EntryPlanner;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.ExportRules;
import ch.bexioclockodo.plan.Names;
import ch.bexioclockodo.plan.PlanRowStore;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Reads the window of an export: bexio's timesheets in it, clockodo's report, and the entries page
 * by page with what the ledger knows of them.
 */
public final class ExportReading extends WindowReading {

  /** The exchange variable that holds the part of the window being read. */
  public static final String PART = "bexioClockodoPart";

  private static final int MOST_ON_TOP = 100;

  private MissingPlanning missingPlanning;

  public void setMissing(MissingPlanning missing) {
    missingPlanning = missing;
  }

  /** Prepares the window: local dates become instants, the filters become queries. */
  public void openWindow(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Settings settings = settings();
    EntryReading reading = entryReading(run, new WallTime(settings.zone()), settings.grouping());
    BexioHoldings holdings = emptyHoldings(run);
    DecisionsBySource decisions = decisions(run);
    holdings.reserve(id -> decisions.wants(LinkKind.TIMESHEET, id));
    boolean otherUser =
        inTransaction(database -> IdentityStore.find(database, run.request().connection()))
            .map(known -> !known.isKeyOf(run.clockodoUser()))
            .orElse(false);
    run.window(
        new ExportWindow(
            reading, new DatedPages(run.period().from().minusDays(1)), holdings, otherUser));
    run.sources().missing(missingPlanning.open(run));
    decideByWhatIsRead(run);
  }

  /** From now on entries are decided about with the lists as they are read, or not yet read. */
  private void decideByWhatIsRead(ActiveRun run) throws SQLException {
    Sources sources = run.sources();
    Selection selection = run.selection();
    Names names = new Names(sources.masterData());
    ExportRules rules =
        settings()
            .exportRules(selection.asksForBilled(), echoRule(run).secondsKept())
            .asAsked(
                selection.wants(RunRequest.Option.AGAIN), selection.wants(RunRequest.Option.REMAP));
    run.window()
        .decideBy(
            names,
            new EntryPlanner(
                sources.links(),
                names,
                rules,
                sources.missing(),
                run.window().holdings(),
                decisions(run)));
  }

  private DecisionsBySource decisions(ActiveRun run) throws SQLException {
    return new DecisionsBySource(
        inTransaction(database -> DecisionStore.all(database, run.request().connection())));
  }

  /** The lists of both systems are there. */
  public void listsRead(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.window().listsAreRead();
    run.draft().keepOnTop(run.sources().missing().most());
    decideByWhatIsRead(run);
  }

  /** Holds a page of bexio's timesheets against the ledger. */
  public void takeTimesheets(
      @Variable(Runs.VARIABLE) ActiveRun run, @Body List<Timesheet> timesheets)
      throws SQLException {
    goOn(run);
    if (run.window().timesheets().take(timesheets)) {
      run.window().holdings().startAgain();
      return;
    }
    List<Long> ids = timesheets.stream().map(Timesheet::id).toList();
    Map<Long, LedgerRow> byEntry =
        ids.isEmpty()
            ? Map.of()
            : inTransaction(
                database -> LedgerStore.ofTimesheets(database, run.identity().bexioCompany(), ids));
    Map<Long, LedgerRow> byTimesheet = new HashMap<>();
    byEntry.values().forEach(row -> byTimesheet.put(row.timesheetId(), row));
    run.window().holdings().take(timesheets, byTimesheet);
  }

  /** Begins a reading; what an earlier one wrote into the plan is removed. */
  public void beginReading(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.getReading().begin();
    run.draft().startAgain();
    run.sources().missing().startAgain();
    run.draft().keepOnTop(run.sources().missing().most());
    inTransaction(
        database -> {
          PlanRowStore.deleteAll(database, run.draft().planId());
          return null;
        });
  }

  public void takeReport(@Variable(Runs.VARIABLE) ActiveRun run, @Body EntryGroups report) {
    run.getReading().addReport(report);
  }

  /** Takes a page of entries, with what the ledger knows of each. */
  public void takePage(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(PART) EntryReading.Part part,
      @Body EntryPage page)
      throws SQLException {
    List<Entry> entries = entriesOf(run, part, page);
    ExportWindow window = run.window();
    window.at(entries, ledgerOf(run, entries));
    window.inDrafts(inDrafts(run, entries));
    if (!window.undecided().isEmpty()) {
      window.needLists();
    } else if (part.isMore()) {
      // A later page may need somebody first, whose row stands before the rows of this one.
      run.draft().keepOnTop(MOST_ON_TOP);
    }
    progress().reading(run.draft().sourceCount() + entries.size());
  }

  /** Those that are in an invoice draft, unless they may be in a timesheet too. */
  private List<Long> inDrafts(ActiveRun run, List<Entry> entries) throws SQLException {
    if (settings().invoiceSettings().layout().ofTimesheetsToo()) {
      return List.of();
    }
    List<Long> ids = entries.stream().map(Entry::id).toList();
    return inTransaction(
        database -> InvoicedEntryStore.held(database, run.identity().bexioCompany(), ids));
  }

  /** The timesheets of this page's entries that bexio's list has not shown. */
  public List<Look> missingTimesheets(@Variable(Runs.VARIABLE) ActiveRun run) {
    return run.window().ledgerRows().stream()
        .filter(row -> row.state() == LedgerState.EXPORTED)
        .filter(run.window().holdings()::isMissing)
        .map(Look::atTimesheetOf)
        .toList();
  }

  /** Keeps what stands under the id of one of them. */
  public void missingAnswered(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(Settling.LOOK) Look look) {
    run.window().holdings().answered(look.ledgerRow(), look.single());
  }

  /**
   * Ends a reading; it is believed, and clockodo's report is stored with the plan, or read again.
   */
  public void finishReading(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.getReading().finish();
    if (!run.getReading().isAgain()) {
      inTransaction(
          database -> {
            storeGroups(database, run);
            return null;
          });
    }
  }
}
