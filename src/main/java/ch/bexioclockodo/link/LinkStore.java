package ch.bexioclockodo.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the table {@code link}. */
public final class LinkStore {

  private LinkStore() {}

  public static List<Link> all(Connection database, String connection) throws SQLException {
    String sql =
        "select kind, bexio_id, clockodo_id, bexio_name, clockodo_name, bexio_print, clockodo_print,"
            + " missing_since, unlisted from bexio_clockodo.link where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        List<Link> links = new ArrayList<>();
        while (rows.next()) {
          OffsetDateTime missingSince = rows.getObject(8, OffsetDateTime.class);
          links.add(
              new Link(
                  LinkKind.of(rows.getString(1)),
                  rows.getLong(2),
                  rows.getLong(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  rows.getString(7),
                  missingSince == null ? null : missingSince.toInstant(),
                  rows.getBoolean(9)));
        }
        return links;
      }
    }
  }

  /**
   * Adds a link within the caller's transaction; a pair one of whose sides is linked already is an
   * error.
   *
   * @param agreement what both sides held, or null when nobody has compared them
   */
  public static void add(
      Connection database, String connection, Link link, Agreement agreement, Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.link"
            + " (connection, kind, bexio_id, clockodo_id, bexio_name, clockodo_name, linked_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, link.kind().word());
      statement.setLong(3, link.bexioId());
      statement.setLong(4, link.clockodoId());
      statement.setString(5, link.bexioName());
      statement.setString(6, link.clockodoName());
      statement.setObject(7, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
    if (agreement != null) {
      agree(database, connection, link.kind(), link.bexioId(), agreement);
    }
  }

  /** Keeps what both sides of a link hold now; whatever was missing is there again. */
  public static void agree(
      Connection database, String connection, LinkKind kind, long bexioId, Agreement agreement)
      throws SQLException {
    String sql =
        "update bexio_clockodo.link set bexio_name = ?, clockodo_name = ?, base = ?, bexio_print = ?,"
            + " clockodo_print = ?, missing_since = null where connection = ? and kind = ? and bexio_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, agreement.bexioName());
      statement.setString(2, agreement.clockodoName());
      statement.setString(3, agreement.base());
      statement.setString(4, agreement.bexioPrint());
      statement.setString(5, agreement.clockodoPrint());
      statement.setString(6, connection);
      statement.setString(7, kind.word());
      statement.setLong(8, bexioId);
      statement.executeUpdate();
    }
  }

  /**
   * Notes since when bexio's complete lists lack something, and whether it is still known by id.
   */
  public static void missing(
      Connection database,
      String connection,
      LinkKind kind,
      long bexioId,
      Instant since,
      boolean unlisted)
      throws SQLException {
    String sql =
        "update bexio_clockodo.link set missing_since = ?, unlisted = ?"
            + " where connection = ? and kind = ? and bexio_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(
          1, since == null ? null : since.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setBoolean(2, unlisted);
      statement.setString(3, connection);
      statement.setString(4, kind.word());
      statement.setLong(5, bexioId);
      statement.executeUpdate();
    }
  }

  /** What both sides of a link last agreed on, as JSON, or null when nobody has compared yet. */
  public static String base(Connection database, String connection, LinkKind kind, long bexioId)
      throws SQLException {
    String sql =
        "select base from bexio_clockodo.link where connection = ? and kind = ? and bexio_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, bexioId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /** Whether either side of a pair is linked already. */
  public static boolean isTaken(Connection database, String connection, Link link)
      throws SQLException {
    // With "or" in one condition, H2 reads every link of the kind.
    String sql =
        "select (select count(*) from bexio_clockodo.link"
            + " where connection = ? and kind = ? and bexio_id = ?)"
            + " + (select count(*) from bexio_clockodo.link"
            + " where connection = ? and kind = ? and clockodo_id = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, link.kind().word());
      statement.setLong(3, link.bexioId());
      statement.setString(4, connection);
      statement.setString(5, link.kind().word());
      statement.setLong(6, link.clockodoId());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  /** What something in bexio is linked to, or null. */
  public static Long clockodoIdOf(
      Connection database, String connection, LinkKind kind, long bexioId) throws SQLException {
    String sql =
        "select clockodo_id from bexio_clockodo.link where connection = ? and kind = ? and bexio_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, bexioId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }

  /** What something in clockodo is linked to, or null. */
  public static Long bexioIdOf(
      Connection database, String connection, LinkKind kind, long clockodoId) throws SQLException {
    String sql =
        "select bexio_id from bexio_clockodo.link where connection = ? and kind = ? and clockodo_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, clockodoId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
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
