package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads which entries of drafts are to be marked as billed in clockodo, or lose our mark. */
public final class InvoiceMarkStore {

  private static final int PAGE = 100;

  private static final String FROM =
      " from bexio_clockodo.invoice_draft d join bexio_clockodo.invoiced_entry e"
          + " on e.bexio_company = d.bexio_company and e.api_reference = d.api_reference"
          + " left join bexio_clockodo.billed_mark m"
          + " on m.bexio_company = e.bexio_company and m.entry_id = e.entry_id"
          + " where d.connection = ? and d.marks_open";

  private static final String COLUMNS =
      "select e.entry_id, m.state, m.last_change, e.fingerprint, e.entry, d.invoice_id";

  private static final String UNMARKED =
      " and d.state = 'WRITTEN' and (m.state is null or m.state in ('SEEN', 'MARKING', 'UNMARKING', 'KEPT')";

  private InvoiceMarkStore() {}

  /**
   * The next entries in drafts that may have to be marked, by their ids.
   *
   * @param refusedBefore what was refused before that is tried again
   */
  public static List<BilledMark> toMark(
      Connection database, String connection, long after, Instant refusedBefore)
      throws SQLException {
    String sql =
        COLUMNS
            + FROM
            + UNMARKED
            + " or m.state = 'REFUSED' and m.asked_at < ?)"
            + " and e.entry_id > ? order by e.entry_id fetch first "
            + PAGE
            + " rows only";
    return Sql.query(database, sql, BilledMarkStore::read, connection, refusedBefore, after);
  }

  /** The written drafts of earlier runs whose entries are not all marked. */
  public static List<InvoiceRow> openDrafts(Connection database, String connection, long run)
      throws SQLException {
    String sql =
        "select "
            + InvoiceDrafts.COLUMNS
            + " from bexio_clockodo.invoice_draft d where d.connection = ? and d.state = 'WRITTEN'"
            + " and d.marks_open and d.run <> ? order by d.invoice_id";
    return Sql.query(database, sql, row -> InvoiceDrafts.read(row, 1), connection, run);
  }

  /** How many entries in drafts are not marked yet. */
  public static long countToMark(Connection database, String connection) throws SQLException {
    String sql = "select count(*)" + FROM + UNMARKED + ")";
    return Sql.query(database, sql, row -> row.getLong(1), connection).get(0);
  }

  /**
   * The next entries that are in no draft any more and still marked by us.
   *
   * @param timesheetsToo whether timesheets are marked too, so that one that is there keeps the
   *     mark
   */
  public static List<BilledMark> toUnmark(
      Connection database, String connection, long after, boolean timesheetsToo)
      throws SQLException {
    String sql =
        COLUMNS
            + FROM
            + " and d.state = 'WITHDRAWN' and m.state in ('MARKING', 'MARKED', 'UNMARKING')"
            + " and e.entry_id > ? and not (? and exists (select 1 from bexio_clockodo.ledger l"
            + " where l.bexio_company = e.bexio_company and l.entry_id = e.entry_id"
            + " and l.state = 'EXPORTED')) order by e.entry_id fetch first "
            + PAGE
            + " rows only";
    return Sql.query(database, sql, BilledMarkStore::read, connection, after, timesheetsToo);
  }

  /** Drafts whose entries are all marked, or no longer, need not be looked at again. */
  public static void close(Connection database, String connection) throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft d set marks_open = false where d.connection = ?"
            + " and d.marks_open and d.state in ('WRITTEN', 'WITHDRAWN') and not exists"
            + " (select 1 from bexio_clockodo.invoiced_entry e left join bexio_clockodo.billed_mark m"
            + " on m.bexio_company = e.bexio_company and m.entry_id = e.entry_id"
            + " where e.bexio_company = d.bexio_company and e.api_reference = d.api_reference"
            + " and (d.state = 'WRITTEN' and (m.state is null or m.state not in ('MARKED', 'LEFT'))"
            + " or d.state = 'WITHDRAWN' and m.state in ('MARKING', 'MARKED', 'UNMARKING')))";
    Sql.update(database, sql, connection);
  }
}
