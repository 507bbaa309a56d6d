package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.EntryProposal;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;

/** Turns the entries of a page, mapped by their route, into plan rows. */
public final class ExportPlanning extends ConnectorBean {

  /** The exchange variable that holds the proposal being mapped. */
  public static final String PROPOSAL = "bexioClockodoProposal";

  /** What is to be done with each entry of the page, before mapping; nothing is not told. */
  public List<MappedEntry> propose(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    ExportWindow window = run.window();
    List<MappedEntry> proposals = new ArrayList<>();
    List<EntryProposal> unkept = new ArrayList<>();
    for (Entry entry : window.entries()) {
      window.names().learn(entry);
      EntryProposal proposal = window.planner().propose(entry, window.ledgerOf(entry));
      run.draft().countSource(1, entry.seconds());
      if (!proposal.unchanged()) {
        proposals.add(new MappedEntry(proposal, true));
      } else {
        unchanged(run, proposal);
        LedgerRow row = window.ledgerOf(entry);
        if (row != null && isUnkept(proposal, row) && run.lock() != null) {
          unkept.add(proposal);
        }
      }
    }
    keep(run, unkept);
    return proposals;
  }

  /** What is left alone by decision may have changed: then what was sent was another entry. */
  private static boolean isUnkept(EntryProposal proposal, LedgerRow row) {
    return row.entry() == null && proposal.fingerprint().equals(row.fingerprint());
  }

  /** Rows from before entries were kept get theirs while nothing has changed. */
  private void keep(ActiveRun run, List<EntryProposal> unkept) throws SQLException {
    if (unkept.isEmpty()) {
      return;
    }
    inTransaction(
        database -> {
          for (EntryProposal proposal : unkept) {
            LedgerStore.keepEntry(
                database,
                run.identity().bexioCompany(),
                proposal.entry().id(),
                new EntryMemory(proposal.entry(), proposal.resolved()).write(),
                proposal.rules().wallTime().at(proposal.entry().timeSince()).toLocalDate());
          }
          return null;
        });
  }

  private static void unchanged(ActiveRun run, EntryProposal proposal) {
    Entry entry = proposal.entry();
    run.draft().countUnchanged(1, entry.seconds());
    if (proposal.isInNoTimesheet()) {
      run.draft().countLeftAlone(entry.seconds());
    }
    run.getReading().unchanged(entry);
  }

  /** Takes what the mapping route made of an entry. */
  public void take(@Variable(PROPOSAL) MappedEntry entry, @Body Object mapped) {
    if (mapped instanceof Map<?, ?> fields) {
      entry.take(asFields(fields));
    } else {
      entry.fail("no map");
    }
  }

  private static Map<String, Object> asFields(Map<?, ?> map) {
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }

  /** A mapping that throws fails its entry alone. */
  public void unmappable(
      @Variable(PROPOSAL) MappedEntry entry, @ExchangeException Exception failure) {
    entry.fail(FailureText.of(failure).text());
  }

  /** Makes the plan row of one entry from the fields that the mapping route returned. */
  public void add(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(PROPOSAL) MappedEntry entry)
      throws SQLException {
    EntryProposal proposal = entry.proposal();
    if (proposal.action() == Action.UPDATE
        && proposal.isMapped()
        && !proposal.decided()
        && entry.failure() == null
        && entry.changes() == null) {
      mapsTheSame(run, proposal);
      if (entry.counted()) {
        unchanged(run, proposal);
      }
      return;
    }
    if (proposal.isCut()) {
      run.draft().countCut(proposal.secondsCut());
    }
    PlanRow row = EntryRows.row(run.draft().nextRow(), entry, run.window().holdings());
    run.plan(
        entry.counted()
            ? row.inGroup(run.getReading().groupOf(proposal.entry()))
            : row.uncounted());
  }

  /** Once nothing of it remains to be written, no later run needs to look at it again. */
  private void mapsTheSame(ActiveRun run, EntryProposal proposal) throws SQLException {
    LedgerRow known = run.window().ledgerOf(proposal.entry());
    boolean waits =
        proposal.resolved().activityRow() != null || proposal.resolved().userRow() != null;
    if (run.lock() == null || waits || proposal.fingerprint().equals(known.fingerprint())) {
      return;
    }
    inTransaction(
        database -> {
          LedgerStore.mapsTheSame(
              database,
              run.identity().bexioCompany(),
              proposal.entry().id(),
              proposal.fingerprint(),
              EntryMemory.of(proposal.source(), proposal.target()).write(),
              LocalDate.parse((String) proposal.source().get("date")));
          return null;
        });
  }

  /** Writes the rows of a page. */
  public void flush(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    List<PlanRow> rows = run.draft().takePending();
    if (!rows.isEmpty()) {
      inTransaction(
          database -> {
            PlanRowStore.insert(database, run.request().connection(), run.draft().planId(), rows);
            return null;
          });
    }
  }
}
