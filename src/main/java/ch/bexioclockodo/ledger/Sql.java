package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs one statement with its values in the order of their question marks: instants go as UTC,
 * states by their name, ids as an array.
 */
final class Sql {

  private Sql() {}

  /** What one row of a result stands for. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** How many rows it has changed. */
  static int update(Connection database, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  static <T> List<T> query(Connection database, String sql, Reader<T> reader, Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      set(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Collection<?> ids) {
        statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", ids.toArray()));
      } else if (value instanceof Instant instant) {
        statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
      } else if (value instanceof Enum<?> word) {
        statement.setString(i + 1, word.name());
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
