package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What only the rows of imports need of the table {@code plan_row}. */
public final class ImportRowStore {

  /** Rows of exports are about links too, but their source is in clockodo. */
  private static final String OF_IMPORTS = " and r.kind not in ('fictional-user', 'activity')";

  private ImportRowStore() {}

  /**
   * What earlier plans began to create without knowing whether it arrived, and what is still not
   * linked.
   *
   * @param settledBefore what was sent before can no longer appear
   */
  public static List<PendingCreates.Pending> pendingCreates(
      Connection database, String connection, Instant settledBefore) throws SQLException {
    String sql =
        "select r.link_kind, r.source_id, r.payload, r.sent_at, r.base, r.plan"
            + " from"
            + InFlightRows.ROWS
            + " and r.action = 'CREATE'"
            + " and r.link_kind is not null and r.payload is not null and not exists"
            + " (select 1 from bexio_clockodo.link l where l.connection = r.connection"
            + " and l.kind = r.link_kind and l.bexio_id = r.source_id)"
            + OF_IMPORTS;
    SortedMap<Long, List<PendingCreates.Pending>> byPlan = new TreeMap<>();
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          OffsetDateTime sentAt = rows.getObject(4, OffsetDateTime.class);
          byPlan
              .computeIfAbsent(rows.getLong(6), plan -> new ArrayList<>())
              .add(
                  new PendingCreates.Pending(
                      LinkKind.of(rows.getString(1)),
                      rows.getLong(2),
                      Json.readMap(rows.getString(3)),
                      rows.getString(5) == null ? null : Base.read(rows.getString(5)).source(),
                      sentAt == null || sentAt.toInstant().isBefore(settledBefore)));
        }
      }
    }
    return byPlan.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The updates that were sent to a linked pair since the last that is known to be done, newest
   * first: of none does anybody know whether it arrived.
   */
  public static List<UpdateInDoubt> updatesInDoubt(
      Connection database, String connection, LinkKind kind, long sourceId) throws SQLException {
    String sql =
        "select state, payload, base from bexio_clockodo.plan_row where plan in"
            + " (select id from bexio_clockodo.plan where connection = ? and kind = 'import')"
            + " and link_kind = ? and source_id = ? and action in ('UPDATE', 'DEACTIVATE')"
            + " and state in ('SENDING', 'UNKNOWN', 'DONE') order by plan desc";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setLong(3, sourceId);
      try (ResultSet row = statement.executeQuery()) {
        List<UpdateInDoubt> updates = new ArrayList<>();
        while (row.next() && RowState.valueOf(row.getString(1)) != RowState.DONE) {
          updates.add(
              new UpdateInDoubt(Json.readMap(row.getString(2)), Base.read(row.getString(3))));
        }
        return updates;
      }
    }
  }

  /**
   * Whether another plan began to create the same thing after an instant without knowing whether it
   * arrived.
   */
  public static boolean inDoubt(
      Connection database,
      String connection,
      long plan,
      LinkKind kind,
      long sourceId,
      Instant after)
      throws SQLException {
    String sql =
        "select count(*) from"
            + InFlightRows.ROWS
            + " and r.plan <> ? and r.link_kind = ? and r.source_id = ? and r.action = 'CREATE' and r.sent_at > ?"
            + OF_IMPORTS;
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, plan);
      statement.setString(3, kind.word());
      statement.setLong(4, sourceId);
      statement.setObject(5, after.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  /**
   * How many rows of a plan and kind do something.
   *
   * @param payload what is sent, as a pattern of SQL's {@code like}
   */
  public static long countChanges(
      Connection database, long plan, String kind, Action action, String payload)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row"
            + " where plan = ? and kind = ? and action = ? and state = 'PLANNED' and payload like ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setString(2, kind);
      statement.setString(3, action.name());
      statement.setString(4, payload);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Leaves every planned row of a kind that does something to a person.
   *
   * @param payload what would be sent, as a pattern of SQL's {@code like}
   */
  public static void holdBack(
      Connection database, long plan, String kind, Action action, String payload, Reason reason)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set action = 'DECIDE', reason = ?, reason_args = ?"
            + " where plan = ? and kind = ? and action = ? and state = 'PLANNED' and payload like ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      PlanRowStore.setReason(statement, 1, reason);
      statement.setLong(3, plan);
      statement.setString(4, kind);
      statement.setString(5, action.name());
      statement.setString(6, payload);
      statement.executeUpdate();
    }
  }

  /** Leaves a row that was sent, and refused for good, to a person; false when it is not ours. */
  public static boolean decide(Connection database, long plan, int id, long epoch, Reason reason)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set action = 'DECIDE', state = 'PLANNED', reason = ?, reason_args = ?"
            + " where plan = ? and id = ? and state = 'SENDING' and epoch = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      PlanRowStore.setReason(statement, 1, reason);
      statement.setLong(3, plan);
      statement.setInt(4, id);
      statement.setLong(5, epoch);
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    InFlightRows.remove(database, plan, id);
    return true;
  }

  /**
   * Creates of earlier plans whose outcome nobody knew are done: what they sent was found in
   * clockodo and is linked now.
   */
  public static void settleReadBack(
      Connection database, String connection, long plan, LinkKind kind, long sourceId, long found)
      throws SQLException {
    List<InFlightRows.Place> elsewhere =
        InFlightRows.find(
            database,
            " and r.link_kind = ? and r.source_id = ? and r.action = 'CREATE' and r.state = 'UNKNOWN'"
                + " and r.plan <> ? and exists"
                + " (select 1 from bexio_clockodo.plan_row p where p.plan = ? and p.link_kind = ?"
                + " and p.source_id = ? and p.reason = 'link.read-back')"
                + OF_IMPORTS,
            connection,
            kind.word(),
            sourceId,
            plan,
            plan,
            kind.word(),
            sourceId);
    InFlightRows.landed(database, elsewhere, found);
  }
}
