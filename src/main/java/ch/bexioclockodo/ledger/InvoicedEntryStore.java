package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Reads and writes the table {@code invoiced_entry}: which draft holds an entry. */
public final class InvoicedEntryStore {

  private static final String HOLDING = "('SENDING', 'UNKNOWN', 'WRITTEN', 'UNCLEAR')";

  /** The rows of a plan that are the entries of one of its drafts: they follow it. */
  private static final String OF_DRAFT =
      "from bexio_clockodo.plan_row r where r.plan = ? and r.id > ? and r.id <= ?"
          + " and r.kind = 'entry' and r.action = 'LINK' and r.depends_on = ?";

  private static final String DECIDED =
      "exists (select 1 from bexio_clockodo.decision c where c.connection = d.connection"
          + " and c.kind = 'invoice-draft' and c.source_id = d.invoice_id)";

  private InvoicedEntryStore() {}

  /**
   * The entries of one draft of a plan, which are the rows after it.
   *
   * @param row the number of the draft's row
   * @param entries how many there are
   */
  public record Rows(long plan, int row, int entries) {

    Object[] values(Object... before) {
      Object[] values = Arrays.copyOf(before, before.length + 4);
      values[before.length] = plan;
      values[before.length + 1] = row;
      values[before.length + 2] = row + entries;
      values[before.length + 3] = String.valueOf(row);
      return values;
    }
  }

  private static final String SELECT =
      "select e.entry_id, e.entry, e.fingerprint, m.state is not null, "
          + InvoiceDrafts.COLUMNS
          + " from bexio_clockodo.invoiced_entry e"
          + " join bexio_clockodo.invoice_draft d"
          + " on d.bexio_company = e.bexio_company and d.api_reference = e.api_reference"
          + " left join bexio_clockodo.billed_mark m on m.bexio_company = e.bexio_company"
          + " and m.entry_id = e.entry_id and m.state in ('MARKING', 'MARKED', 'UNMARKING')";

  /** What is known of some entries that are, or were, in a draft, by entry. */
  public static Map<Long, InvoicedEntry> find(
      Connection database, long company, Collection<Long> entries) throws SQLException {
    if (entries.isEmpty()) {
      return Map.of();
    }
    String sql =
        SELECT
            + " join unnest(cast(? as bigint array)) wanted (id) on e.entry_id = wanted.id"
            + " where e.bexio_company = ?";
    Map<Long, InvoicedEntry> found = new HashMap<>();
    for (InvoicedEntry entry :
        Sql.query(database, sql, InvoicedEntryStore::read, entries, company)) {
      found.put(entry.entryId(), entry);
    }
    return found;
  }

