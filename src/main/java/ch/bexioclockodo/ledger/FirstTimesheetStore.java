package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads and writes the table {@code first_timesheet}: whose first timesheet was read back and found
 * as it was sent, and whose was refused.
 */
public final class FirstTimesheetStore {

  /** Stands for the connection itself, beside the ids of fictional users. */
  public static final long CONNECTION = 0;

  private FirstTimesheetStore() {}

  /** What the first timesheet has shown. */
  public enum State {
    PROVEN,
    REFUSED
  }

  /** Everything that is known of a connection, by bexio user. */
  public static Map<Long, State> all(Connection database, String connection) throws SQLException {
    String sql =
        "select bexio_user, state from bexio_clockodo.first_timesheet where connection = ?";
    Map<Long, State> states = new HashMap<>();
    Sql.query(
        database,
        sql,
        row -> states.put(row.getLong(1), State.valueOf(row.getString(2))),
        connection);
    return states;
  }

  /** bexio's message about each fictional user whom it refused on the first timesheet, by id. */
  public static Map<Long, String> refusals(Connection database, String connection)
      throws SQLException {
    String sql =
        "select bexio_user, message from bexio_clockodo.first_timesheet"
            + " where connection = ? and state = 'REFUSED' and bexio_user > 0";
    Map<Long, String> refused = new HashMap<>();
    Sql.query(
        database,
        sql,
        row -> refused.put(row.getLong(1), row.getString(2) == null ? "–" : row.getString(2)),
        connection);
    return refused;
  }

  /** A user whom bexio refused is tried anew. */
  public static void forgetRefusal(Connection database, String connection, long bexioUser)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.first_timesheet"
            + " where connection = ? and bexio_user = ? and state = 'REFUSED'";
    Sql.update(database, sql, connection, bexioUser);
  }

  public static void save(
      Connection database,
      String connection,
      long bexioUser,
      State state,
      String message,
      Instant now)
      throws SQLException {
    Sql.update(
        database,
        "delete from bexio_clockodo.first_timesheet where connection = ? and bexio_user = ?",
        connection,
        bexioUser);
    String sql =
        "insert into bexio_clockodo.first_timesheet (connection, bexio_user, state, message, seen_at)"
            + " values (?, ?, ?, ?, ?)";
    Sql.update(database, sql, connection, bexioUser, state, message, now);
  }
}
