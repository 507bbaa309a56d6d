package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.DatedPages;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.InvoicedEntry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.plan.BexioHoldings;
import ch.bexioclockodo.plan.EntryPlanner;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.InvoiceHoldings;
import ch.bexioclockodo.plan.InvoicePlanner;
import ch.bexioclockodo.plan.InvoicedAbsence;
import ch.bexioclockodo.plan.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an export knows of its window while it plans: both sides' readings, and the page of entries
 * that it is at.
 */
final class ExportWindow {

  private final EntryReading reading;
  private final DatedPages timesheets;
  private final BexioHoldings holdings;
  private InvoicePlanner invoices;
  private InvoiceHoldings invoiceHoldings;
  private Absence absence;
  private Set<Long> doubled = Set.of();
  private Names names;
  private EntryPlanner planner;
  private boolean listsNeeded;
  private boolean listsRead;
  private List<Entry> entries = List.of();
  private Map<Long, LedgerRow> ledger = Map.of();
  private Map<Long, InvoicedEntry> ofDrafts = Map.of();
  private InvoicedAbsence invoicedAbsence;
  private Set<Long> invoiced = Set.of();

  /**
   * @param listsNeeded whether both systems' lists are needed whatever the entries are
   */
  ExportWindow(
      EntryReading reading, DatedPages timesheets, BexioHoldings holdings, boolean listsNeeded) {
    this.reading = reading;
    this.timesheets = timesheets;
    this.holdings = holdings;
    this.listsNeeded = listsNeeded;
  }

  EntryReading reading() {
    return reading;
  }

  boolean hasNotSeen(long entryId) {
    return !reading.hasSeen(entryId);
  }

  DatedPages timesheets() {
    return timesheets;
  }

  BexioHoldings holdings() {
    return holdings;
  }

  /** What gathers the entries into invoice drafts; null when they become timesheets. */
  InvoicePlanner invoices() {
    return invoices;
  }

  /** What finds entries in drafts that clockodo no longer shows; null for timesheets. */
  InvoicedAbsence invoicedAbsence() {
    return invoicedAbsence;
  }

  void invoices(InvoicePlanner planner, InvoicedAbsence absent) {
    invoices = planner;
    invoicedAbsence = absent;
  }

  /** What the ledger knows of drafts of the entries that it is at, by entry. */
  Map<Long, InvoicedEntry> invoiced() {
    return ofDrafts;
  }

  void invoiced(Map<Long, InvoicedEntry> known) {
    ofDrafts = Map.copyOf(known);
  }

  /** What bexio holds of the drafts of the window. */
  InvoiceHoldings invoiceHoldings() {
    return invoiceHoldings;
  }

  void invoiceHoldings(InvoiceHoldings looked) {
    invoiceHoldings = looked;
  }

  void decideBy(Names known, EntryPlanner decider) {
    names = known;
    planner = decider;
    planner.invoiced(invoiced);
  }

  Names names() {
    return names;
  }

  EntryPlanner planner() {
    return planner;
  }

  /** Whether both systems' lists must be read before it can go on. */
  boolean isListsNeeded() {
    return listsNeeded && !listsRead;
  }

  void needLists() {
    listsNeeded = true;
  }

  void listsAreRead() {
    listsRead = true;
  }

  /** The entries that it is at, with what the ledger knows of them. */
  void at(List<Entry> page, Map<Long, LedgerRow> known) {
    entries = List.copyOf(page);
    ledger = Map.copyOf(known);
  }

  /** Which of the entries that it is at are in an invoice draft. */
  void inDrafts(Collection<Long> held) {
    invoiced = Set.copyOf(held);
    planner.invoiced(invoiced);
  }

  List<Entry> entries() {
    return entries;
  }

  /** Those of them that are not as they were exported, and may become something in bexio. */
  List<Entry> undecided() {
    return entries.stream()
        .filter(entry -> !planner.isAsExported(entry, ledgerOf(entry)))
        .filter(entry -> !planner.isPlainlyExcluded(entry, ledgerOf(entry)))
        .toList();
  }

  LedgerRow ledgerOf(Entry entry) {
    return ledger.get(entry.id());
  }

  Collection<LedgerRow> ledgerRows() {
    return ledger.values();
  }

  /** What an export knows of exported entries that its window does not show. */
  Absence absence() {
    return absence;
  }

  void absence(Absence begun) {
    absence = begun;
  }

  /** Entries of which a second timesheet was found. */
  Set<Long> doubled() {
    return doubled;
  }

  void doubled(Set<Long> entries) {
    doubled = entries;
  }
}