  private static InvoicedEntry read(ResultSet row) throws SQLException {
    return new InvoicedEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        InvoiceDrafts.read(row, 5),
        row.getBoolean(4));
  }

  /**
   * The entries of a local date that are in drafts in bexio.
   *
   * @param wanted which of them, by id; the others are not read whole
   */
  public static List<InvoicedEntry> writtenOn(
      Connection database, long company, LocalDate date, LongPredicate wanted) throws SQLException {
    String ids =
        "select e.entry_id from bexio_clockodo.invoiced_entry e"
            + " join bexio_clockodo.invoice_draft d"
            + " on d.bexio_company = e.bexio_company and d.api_reference = e.api_reference"
            + " where e.bexio_company = ? and e.local_date = ? and d.state = 'WRITTEN'"
            + " order by e.entry_id";
    List<Long> absent =
        Sql.query(database, ids, row -> row.getLong(1), company, date).stream()
            .filter(wanted::test)
            .toList();
    Map<Long, InvoicedEntry> found = find(database, company, absent);
    return absent.stream().map(found::get).toList();
  }

  /**
   * The drafts in bexio that hold entries of a period, or about which a person has decided, in
   * order of bexio's id.
   */
  public static List<InvoiceRow> draftsOf(
      Connection database, String connection, long company, LocalDate from, LocalDate to)
      throws SQLException {
    String sql =
        "select "
            + InvoiceDrafts.COLUMNS
            + " from bexio_clockodo.invoice_draft d where d.connection = ? and d.state = 'WRITTEN'"
            + " and (d.api_reference in (select e.api_reference from bexio_clockodo.invoiced_entry e"
            + " where e.bexio_company = ? and e.local_date between ? and ?) or "
            + DECIDED
            + ") order by d.invoice_id";
    return Sql.query(
        database, sql, row -> InvoiceDrafts.read(row, 1), connection, company, from, to);
  }

  /** The drafts that are known to be deleted and about which a person has decided since. */
  public static List<InvoiceRow> goneAndDecided(Connection database, String connection)
      throws SQLException {
    String sql =
        "select "
            + InvoiceDrafts.COLUMNS
            + " from bexio_clockodo.invoice_draft d where d.connection = ? and d.state = 'GONE' and "
            + DECIDED
            + " order by d.invoice_id";
    return Sql.query(database, sql, row -> InvoiceDrafts.read(row, 1), connection);
  }

  /**
   * Gives the entries of a draft to it; false when one of them is in another draft, or in a
   * timesheet although it may not be in both. The caller then rolls back.
   *
   * @param timesheetsToo whether an entry may be in a timesheet as well
   */
  public static boolean hold(
      Connection database, long company, String reference, Rows rows, boolean timesheetsToo)
      throws SQLException {
    List<Long> ids =
        Sql.query(database, "select r.source_id " + OF_DRAFT, row -> row.getLong(1), rows.values());
    Map<Long, InvoicedEntry> before = find(database, company, ids);
    for (InvoicedEntry entry : before.values()) {
      if (entry.draft().state().holdsEntries() && !entry.draft().reference().equals(reference)) {
        return false;
      }
    }
    if (!timesheetsToo && isInTimesheets(database, company, ids)) {
      return false;
    }
    // By its key: H2 finds no index for a list of ids that it has to select first.
    for (InvoicedEntry entry : before.values()) {
      Sql.update(
          database,
          "delete from bexio_clockodo.invoiced_entry where bexio_company = ? and entry_id = ?",
          company,
          entry.entryId());
    }
    String hold =
        "insert into bexio_clockodo.invoiced_entry (bexio_company, entry_id, api_reference,"
            + " local_date, fingerprint, entry) select ?, r.source_id, ?,"
            + " cast(substring(r.source from position('\"date\":\"' in r.source) + 8 for 10) as date),"
            + " r.fingerprint, r.base "
            + OF_DRAFT;
    for (long entry : ids) {
      // They were billable when it was planned: what was known of marks before holds no more.
      Sql.update(
          database,
          "delete from bexio_clockodo.billed_mark where bexio_company = ? and entry_id = ?"
              + " and state not in ('MARKING', 'UNMARKING')",
          company,
          entry);
    }
    return Sql.update(database, hold, rows.values(company, reference)) == rows.entries();
  }

  private static boolean isInTimesheets(Connection database, long company, Collection<Long> entries)
      throws SQLException {
    return LedgerStore.find(database, company, entries).values().stream()
        .anyMatch(
            row ->
                switch (row.state()) {
                  case SENDING, UNKNOWN, UNCLEAR, EXPORTED -> true;
                  default -> false;
                });
  }

  /**
   * Whether all entries of a draft are still its own.
   *
   * @param timesheetsToo whether they may be in timesheets as well
   */
  public static boolean isWhole(
      Connection database, long company, String reference, int entries, boolean timesheetsToo)
      throws SQLException {
    String sql =
        "select entry_id from bexio_clockodo.invoiced_entry"
            + " where bexio_company = ? and api_reference = ?";
    List<Long> ids = Sql.query(database, sql, row -> row.getLong(1), company, reference);
    return ids.size() == entries && (timesheetsToo || !isInTimesheets(database, company, ids));
  }

  /** Those of some entries that a draft holds, or may hold. */
  public static List<Long> held(Connection database, long company, Collection<Long> entries)
      throws SQLException {
    if (entries.isEmpty()) {
      return List.of();
    }
    String sql =
        "select e.entry_id from bexio_clockodo.invoiced_entry e"
            + " join unnest(cast(? as bigint array)) wanted (id) on e.entry_id = wanted.id"
            + " join bexio_clockodo.invoice_draft d"
            + " on d.bexio_company = e.bexio_company and d.api_reference = e.api_reference"
            + " and d.state in "
            + HOLDING
            + " where e.bexio_company = ?";
    return Sql.query(database, sql, row -> row.getLong(1), entries, company);
  }

  /** Lets the entries of a draft go that was never sent. */
  public static void release(Connection database, long company, String reference)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.invoiced_entry e where e.bexio_company = ?"
            + " and e.api_reference = ? and not exists (select 1 from bexio_clockodo.invoice_draft d"
            + " where d.bexio_company = e.bexio_company and d.api_reference = e.api_reference)";
    Sql.update(database, sql, company, reference);
  }
}
