package ch.bexioclockodo.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        "select bexio_company, bexio_company_name, bexio_company_mail, clockodo_user, clockodo_user_name"
            + " from bexio_clockodo.connection where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Identity(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5)))
            : Optional.empty();
      }
    }
  }

  static void remember(Connection database, String connection, Identity identity, Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.connection (connection, bexio_company, bexio_company_name, bexio_company_mail, clockodo_user,"
            + " clockodo_user_name, remembered_at) values (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, identity.bexioCompany());
      statement.setString(3, identity.bexioCompanyName());
      statement.setString(4, identity.bexioCompanyMail());
      statement.setLong(5, identity.clockodoUser());
      statement.setString(6, identity.clockodoUserName());
      statement.setObject(7, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** The name of another connection that pairs the same two, if there is one. */
  static Optional<String> samePair(Connection database, String connection, Identity identity)
      throws SQLException {
    String sql =
        "select connection from bexio_clockodo.connection where bexio_company = ?"
            + " and bexio_company_name = ? and clockodo_user = ? and connection <> ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, identity.bexioCompany());
      statement.setString(2, identity.bexioCompanyName());
      statement.setLong(3, identity.clockodoUser());
      statement.setString(4, connection);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
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

  /**
   * Takes over the company's present name and mail, so that one after the other may change; false
   * when nothing is known.
   */
  static boolean refresh(Connection database, String connection, Identity identity)
      throws SQLException {
    String sql =
        "update bexio_clockodo.connection set bexio_company_name = ?, bexio_company_mail = ? where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, identity.bexioCompanyName());
      statement.setString(2, identity.bexioCompanyMail());
      statement.setString(3, connection);
      return statement.executeUpdate() == 1;
    }
  }
}
