package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

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
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      long last = Long.MIN_VALUE;
      int rows = PAGE;
      while (rows == PAGE) {
        statement.setString(1, connection);
        statement.setDate(2, Date.valueOf(date));
        statement.setLong(3, last);
        rows = 0;
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            rows++;
            last = row.getLong(1);
            if (wanted.test(last)) {
              found.add(last);
            }
          }
        }
      }
    }
    return found;
  }

  /** The earliest local date of what a run has sent last; empty when it has sent nothing. */
  public static Optional<LocalDate> firstDateOf(Connection database, String connection, long run)
      throws SQLException {
    String sql =
        "select min(local_date) from bexio_clockodo.ledger where connection = ? and run = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, run);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getObject(1, LocalDate.class));
      }
    }
  }

  /** Entries that were looked for and may be sent once more, out of those that are wanted. */
  public static Set<Long> released(Connection database, String connection, LongPredicate wanted)
      throws SQLException {
    String sql =
        "select entry_id from bexio_clockodo.ledger where connection = ? and state = 'RELEASED'";
    Set<Long> found = new HashSet<>();
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (wanted.test(row.getLong(1))) {
            found.add(row.getLong(1));
          }
        }
      }
    }
    return found;
  }

  /** What was released is never sent: its entry is gone. */
  public static void forget(Connection database, long bexioCompany, long entryId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'DELETED'"
            + " where bexio_company = ? and entry_id = ? and state = 'RELEASED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, bexioCompany);
      statement.setLong(2, entryId);
      statement.executeUpdate();
    }
  }
}
