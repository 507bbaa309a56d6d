package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryPage;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.EchoRuleStore;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.plan.BexioHoldings;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.PlanGroupStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What readings of a window have in common, whether its entries become timesheets or invoice
 * drafts.
 */
abstract class WindowReading extends ConnectorBean {

  /** The reading of the run's window: its local dates become instants, its filters queries. */
  EntryReading entryReading(ActiveRun run, WallTime wallTime, List<String> grouping) {
    return new EntryReading(
        wallTime.startOf(run.period().from()),
        wallTime.startOf(run.period().to().plusDays(1)),
        wallTime.startOf(wallTime.at(clock().instant()).toLocalDate()),
        grouping,
        run.selection().queries());
  }

  EchoRule echoRule(ActiveRun run) throws SQLException {
    return inTransaction(database -> EchoRuleStore.rule(database, run.request().connection()));
  }

  /** What bexio holds in the run's window, of which nothing was read yet. */
  BexioHoldings emptyHoldings(ActiveRun run) throws SQLException {
    return new BexioHoldings(
        echoRule(run), settings().lockedStatuses(), run.period().from(), run.period().to());
  }

  /** The entries of a page that count, unless the run is to stop. */
  List<Entry> entriesOf(ActiveRun run, EntryReading.Part part, EntryPage page) {
    List<Entry> entries = run.getReading().take(part, page);
    goOn(run);
    return entries;
  }

  /** Between two pages: a run that is to stop stops here, any other one keeps its lease. */
  void goOn(ActiveRun run) {
    if (stop().isRequested()) {
      throw new RunStopped();
    }
    run.holdLease();
  }

  /** What the ledger knows of entries, by their ids. */
  Map<Long, LedgerRow> ledgerOf(ActiveRun run, List<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return Map.of();
    }
    List<Long> ids = entries.stream().map(Entry::id).toList();
    return inTransaction(
        database -> LedgerStore.find(database, run.identity().bexioCompany(), ids));
  }

  /** Stores clockodo's report with the plan, once the reading is believed. */
  static void storeGroups(Connection database, ActiveRun run) throws SQLException {
    PlanGroupStore.insert(
        database, run.request().connection(), run.draft().planId(), run.getReading().groups());
  }
}
