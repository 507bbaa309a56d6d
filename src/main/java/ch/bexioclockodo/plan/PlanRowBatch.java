package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

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
      return changed(statement.executeBatch());
    }
  }

  /** Takes rows from SENDING to DONE; for each whether the epoch was still its owner's. */
  public static boolean[] done(Connection database, long plan, long epoch, List<Done> rows)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = 'DONE', target_id = ?"
            + " where plan = ? and id = ? and state = 'SENDING' and epoch = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Done row : rows) {
        statement.setLong(1, row.targetId());
        statement.setLong(2, plan);
        statement.setInt(3, row.row());
        statement.setLong(4, epoch);
        statement.addBatch();
      }
      return changed(statement.executeBatch());
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
