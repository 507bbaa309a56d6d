package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.InvoicedEntry;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/**
 * Asks clockodo by id for entries in drafts that the window no longer shows: only a 404 says that
 * one was deleted.
 */
public final class InvoicedAbsent extends ConnectorBean {

  /** A run with filters, or with a key that does not see everything, misses nobody. */
  public List<EntryAsk> asks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Map<Long, InvoicedEntry> absent = new HashMap<>();
    run.window().invoiced(Map.of());
    if (!run.clockodoUser().seesEverything() || !run.selection().filters().isEmpty()) {
      return List.of();
    }
    inTransaction(
        database -> {
          for (LocalDate date = run.period().from();
              !date.isAfter(run.period().to());
              date = date.plusDays(1)) {
            for (InvoicedEntry entry :
                InvoicedEntryStore.writtenOn(
                    database, run.identity().bexioCompany(), date, run.window()::hasNotSeen)) {
              absent.put(entry.entryId(), entry);
            }
          }
          return null;
        });
    run.window().invoiced(absent);
    return absent.keySet().stream().sorted().map(EntryAsk::new).toList();
  }

  /** Takes clockodo's answer about one of them, and keeps what must be said of it. */
  public void answered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable("bexioClockodoAsk") EntryAsk ask,
      Exchange exchange)
      throws SQLException {
    run.holdLease();
    Entry now = ask.answer(exchange).orElse(null);
    InvoicedEntry before = run.window().invoiced().get(ask.entryId());
    Optional<PlanRow> row = run.window().invoicedAbsence().row(run.draft()::nextRow, before, now);
    if (row.isPresent()) {
      inTransaction(
          database -> {
            PlanRowStore.insert(
                database, run.request().connection(), run.draft().planId(), List.of(row.get()));
            return null;
          });
    }
  }
}
