package ch.bexioclockodo.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads and writes the table {@code connection}. */
final class IdentityStore {

  /** What would be taken for another company's if the connection were given to one. */
  private static final List<String> DEPENDENT =
      List.of("link", "ledger", "decision", "contact", "reading", "plan");

  private static final String UNUSED =
      " and not exists (select 1 from bexio_clockodo.%s where connection = ?)";

  private IdentityStore() {}

  static Optional<Identity> find(Connection database, String connection) throws SQLException {
    String sql =
        "select bexio_company, bexio_company_name, bexio_company_mail, clockodo_user,"
            + " clockodo_user_name from bexio_clockodo.connection where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Identity(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getObject(4, Long.class),
                    row.getString(5)))
            : Optional.empty();
      }
    }
  }

  /**
   * Keeps whom a connection pairs, once and for all; the company's present name and mail are taken
   * over, so that one after the other may change, and the clockodo user once it is known.
   */
  static void remember(Connection database, String connection, Identity identity, Instant now)
      throws SQLException {
    refuseSamePair(database, connection, identity);
    if (!refresh(database, connection, identity)) {
      insert(database, connection, identity, now);
    }
  }

  private static void insert(Connection database, String connection, Identity identity, Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.connection (bexio_company_name, bexio_company_mail,"
            + " clockodo_user, clockodo_user_name, connection, bexio_company, remembered_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      fill(statement, connection, identity);
      statement.setLong(6, identity.bexioCompany());
      statement.setObject(7, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** False when nothing is known yet. */
  private static boolean refresh(Connection database, String connection, Identity identity)
      throws SQLException {
    String sql =
        "update bexio_clockodo.connection set bexio_company_name = ?, bexio_company_mail = ?,"
            + " clockodo_user = coalesce(clockodo_user, ?),"
            + " clockodo_user_name = coalesce(clockodo_user_name, ?) where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      fill(statement, connection, identity);
      return statement.executeUpdate() == 1;
    }
  }

  private static void fill(PreparedStatement statement, String connection, Identity identity)
      throws SQLException {
    statement.setString(1, identity.bexioCompanyName());
    statement.setString(2, identity.bexioCompanyMail());
    statement.setObject(3, identity.clockodoUser(), Types.BIGINT);
    statement.setString(4, identity.clockodoUserName());
    statement.setString(5, connection);
  }

  /** Another connection of the same two would export everything a second time. */
  private static void refuseSamePair(Connection database, String connection, Identity identity)
      throws SQLException {
    String sql =
        "select connection from bexio_clockodo.connection where bexio_company = ?"
            + " and bexio_company_name = ? and clockodo_user = ? and connection <> ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, identity.bexioCompany());
      statement.setString(2, identity.bexioCompanyName());
      statement.setObject(3, identity.clockodoUser(), Types.BIGINT);
      statement.setString(4, connection);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          throw new RunFailure(
              "identity.pair-taken",
              Messages.text(
                  "problem.pair-taken",
                  identity.bexioCompanyName(),
                  identity.bexioCompany(),
                  identity.clockodoUserName(),
                  row.getString(1)));
        }
      }
    }
  }

  /** Forgets whom a connection pairs, unless something that is kept already depends on it. */
  static boolean forgetUnused(Connection database, String connection) throws SQLException {
    String sql =
        "delete from bexio_clockodo.connection where connection = ?"
            + UNUSED.repeat(DEPENDENT.size()).formatted(DEPENDENT.toArray());
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 1; i <= DEPENDENT.size() + 1; i++) {
        statement.setString(i, connection);
      }
      return statement.executeUpdate() == 1;
    }
  }
}
