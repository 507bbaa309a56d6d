package ch.bexioclockodo.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/** Reads and writes the table {@code consent}: of a state only its hash is kept. */
final class ConsentStore {

  private ConsentStore() {}

  static void write(Connection database, String connection, Consent consent, SecretBox box)
      throws SQLException {
    String hash = hash(consent.state());
    String sql =
        "insert into bexio_clockodo.consent (state, connection, verifier, redirect, scopes,"
            + " asked_at) values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, hash);
      statement.setString(2, connection);
      statement.setString(3, box.seal(consent.verifier(), place(hash)));
      statement.setString(4, consent.redirect());
      statement.setString(5, consent.scopes());
      statement.setObject(6, consent.askedAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** Takes what was asked for with this state; nobody can take it a second time. */
  static Optional<Consent> take(
      Connection database, String connection, String state, SecretKey key, Instant notBefore)
      throws SQLException, NoAccess {
    String hash = hash(state);
    deleteBefore(database, notBefore);
    String sql =
        "select verifier, redirect, scopes, asked_at from bexio_clockodo.consent"
            + " where state = ? and connection = ? for update";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, hash);
      statement.setString(2, connection);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String verifier =
            key.box()
                .open(row.getString(1), place(hash))
                .orElseThrow(
                    () ->
                        new NoAccess(NoAccess.Reason.KEY_WRONG, key.place() + ": it has changed"));
        Consent consent =
            new Consent(
                state,
                verifier,
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
        return delete(database, hash) ? Optional.of(consent) : Optional.empty();
      }
    }
  }

  private static boolean delete(Connection database, String hash) throws SQLException {
    String sql = "delete from bexio_clockodo.consent where state = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, hash);
      return statement.executeUpdate() == 1;
    }
  }

  private static void deleteBefore(Connection database, Instant instant) throws SQLException {
    String sql = "delete from bexio_clockodo.consent where asked_at < ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(1, instant.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static String hash(String state) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String place(String hash) {
    return "consent " + hash;
  }
}
