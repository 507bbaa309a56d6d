package ch.bexioclockodo.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the table {@code decision}: at most one decision for each source row. */
public final class DecisionStore {

  private DecisionStore() {}

  public static List<Decision> all(Connection database, String connection) throws SQLException {
    String sql =
        "select kind, source_id, choice, target_id, decided_at, decided_by"
            + " from bexio_clockodo.decision where connection = ? order by kind, source_id";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        List<Decision> decisions = new ArrayList<>();
        while (rows.next()) {
          decisions.add(
              new Decision(
                  LinkKind.of(rows.getString(1)),
                  rows.getLong(2),
                  Choice.of(rows.getString(3)).orElseThrow(),
                  rows.getObject(4, Long.class),
                  rows.getObject(5, OffsetDateTime.class).toInstant(),
                  rows.getString(6)));
        }
        return decisions;
      }
    }
  }

  /** Keeps a decision in place of an earlier one about the same source row. */
  public static void save(Connection database, String connection, Decision decision)
      throws SQLException {
    delete(database, connection, decision.kind(), decision.sourceId());
    String sql =
        "insert into bexio_clockodo.decision"
            + " (connection, kind, source_id, choice, target_id, decided_at, decided_by)"
            + " values (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, decision.kind().word());
      statement.setLong(3, decision.sourceId());
      statement.setString(4, decision.choice().word());
      statement.setObject(5, decision.targetId(), Types.BIGINT);
      statement.setObject(6, decision.decidedAt().atOffset(ZoneOffset.UTC));
      statement.setString(7, decision.decidedBy());
      statement.executeUpdate();
    }
  }

  /**
   * Forgets what was decided about a source row, of a user about both kinds of user; false when
   * nothing was.
   */
  public static boolean delete(Connection database, String connection, LinkKind kind, long sourceId)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.decision where connection = ? and source_id = ?"
            + " and (kind = ? or (kind in ('user', 'fictional-user') and ?))";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, sourceId);
      statement.setString(3, kind.word());
      statement.setBoolean(4, kind.ofAUser());
      return statement.executeUpdate() > 0;
    }
  }

  /** Forgets what was said about the change at hand only, because it is carried out. */
  public static void deleteOnce(
      Connection database, String connection, LinkKind kind, long sourceId) throws SQLException {
    delete(database, connection, kind, sourceId, Choice.KEEP_CLOCKODO, Choice.TAKE_BEXIO);
  }

  /**
   * Forgets that something is to be created or linked, because it was: what becomes of it one day
   * is another question.
   */
  public static void deleteCarriedOut(
      Connection database, String connection, LinkKind kind, long sourceId) throws SQLException {
    delete(database, connection, kind, sourceId, Choice.CREATE, Choice.LINK);
  }

  private static void delete(
      Connection database,
      String connection,
      LinkKind kind,
      long sourceId,
      Choice one,
      Choice other)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.decision where connection = ? and kind = ? and source_id = ?"
            + " and choice in (?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, sourceId);
      statement.setString(4, one.word());
      statement.setString(5, other.word());
      statement.executeUpdate();
    }
  }
}
