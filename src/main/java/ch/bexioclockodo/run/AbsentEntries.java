package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.ledger.LedgerWindow;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.ExportRowStore;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.Rebuild;
import ch.bexioclockodo.plan.Words;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/**
 * Follows exported entries that the window no longer shows: only a 404 by the id says that one was
 * deleted; one that was moved is planned as it is now. Also brings back what may be sent once more,
 * whatever window it lies in.
 */
public final class AbsentEntries extends ConnectorBean {

  private static final int FEW = 10;
  private static final int PAGE = 500;

  /** Finds what is to be asked for; nothing with a key that does not see everybody's entries. */
  public List<EntryAsk> asks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.window().absence(new Absence());
    if (!run.clockodoUser().seesEverything()) {
      return List.of();
    }
    List<EntryAsk> asks = new ArrayList<>();
    for (LedgerRow row : absent(run)) {
      run.window().absence().absent(row);
      asks.add(new EntryAsk(row.entryId()));
    }
    return asks;
  }

  private List<LedgerRow> absent(ActiveRun run) throws SQLException {
    Set<Long> ids =
        inTransaction(
            database -> {
              Set<Long> found =
                  LedgerWindow.released(
                      database, run.request().connection(), run.window()::hasNotSeen);
              boolean windowRead = !run.selection().wants(RunRequest.Option.SETTLE);
              for (LocalDate date = run.period().from();
                  windowRead && !date.isAfter(run.period().to());
                  date = date.plusDays(1)) {
                found.addAll(
                    LedgerWindow.exportedOn(
                        database, run.request().connection(), date, run.window()::hasNotSeen));
              }
              return found;
            });
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, LedgerRow> rows =
        inTransaction(database -> LedgerStore.find(database, run.identity().bexioCompany(), ids));
    return rows.values().stream().filter(row -> isWanted(run, row)).toList();
  }

  /** Whether the filters of the run, if any, meant the entry as it was. */
  private static boolean isWanted(ActiveRun run, LedgerRow row) {
    if (run.selection().filters().isEmpty()) {
      return true;
    }
    if (row.entry() == null || run.selection().filters().containsKey("billable")) {
      // Whether it is billed changes without anybody editing it, so it is not missed here.
      return false;
    }
    return run.selection().means(EntryMemory.read(row.entry()).entry());
  }

  /** Takes clockodo's answer about one of them. */
  public void answered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable("bexioClockodoAsk") EntryAsk ask,
      Exchange exchange) {
    run.holdLease();
    ask.answer(exchange)
        .ifPresentOrElse(
            run.window().absence()::found, () -> run.window().absence().deleted(ask.entryId()));
  }

  /** What was found goes on like a page of entries, outside the window's report. */
  public void takeFound(@Variable(Runs.VARIABLE) ActiveRun run) {
    Absence absence = run.window().absence();
    run.window().at(absence.found(), absence.ledger());
    if (!absence.isEmpty()) {
      run.window().needLists();
    }
  }

  /** What is to be done with what was found. */
  public List<MappedEntry> propose(@Variable(Runs.VARIABLE) ActiveRun run) {
    List<MappedEntry> proposals = new ArrayList<>();
    for (Entry entry : run.window().entries()) {
      run.window().names().learn(entry);
      MappedEntry proposal =
          new MappedEntry(
              run.window().planner().propose(entry, run.window().ledgerOf(entry)), false);
      if (!proposal.proposal().unchanged()) {
        proposals.add(proposal);
      }
    }
    return proposals;
  }

  /** Leaves to a person, of what a rebuild would adopt, where more than one might be it. */
  public void holdBackUnclear(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (!run.selection().wants(RunRequest.Option.REBUILD)) {
      return;
    }
    long plan = run.draft().planId();
    inTransaction(
        database -> {
          int last = 0;
          List<PlanRow> page;
          do {
            page = PlanRowStore.after(database, plan, last, PAGE);
            for (PlanRow row : page) {
              last = row.id();
              Optional<PlanRow> unclear = Rebuild.unclear(row, run.window().holdings());
              if (unclear.isPresent()) {
                ExportRowStore.replan(database, plan, unclear.get());
              }
            }
          } while (page.size() == PAGE);
          return null;
        });
  }

  /** Holds back changes and deletions of too many timesheets at once, unless they were allowed. */
  public void holdBack(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (run.selection().wants(RunRequest.Option.ALLOW_MASS_CHANGE)) {
      return;
    }
    long plan = run.draft().planId();
    inTransaction(
        database -> {
          long updates = ExportRowStore.count(database, plan, Action.UPDATE);
          long deletions = ExportRowStore.count(database, plan, Action.DELETE);
          long exported = run.draft().unchangedCount() + updates + deletions;
          for (Action action : List.of(Action.UPDATE, Action.DELETE)) {
            long changes = action == Action.UPDATE ? updates : deletions;
            if (changes > FEW && changes * 100 > exported * settings().mostChanges()) {
              ExportRowStore.holdBack(
                  database,
                  plan,
                  action,
                  Reason.of(ReasonCode.MASS_CHANGE, changes, exported, Words.action(action)));
            }
          }
          return null;
        });
  }

  /** Plans what becomes of the timesheets whose entries are gone. */
  public void planDeleted(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (run.window().absence().deleted().isEmpty()) {
      return;
    }
    List<PlanRow> rows =
        inTransaction(database -> new DeletedEntries(database, run, settings().zone()).plan());
    rows.forEach(run::plan);
  }
}
