package ch.bexioclockodo.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the table {@code link}. */
public final class LinkStore {

  private LinkStore() {}

  public static List<Link> all(Connection database, String connection) throws SQLException {
    String sql =
        "select kind, bexio_id, clockodo_id, bexio_name, clockodo_name"
            + " from bexio_clockodo.link where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        List<Link> links = new ArrayList<>();
        while (rows.next()) {
          links.add(
              new Link(
                  LinkKind.of(rows.getString(1)),
                  rows.getLong(2),
                  rows.getLong(3),
                  rows.getString(4),
                  rows.getString(5)));
        }
        return links;
      }
    }
  }

  /**
   * Adds links within the caller's transaction; a pair one of whose sides is linked already is an
   * error.
   */
  public static void add(Connection database, String connection, List<Link> links, Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.link"
            + " (connection, kind, bexio_id, clockodo_id, bexio_name, clockodo_name, linked_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Link link : links) {
        statement.setString(1, connection);
        statement.setString(2, link.kind().word());
        statement.setLong(3, link.bexioId());
        statement.setLong(4, link.clockodoId());
        statement.setString(5, link.bexioName());
        statement.setString(6, link.clockodoName());
        statement.setObject(7, now.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Whether either side of a pair is linked already. */
  public static boolean isTaken(Connection database, String connection, Link link)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.link"
            + " where connection = ? and kind = ? and (bexio_id = ? or clockodo_id = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, link.kind().word());
      statement.setLong(3, link.bexioId());
      statement.setLong(4, link.clockodoId());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  /** Whether something in bexio is linked already. */
  public static boolean isLinked(
      Connection database, String connection, LinkKind kind, long bexioId) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.link where connection = ? and kind = ? and bexio_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, bexioId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  /** Removes a link; false when there was none. */
  public static boolean remove(Connection database, String connection, LinkKind kind, long bexioId)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.link where connection = ? and kind = ? and bexio_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, bexioId);
      return statement.executeUpdate() > 0;
    }
  }
}
