package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads and writes the table {@code billed_mark} beside the ledger. */
public final class BilledMarkStore {

  private static final int PAGE = 200;

  private static final String COLUMNS =
      "select l.entry_id, m.state, m.last_change, l.fingerprint, l.entry, l.timesheet_id,"
          + " l.local_date"
          + " from bexio_clockodo.ledger l";

  private BilledMarkStore() {}

  /**
   * The next entries of a local date that are exported and may have to be marked.
   *
   * @param refusedBefore what was refused before that is tried again
   */
  public static List<BilledMark> toMark(
      Connection database, String connection, LocalDate date, long after, Instant refusedBefore)
      throws SQLException {
    String sql =
        COLUMNS
            + " left join bexio_clockodo.billed_mark m"
            + " on m.bexio_company = l.bexio_company and m.entry_id = l.entry_id"
            + " where l.connection = ? and l.local_date = ? and l.entry_id > ?"
            + " and l.state = 'EXPORTED' and l.entry is not null"
            + " and (m.state is null or m.state in ('SEEN', 'MARKING', 'UNMARKING', 'KEPT')"
            + " or m.state in ('LEFT', 'REFUSED') and m.fingerprint <> l.fingerprint"
            + " or m.state = 'REFUSED' and m.asked_at < ?)"
            + " order by l.entry_id fetch first "
            + PAGE
            + " rows only";
    return Sql.query(database, sql, BilledMarkStore::read, connection, date, after, refusedBefore);
  }

  /** The next entries that are withdrawn and still marked by us. */
  public static List<BilledMark> toUnmark(Connection database, String connection, long after)
      throws SQLException {
    String sql =
        COLUMNS
            + " join bexio_clockodo.billed_mark m"
            + " on m.bexio_company = l.bexio_company and m.entry_id = l.entry_id"
            + " where l.connection = ? and l.state = 'WITHDRAWN' and l.entry_id > ?"
            + " and m.state in ('MARKING', 'MARKED', 'UNMARKING')"
            + " order by l.entry_id fetch first "
            + PAGE
            + " rows only";
    return Sql.query(database, sql, BilledMarkStore::read, connection, after);
  }

  static BilledMark read(ResultSet row) throws SQLException {
    String state = row.getString(2);
    OffsetDateTime lastChange = row.getObject(3, OffsetDateTime.class);
    return new BilledMark(
        row.getLong(1),
        state == null ? null : BilledMark.State.valueOf(state),
        lastChange == null ? null : lastChange.toInstant(),
        row.getString(4),
        row.getString(5),
        row.getObject(6, Long.class),
        row.getObject(7, LocalDate.class));
  }

  /** Keeps what is known of a mark from now on. */
  public static void keep(
      Connection database,
      long bexioCompany,
      BilledMark mark,
      BilledMark.State state,
      Instant lastChange,
      Instant now)
      throws SQLException {
    String update =
        "update bexio_clockodo.billed_mark set state = ?, fingerprint = ?, last_change = ?, asked_at = ?"
            + " where bexio_company = ? and entry_id = ?";
    String insert =
        "insert into bexio_clockodo.billed_mark"
            + " (state, fingerprint, last_change, asked_at, bexio_company, entry_id)"
            + " values (?, ?, ?, ?, ?, ?)";
    Object[] values = {state, mark.fingerprint(), lastChange, now, bexioCompany, mark.entryId()};
    if (Sql.update(database, update, values) == 0) {
      Sql.update(database, insert, values);
    }
  }

  /** An entry is no longer marked. */
  public static void forget(Connection database, long bexioCompany, long entryId)
      throws SQLException {
    Sql.update(
        database,
        "delete from bexio_clockodo.billed_mark where bexio_company = ? and entry_id = ?",
        bexioCompany,
        entryId);
  }
}
