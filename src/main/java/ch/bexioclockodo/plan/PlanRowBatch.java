package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Changes of state of many plan rows at once; each names the state it leaves. */
public final class PlanRowBatch {

  private PlanRowBatch() {}

  /** A row that is done, and what it has made. */
  public record Done(int row, long targetId) {}

  /**
   * Takes rows from PLANNED to SENDING for the owner of an epoch; for each whether it was still
   * PLANNED.
   */
  public static boolean[] intend(
      Connection database, long plan, List<Integer> rows, long epoch, Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = 'SENDING', epoch = ?, sent_at = ?"
            + " where plan = ? and id = ? and state = 'PLANNED'";
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int row : rows) {
        statement.setLong(1, epoch);
        statement.setObject(2, at);
        statement.setLong(3, plan);
        statement.setInt(4, row);
        statement.addBatch();
      }
      boolean[] begun = changed(statement.executeBatch());
      InFlightRows.add(
          database,
          plan,
          IntStream.range(0, begun.length).filter(i -> begun[i]).mapToObj(rows::get).toList());
      return begun;
    }
  }

  /**
   * Takes rows to DONE; for each whether it was still on its way. A row whose intent is in the
   * ledger alone is PLANNED until then; the caller has fenced the epoch.
   */
  public static boolean[] done(Connection database, long plan, long epoch, List<Done> rows)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = 'DONE', target_id = ?, epoch = ?"
            + " where plan = ? and id = ? and (state = 'PLANNED' or state = 'SENDING' and epoch = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Done row : rows) {
        statement.setLong(1, row.targetId());
        statement.setLong(2, epoch);
        statement.setLong(3, plan);
        statement.setInt(4, row.row());
        statement.setLong(5, epoch);
        statement.addBatch();
      }
      return changed(statement.executeBatch());
    }
  }

  /**
   * Makes the rows of a plan SENDING whose intent is in the ledger alone, so that the plan says by
   * itself what is on its way: their run has ended before it knew what became of them.
   */
  public static void showInFlight(Connection database, String connection, long beforeEpoch)
      throws SQLException {
    String find =
        "select l.plan, l.plan_row, l.epoch, l.sent_at from bexio_clockodo.ledger l"
            + " where l.connection = ? and l.state = 'SENDING' and l.epoch < ? order by l.plan, l.plan_row";
    String show =
        "update bexio_clockodo.plan_row set state = 'SENDING', epoch = ?, sent_at = ?"
            + " where plan = ? and id = ? and state = 'PLANNED'";
    try (PreparedStatement found = database.prepareStatement(find);
        PreparedStatement shown = database.prepareStatement(show)) {
      found.setString(1, connection);
      found.setLong(2, beforeEpoch);
      try (ResultSet rows = found.executeQuery()) {
        while (rows.next()) {
          shown.setLong(1, rows.getLong(3));
          shown.setObject(2, rows.getObject(4, OffsetDateTime.class));
          shown.setLong(3, rows.getLong(1));
          shown.setInt(4, rows.getInt(2));
          shown.executeUpdate();
          InFlightRows.add(database, rows.getLong(1), List.of(rows.getInt(2)));
        }
      }
    }
  }

  private static boolean[] changed(int[] counts) {
    boolean[] changed = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      changed[i] = counts[i] == 1;
    }
    return changed;
  }
}
