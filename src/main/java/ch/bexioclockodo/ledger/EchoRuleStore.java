package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads and writes the table {@code echo_rule}. */
public final class EchoRuleStore {

  private EchoRuleStore() {}

  /** What was learnt for a connection, or {@link EchoRule#EXACT}. */
  public static EchoRule rule(Connection database, String connection) throws SQLException {
    String sql =
        "select seconds_kept, text_rule from bexio_clockodo.echo_rule where connection = ?";
    List<EchoRule> learnt =
        Sql.query(
            database,
            sql,
            row -> new EchoRule(row.getBoolean(1), EchoRule.TextRule.valueOf(row.getString(2))),
            connection);
    return learnt.isEmpty() ? EchoRule.EXACT : learnt.get(0);
  }

  public static void learn(Connection database, String connection, EchoRule rule, Instant now)
      throws SQLException {
    Sql.update(database, "delete from bexio_clockodo.echo_rule where connection = ?", connection);
    String sql =
        "insert into bexio_clockodo.echo_rule (connection, seconds_kept, text_rule, learnt_at)"
            + " values (?, ?, ?, ?)";
    Sql.update(database, sql, connection, rule.secondsKept(), rule.text(), now);
  }
}
