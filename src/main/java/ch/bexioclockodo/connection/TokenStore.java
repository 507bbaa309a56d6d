package ch.bexioclockodo.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads and writes the table {@code token}; what is secret in it stands there encrypted. */
final class TokenStore {

  private static final int LONGEST_WHY = 1000;

  private TokenStore() {}

  static Standing standing(Connection database, String connection) throws SQLException {
    String sql =
        "select state, scopes, connected_at, why from bexio_clockodo.token where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Standing(
                Standing.State.valueOf(row.getString(1)),
                set(row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4))
            : new Standing(Standing.State.NOT_CONNECTED, Set.of(), null, null);
      }
    }
  }

  /**
   * Lets nobody else, on whatever machine, read for renewal or write until the transaction ends.
   */
  static void lock(Connection database, String connection) throws SQLException {
    String sql = "select connection from bexio_clockodo.token where connection = ? for update";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.executeQuery().close();
    }
  }

  /** What is stored for a connection that stands. */
  static Optional<Grant> find(Connection database, String connection, SecretKey key)
      throws SQLException, NoAccess {
    String sql =
        "select access_token, refresh_token, issued_at, expires_at, scopes"
            + " from bexio_clockodo.token where connection = ? and state = 'CONNECTED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        SecretBox box = key.box();
        return Optional.of(
            new Grant(
                open(box, row.getString(1), connection, "access", key),
                row.getString(2) == null
                    ? null
                    : open(box, row.getString(2), connection, "refresh", key),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                set(row.getString(5))));
      }
    }
  }

  /** Stores what a person has just agreed to, in the place of what was there, if anything. */
  static void connect(
      Connection database, String connection, Grant grant, SecretBox box, Instant now)
      throws SQLException {
    forget(database, connection);
    String sql =
        "insert into bexio_clockodo.token (state, access_token, refresh_token, issued_at,"
            + " expires_at, scopes, connection, connected_at)"
            + " values ('CONNECTED', ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      fill(statement, connection, grant, box);
      statement.setObject(7, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** Stores what the issuer has renewed. */
  static void renew(Connection database, String connection, Grant grant, SecretBox box)
      throws SQLException {
    String sql =
        "update bexio_clockodo.token set state = 'CONNECTED', access_token = ?, refresh_token = ?,"
            + " issued_at = ?, expires_at = ?, scopes = ? where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      fill(statement, connection, grant, box);
      statement.executeUpdate();
    }
  }

  private static void fill(
      PreparedStatement statement, String connection, Grant grant, SecretBox box)
      throws SQLException {
    statement.setString(1, box.seal(grant.accessToken(), place(connection, "access")));
    statement.setString(
        2,
        grant.refreshToken() == null
            ? null
            : box.seal(grant.refreshToken(), place(connection, "refresh")));
    statement.setObject(3, grant.issuedAt().atOffset(ZoneOffset.UTC));
    statement.setObject(4, grant.expiresAt().atOffset(ZoneOffset.UTC));
    statement.setString(5, String.join(" ", new TreeSet<>(grant.scopes())));
    statement.setString(6, connection);
  }

  /** The issuer no longer accepts the tokens: they are forgotten, what was granted is not. */
  static void reconnectNeeded(Connection database, String connection, String why)
      throws SQLException {
    String sql =
        "update bexio_clockodo.token set state = 'RECONNECT_NEEDED', access_token = null,"
            + " refresh_token = null, why = ? where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why);
      statement.setString(2, connection);
      statement.executeUpdate();
    }
  }

  static boolean forget(Connection database, String connection) throws SQLException {
    String sql = "delete from bexio_clockodo.token where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      return statement.executeUpdate() == 1;
    }
  }

  private static String open(
      SecretBox box, String sealed, String connection, String which, SecretKey key)
      throws NoAccess {
    return box.open(sealed, place(connection, which))
        .orElseThrow(
            () ->
                new NoAccess(
                    NoAccess.Reason.KEY_WRONG,
                    key.place() + ": it is not the key that the tokens were stored with"));
  }

  private static String place(String connection, String which) {
    return "token " + connection + " " + which;
  }

  private static Set<String> set(String scopes) {
    Set<String> set = new TreeSet<>(Arrays.asList(scopes.split(" ")));
    set.remove("");
    return set;
  }
}
