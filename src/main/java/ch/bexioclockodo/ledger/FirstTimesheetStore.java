package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
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
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        Map<Long, State> states = new HashMap<>();
        while (row.next()) {
          states.put(row.getLong(1), State.valueOf(row.getString(2)));
        }
        return states;
      }
    }
  }

  /** bexio's message about each fictional user whom it refused on the first timesheet, by id. */
  public static Map<Long, String> refusals(Connection database, String connection)
      throws SQLException {
    String sql =
        "select bexio_user, message from bexio_clockodo.first_timesheet"
            + " where connection = ? and state = 'REFUSED' and bexio_user > 0";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        Map<Long, String> refused = new HashMap<>();
        while (rows.next()) {
          String message = rows.getString(2);
          refused.put(rows.getLong(1), message == null ? "–" : message);
        }
        return refused;
      }
    }
  }

  /** A user whom bexio refused is tried anew. */
  public static void forgetRefusal(Connection database, String connection, long bexioUser)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.first_timesheet"
            + " where connection = ? and bexio_user = ? and state = 'REFUSED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, bexioUser);
      statement.executeUpdate();
    }
  }

  public static void save(
      Connection database,
      String connection,
      long bexioUser,
      State state,
      String message,
      Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "delete from bexio_clockodo.first_timesheet where connection = ? and bexio_user = ?")) {
      statement.setString(1, connection);
      statement.setLong(2, bexioUser);
      statement.executeUpdate();
    }
    String sql =
        "insert into bexio_clockodo.first_timesheet (connection, bexio_user, state, message, seen_at)"
            + " values (?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, bexioUser);
      statement.setString(3, state.name());
      statement.setString(4, message);
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
