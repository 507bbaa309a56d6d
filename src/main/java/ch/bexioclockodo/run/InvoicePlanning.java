package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Account;
import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.DatedPages;
import ch.bexioclockodo.bexio.DocumentSetting;
import ch.bexioclockodo.bexio.SalesTax;
import ch.bexioclockodo.bexio.Unit;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.clockodo.EntryPage;
import ch.bexioclockodo.clockodo.LumpSumService;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.InvoiceMarkStore;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import ch.bexioclockodo.ledger.InvoicedEntry;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.InvoiceCodes;
import ch.bexioclockodo.plan.InvoiceLayout;
import ch.bexioclockodo.plan.InvoicePlan;
import ch.bexioclockodo.plan.InvoicePlanner;
import ch.bexioclockodo.plan.InvoicedAbsence;
import ch.bexioclockodo.plan.InvoicedRule;
import ch.bexioclockodo.plan.Names;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.RowState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Turns the entries of a window into a plan of invoice drafts. */
public final class InvoicePlanning extends WindowReading {

  /** clockodo's largest page of master data (facts: clockodo §3). */
  private static final int PAGE = 5000;

  /** The exchange variable that gathers what bexio wants to know of drafts. */
  public static final String BOOKS = "bexioClockodoBooks";

  /** A report that is read beside the one of the control totals. */
  public record Report(String query) {
    public String getReportQuery() {
      return query;
    }
  }

  /** Prepares the window; names of lump sums are read with the other lists. */
  public InvoiceBooks openWindow(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    InvoiceLayout layout = settings().invoiceSettings().layout();
    run.window(
        new ExportWindow(
            entryReading(run, layout.wallTime(), layout.levels()),
            new DatedPages(run.period().from()),
            emptyHoldings(run),
            true));
    InvoiceBooks books =
        new InvoiceBooks(
            new NumberedPages<>("clockodo-list-lump-sum-services", PAGE, LumpSumService::id));
    List<Object> lists = new ArrayList<>(run.sources().lists());
    lists.add(books.lumpSumServices());
    if (settings().invoiceSettings().user() != null) {
      lists.addAll(run.sources().masterData().listsOfAuthors());
    }
    run.sources().read(run.sources().masterData(), lists);
    return books;
  }

  public void takeTaxes(@Variable(BOOKS) InvoiceBooks books, @Body List<SalesTax> taxes) {
    books.taxes(taxes);
  }

  public void takeAccounts(@Variable(BOOKS) InvoiceBooks books, @Body List<Account> accounts) {
    books.accounts(accounts);
  }

  public void takeUnits(@Variable(BOOKS) InvoiceBooks books, @Body List<Unit> units) {
    books.units(units);
  }

  public void takeDocumentSettings(
      @Variable(BOOKS) InvoiceBooks books, @Body List<DocumentSetting> documents) {
    books.documentSettings(documents);
  }

  /** Everything was read: from now on entries can be decided about. */
  public void decide(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(BOOKS) InvoiceBooks books,
      @Body BexioUser me)
      throws SQLException {
    DecisionsBySource decisions =
        new DecisionsBySource(
            inTransaction(database -> DecisionStore.all(database, run.request().connection())));
    Map<Long, String> lumpSums = new HashMap<>();
    books.lumpSumServices().getRows().forEach(one -> lumpSums.put(one.id(), one.name()));
    InvoiceCodes codes =
        books.codes(settings().invoiceSettings(), me, run.sources().masterData().authors());
    books.notes(codes).forEach(run.draft()::remark);
    Names names = new Names(run.sources().masterData());
    InvoicedRule invoiced = new InvoicedRule(run.window().invoiceHoldings(), decisions);
    run.window()
        .invoices(
            new InvoicePlanner(
                settings().invoiceSettings().layout(),
                codes,
                names,
                run.sources().links(),
                lumpSums,
                run.identity().bexioCompany(),
                invoiced),
            new InvoicedAbsence(invoiced, names, settings().zone()));
  }

  /** Begins a reading; what an earlier one found is forgotten. */
  public void beginReading(@Variable(Runs.VARIABLE) ActiveRun run) {
    run.getReading().begin();
    run.draft().startAgain();
    run.window().invoices().startAgain();
  }

  /**
   * Takes a page of entries, with what the ledger knows of each; returns the drafts that must be
   * looked at before it can be decided about them.
   */
  public List<InvoiceAsk> takePage(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(ExportReading.PART) EntryReading.Part part,
      @Body EntryPage page)
      throws SQLException {
    ExportWindow window = run.window();
    List<Entry> entries = entriesOf(run, part, page);
    window.at(entries, ledgerOf(run, entries));
    window.invoiced(
        inTransaction(
            database ->
                InvoicedEntryStore.find(
                    database,
                    run.identity().bexioCompany(),
                    entries.stream().map(Entry::id).toList())));
    window
        .invoiceHoldings()
        .watch(window.invoiced().values().stream().map(InvoicedEntry::draft).toList());
    return InvoiceAsk.of(window.invoiceHoldings().missing());
  }

  /** Decides about the entries of the page. */
  public void takeEntries(@Variable(Runs.VARIABLE) ActiveRun run) {
    ExportWindow window = run.window();
    for (Entry entry : window.entries()) {
      run.draft().countSource(1, entry.seconds());
      InvoicedEntry before = window.invoiced().get(entry.id());
      if (!window.invoices().take(entry, window.ledgerOf(entry), before)) {
        run.draft().countUnchanged(1, entry.seconds());
        run.getReading().unchanged(entry);
      }
    }
    progress().reading(run.draft().sourceCount());
  }

  /** clockodo's report of what the positions of one part are made of. */
  public Report report(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(ExportReading.PART) EntryReading.Part part) {
    return new Report(run.window().invoices().reportQuery(part.getPeriod()));
  }

  public void takeReport(@Variable(Runs.VARIABLE) ActiveRun run, @Body EntryGroups report) {
    run.window().invoices().takeReport(report);
  }

  /** Ends a reading: it is believed, and its drafts become the plan, or it is read again. */
  public void finishReading(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.getReading().finish();
    if (run.getReading().isAgain()) {
      return;
    }
    InvoicePlan plan = run.window().invoices().plan();
    Map<String, InvoiceRow> refused = new HashMap<>();
    inTransaction(
            database -> InvoiceDrafts.in(database, run.request().connection(), InvoiceState.FAILED))
        .forEach(draft -> refused.put(draft.fingerprint(), draft));
    List<PlanRow> rows = plan.rows(run.draft()::nextRow, run.getReading()::groupOf, refused);
    plan.notes().forEach(run.draft()::remark);
    announceMarks(run, rows);
    inTransaction(
        database -> {
          storeGroups(database, run);
          PlanRowStore.insert(database, run.request().connection(), run.draft().planId(), rows);
          return null;
        });
  }

  /** How long the marks will take, where that is more than a moment. */
  private void announceMarks(ActiveRun run, List<PlanRow> rows) throws SQLException {
    if (!settings().invoiceSettings().marksBilled()) {
      return;
    }
    String connection = run.request().connection();
    long open = inTransaction(database -> InvoiceMarkStore.countToMark(database, connection));
    long planned =
        rows.stream()
            .filter(row -> row.action() == Action.LINK && row.state() == RowState.PLANNED)
            .count();
    long minutes = clockodoLimits().timeFor(open + planned).toMinutes();
    if (minutes > 0) {
      run.draft().remark("invoice-marks " + (open + planned) + " " + minutes);
    }
  }
}
