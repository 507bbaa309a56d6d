package ch.bexioclockodo.plan;

import ch.bexioclockodo.plan.MissingPast.Pending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What only the rows of users and activities that an export needs first ask of the tables. */
public final class FirstRowStore {

  private static final List<String> KINDS = List.of(PlanRow.FICTIONAL_USER, PlanRow.ACTIVITY);

  private FirstRowStore() {}

  /**
   * What earlier plans began to create without knowing whether it arrived.
   *
   * @param settledBefore what was sent before can no longer appear
   */
  public static List<Pending> pending(Connection database, String connection, Instant settledBefore)
      throws SQLException {
    String sql =
        "select r.source_id, r.payload, r.sent_at from"
            + InFlightRows.ROWS
            + " and r.action = 'CREATE' and r.kind = ? and r.payload is not null";
    List<Pending> pending = new ArrayList<>();
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (String kind : KINDS) {
        statement.setString(1, connection);
        statement.setString(2, kind);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            OffsetDateTime sentAt = rows.getObject(3, OffsetDateTime.class);
            pending.add(
                new Pending(
                    kind,
                    rows.getLong(1),
                    Json.readMap(rows.getString(2)),
                    sentAt == null || sentAt.toInstant().isBefore(settledBefore)));
          }
        }
      }
    }
    return pending;
  }

  /**
   * Whether another plan began to create the same thing after an instant without knowing whether it
   * arrived.
   */
  public static boolean inDoubt(
      Connection database, String connection, long plan, String kind, long sourceId, Instant after)
      throws SQLException {
    String sql =
        "select count(*) from"
            + InFlightRows.ROWS
            + " and r.plan <> ? and r.kind = ? and r.source_id = ? and r.action = 'CREATE' and r.sent_at > ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, plan);
      statement.setString(3, kind);
      statement.setLong(4, sourceId);
      statement.setObject(5, after.atOffset(ZoneOffset.UTC));
      try (ResultSet count = statement.executeQuery()) {
        count.next();
        return count.getLong(1) > 0;
      }
    }
  }

  /** Whether a row of the same plan that still waits to be sent needs this row first. */
  public static boolean isNeeded(Connection database, long plan, int row) throws SQLException {
    String sql =
        "select id from bexio_clockodo.plan_row where plan = ? and state = 'PLANNED'"
            + " and action not in ('EXCLUDE', 'DECIDE')"
            + " and depends_on <> '' and ',' || depends_on || ',' like ? fetch first 1 rows only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setString(2, "%," + row + ",%");
      try (ResultSet waiting = statement.executeQuery()) {
        return waiting.next();
      }
    }
  }

  /** Creates of other plans whose outcome nobody knew are done: what they sent is linked now. */
  public static void settleElsewhere(
      Connection database, String connection, long plan, String kind, long sourceId, long found)
      throws SQLException {
    List<InFlightRows.Place> elsewhere =
        InFlightRows.find(
            database,
            " and r.state = 'UNKNOWN' and r.kind = ? and r.source_id = ? and r.action = 'CREATE'"
                + " and r.plan <> ?",
            connection,
            kind,
            sourceId,
            plan);
    for (InFlightRows.Place place : elsewhere) {
      PlanRowStore.readBack(
          database,
          place.plan(),
          place.row(),
          RowState.DONE,
          Reason.of(ReasonCode.LINK_READ_BACK),
          found);
    }
  }
}
