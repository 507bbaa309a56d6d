package ch.bexioclockodo.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks that a transaction be on disk once its commit returns, whatever the server's default is:
 * what the other side knows by then must not be forgotten here.
 */
public final class DurableCommit {

  private DurableCommit() {}

  /** Holds for the transaction that goes on. */
  public static void ask(Connection database) throws SQLException {
    if ("PostgreSQL".equals(database.getMetaData().getDatabaseProductName())) {
      try (Statement statement = database.createStatement()) {
        statement.execute("set local synchronous_commit = on");
      }
    }
  }
}
