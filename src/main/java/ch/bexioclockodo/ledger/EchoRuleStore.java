package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Reads and writes the table {@code echo_rule}. */
public final class EchoRuleStore {

  private EchoRuleStore() {}

  /** What was learnt for a connection, or {@link EchoRule#EXACT}. */
  public static EchoRule rule(Connection database, String connection) throws SQLException {
    String sql =
        "select seconds_kept, text_rule from bexio_clockodo.echo_rule where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new EchoRule(row.getBoolean(1), EchoRule.TextRule.valueOf(row.getString(2)))
            : EchoRule.EXACT;
      }
    }
  }

  public static void learn(Connection database, String connection, EchoRule rule, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("delete from bexio_clockodo.echo_rule where connection = ?")) {
      statement.setString(1, connection);
      statement.executeUpdate();
    }
    String sql =
        "insert into bexio_clockodo.echo_rule (connection, seconds_kept, text_rule, learnt_at)"
            + " values (?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setBoolean(2, rule.secondsKept());
      statement.setString(3, rule.text().name());
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
