package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Walks the table {@code ledger} by local date, page by page, so that memory does not grow. */
public final class LedgerWindow {

  private static final int PAGE = 1000;

  private LedgerWindow() {}

  /** Entries that are exported and began on a local date, out of those that are wanted. */
  public static Set<Long> exportedOn(
      Connection database, String connection, LocalDate date, LongPredicate wanted)
      throws SQLException {
    String sql =
        "select entry_id from bexio_clockodo.ledger where connection = ? and local_date = ? and entry_id > ?"
            + " and state = 'EXPORTED' order by connection, local_date, entry_id fetch first "
            + PAGE
            + " rows only";
    Set<Long> found = new HashSet<>();
    long last = Long.MIN_VALUE;
    int rows = PAGE;
    while (rows == PAGE) {
      List<Long> page = Sql.query(database, sql, row -> row.getLong(1), connection, date, last);
      page.stream().filter(wanted::test).forEach(found::add);
      rows = page.size();
      last = rows == 0 ? last : page.get(rows - 1);
    }
    return found;
  }

  /** The earliest local date of what a run has sent last; empty when it has sent nothing. */
  public static Optional<LocalDate> firstDateOf(Connection database, String connection, long run)
      throws SQLException {
    String sql =
        "select min(local_date) from bexio_clockodo.ledger where connection = ? and run = ?";
    return Optional.ofNullable(
        Sql.query(database, sql, row -> row.getObject(1, LocalDate.class), connection, run).get(0));
  }

  /** Entries that were looked for and may be sent once more, out of those that are wanted. */
  public static Set<Long> released(Connection database, String connection, LongPredicate wanted)
      throws SQLException {
    String sql =
        "select entry_id from bexio_clockodo.ledger where connection = ? and state = 'RELEASED'";
    return Sql.query(database, sql, row -> row.getLong(1), connection).stream()
        .filter(wanted::test)
        .collect(Collectors.toSet());
  }

  /** What was released is never sent: its entry is gone. */
  public static void forget(Connection database, long bexioCompany, long entryId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'DELETED'"
            + " where bexio_company = ? and entry_id = ? and state = 'RELEASED'";
    Sql.update(database, sql, bexioCompany, entryId);
  }
}
