package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Reads which entries of drafts are to be marked as billed in clockodo, or lose our mark. */
public final class InvoiceMarkStore {

  private static final int PAGE = 200;

  private static final String FROM =
      " from bexio_clockodo.invoice_draft d join bexio_clockodo.invoiced_entry e"
          + " on e.bexio_company = d.bexio_company and e.api_reference = d.api_reference"
          + " left join bexio_clockodo.billed_mark m"
          + " on m.bexio_company = e.bexio_company and m.entry_id = e.entry_id"
          + " where d.connection = ? and d.marks_open";

  private static final String COLUMNS =
      "select e.entry_id, m.state, m.last_change, e.fingerprint, e.entry, d.invoice_id,"
          + " e.local_date";

  private static final String UNMARKED =
      " and d.state = 'WRITTEN' and (m.state is null or m.state in ('SEEN', 'MARKING', 'UNMARKING', 'KEPT')";

  private InvoiceMarkStore() {}

  /**
   * The next entries in drafts that may have to be marked, by local date and id.
   *
   * @param refusedBefore what was refused before that is tried again
   */
  public static List<BilledMark> toMark(
      Connection database, String connection, LocalDate date, long after, Instant refusedBefore)
      throws SQLException {
    String sql =
        COLUMNS
            + FROM
            + UNMARKED
            + " or m.state = 'REFUSED' and m.asked_at < ?)"
            + " and (e.local_date > ? or e.local_date = ? and e.entry_id > ?)"
            + " order by e.local_date, e.entry_id fetch first "
            + PAGE
            + " rows only";
    return Sql.query(
        database, sql, BilledMarkStore::read, connection, refusedBefore, date, date, after);
  }

  /** How many entries in drafts are not marked yet. */
  public static long countToMark(Connection database, String connection) throws SQLException {
    String sql = "select count(*)" + FROM + UNMARKED + ")";
    return Sql.query(database, sql, row -> row.getLong(1), connection).get(0);
  }

  /** The next entries that are in no draft any more and still marked by us. */
  public static List<BilledMark> toUnmark(Connection database, String connection, long after)
      throws SQLException {
    String sql =
        COLUMNS
            + FROM
            + " and d.state = 'WITHDRAWN' and m.state in ('MARKING', 'MARKED', 'UNMARKING')"
            + " and e.entry_id > ? order by e.entry_id fetch first "
            + PAGE
            + " rows only";
    return Sql.query(database, sql, BilledMarkStore::read, connection, after);
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

  /**
   * What was known of marks of the entries of a draft is no longer so: they were billable when it
   * was planned.
   */
  static void forget(Connection database, long company, String reference) throws SQLException {
    String sql =
        "delete from bexio_clockodo.billed_mark m where m.bexio_company = ?"
            + " and m.state not in ('MARKING', 'UNMARKING') and m.entry_id in"
            + " (select e.entry_id from bexio_clockodo.invoiced_entry e"
            + " where e.bexio_company = ? and e.api_reference = ?)";
    Sql.update(database, sql, company, company, reference);
  }
}
