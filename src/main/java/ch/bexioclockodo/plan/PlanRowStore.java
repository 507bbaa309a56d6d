package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads and writes the table {@code plan_row}; each change of state names the state it leaves. */
public final class PlanRowStore {

  static final String COLUMNS =
      "select id, kind, action, state, reason, reason_args, source_id, source, target_id, target, payload,"
          + " fingerprint, depends_on, seconds, link_kind, base, counted, report_group from bexio_clockodo.plan_row";

  private PlanRowStore() {}

  public static void insert(Connection database, String connection, long plan, List<PlanRow> rows)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.plan_row (plan, id, connection, kind, action, state, reason, reason_args,"
            + " source_id, source, target_id, target, payload, fingerprint, depends_on, seconds, link_kind, base, counted,"
            + " report_group) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (PlanRow row : rows) {
        statement.setLong(1, plan);
        statement.setInt(2, row.id());
        statement.setString(3, connection);
        statement.setString(4, row.kind());
        statement.setString(5, row.action().name());
        statement.setString(6, row.state().name());
        setReason(statement, 7, row.reason());
        statement.setLong(9, row.sourceId());
        statement.setString(10, Json.write(row.source()));
        statement.setObject(11, row.targetId(), Types.BIGINT);
        statement.setString(12, Json.write(row.target()));
        statement.setString(13, row.payload());
        statement.setString(14, row.fingerprint());
        statement.setString(
            15, row.dependsOn().stream().map(String::valueOf).collect(Collectors.joining(",")));
        statement.setLong(16, row.seconds());
        statement.setString(17, row.linkKind() == null ? null : row.linkKind().word());
        statement.setString(18, row.base());
        statement.setBoolean(19, row.counted());
        statement.setObject(20, row.reportGroup(), Types.INTEGER);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  public static void deleteAll(Connection database, long plan) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("delete from bexio_clockodo.plan_row where plan = ?")) {
      statement.setLong(1, plan);
      statement.executeUpdate();
    }
  }

  /**
   * Takes a row from PLANNED to SENDING for the owner of an epoch; false when it is no longer
   * PLANNED.
   */
  public static boolean intend(Connection database, long plan, int id, long epoch, Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = 'SENDING', epoch = ?, sent_at = ?"
            + " where plan = ? and id = ? and state = 'PLANNED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, epoch);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setLong(3, plan);
      statement.setInt(4, id);
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    InFlightRows.add(database, plan, List.of(id));
    return true;
  }

  /** Takes a row out of SENDING, if the epoch is still its owner's. */
  public static boolean settle(
      Connection database,
      long plan,
      int id,
      long epoch,
      RowState state,
      Reason reason,
      Long targetId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = ?, reason = coalesce(?, reason),"
            + " reason_args = coalesce(?, reason_args), target_id = coalesce(?, target_id)"
            + " where plan = ? and id = ? and state = 'SENDING' and epoch = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, state.name());
      setReason(statement, 2, reason);
      statement.setObject(4, targetId, Types.BIGINT);
      statement.setLong(5, plan);
      statement.setInt(6, id);
      statement.setLong(7, epoch);
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    if (state != RowState.UNKNOWN) {
      InFlightRows.remove(database, plan, id);
    }
    return true;
  }

  /** Settles a row whose outcome was unknown, whichever run has sent it, by what was read back. */
  public static void readBack(
      Connection database, long plan, int id, RowState state, Reason reason, Long targetId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = ?, reason = ?, reason_args = ?,"
            + " target_id = coalesce(?, target_id) where plan = ? and id = ? and state = 'UNKNOWN'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, state.name());
      setReason(statement, 2, reason);
      statement.setObject(4, targetId, Types.BIGINT);
      statement.setLong(5, plan);
      statement.setInt(6, id);
      statement.executeUpdate();
    }
    InFlightRows.remove(database, plan, id);
  }

  /** One row of a plan. */
  public static Optional<PlanRow> find(Connection database, long plan, int id) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(COLUMNS + " where plan = ? and id = ?")) {
      statement.setLong(1, plan);
      statement.setInt(2, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** Whether a row still waits to be sent. */
  public static boolean isPlanned(Connection database, long plan, int id) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row where plan = ? and id = ? and state = 'PLANNED'"
            + " and action not in ('EXCLUDE', 'DECIDE')";
    return count(database, sql, plan, id) > 0;
  }

  /** Takes a row that was never begun to STALE. */
  public static boolean stale(Connection database, long plan, int id, Reason reason)
      throws SQLException {
    return leave(database, plan, id, RowState.STALE, reason);
  }

  private static boolean leave(
      Connection database, long plan, int id, RowState state, Reason reason) throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = ?, reason = ?, reason_args = ?"
            + " where plan = ? and id = ? and state = 'PLANNED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, state.name());
      setReason(statement, 2, reason);
      statement.setLong(4, plan);
      statement.setInt(5, id);
      return statement.executeUpdate() == 1;
    }
  }

  /** Leaves a row that was never begun, because what it needs was not done. */
  public static void notSent(Connection database, long plan, int id, Reason reason)
      throws SQLException {
    leave(database, plan, id, RowState.NOT_SENT, reason);
  }

  /** The ids that rows of a plan have created or linked, by row. */
  public static Map<Integer, Long> createdIds(Connection database, long plan) throws SQLException {
    String sql =
        "select id, target_id from bexio_clockodo.plan_row"
            + " where plan = ? and state = 'DONE' and action in ('CREATE', 'LINK') and kind <> 'timesheet'"
            + " and target_id is not null";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        Map<Integer, Long> ids = new java.util.HashMap<>();
        while (rows.next()) {
          ids.put(rows.getInt(1), rows.getLong(2));
        }
        return ids;
      }
    }
  }

  /** How many rows of a plan, and how many of their seconds, stand in each state. */
  public static List<PlanCount> counts(Connection database, long plan) throws SQLException {
    return counts(database, "bexio_clockodo.plan_row", plan);
  }

  /** The same of a table or a subselect of the same columns. */
  static List<PlanCount> counts(Connection database, String rowsOf, long plan) throws SQLException {
    String sql =
        "select action, state, reason, counted, count(*), coalesce(sum(seconds), 0)"
            + " from "
            + rowsOf
            + " where plan = ?"
            + " group by action, state, reason, counted order by action, state, reason, counted";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        List<PlanCount> counts = new ArrayList<>();
        while (rows.next()) {
          counts.add(
              new PlanCount(
                  Action.valueOf(rows.getString(1)),
                  RowState.valueOf(rows.getString(2)),
                  rows.getString(3) == null ? null : ReasonCode.of(rows.getString(3)),
                  rows.getBoolean(4),
                  rows.getLong(5),
                  rows.getLong(6)));
        }
        return counts;
      }
    }
  }

  /** Up to {@code most} rows of a plan after a row, in order. */
  public static List<PlanRow> after(Connection database, long plan, int after, int most)
      throws SQLException {
    // H2 follows an index only when its first columns are named too; else it sorts all that is
    // left.
    String sql = COLUMNS + " where plan = ? and id > ? order by plan, id fetch first ? rows only";
    return list(database, sql, plan, after, most);
  }

  static List<PlanRow> list(Connection database, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<PlanRow> list = new ArrayList<>();
        while (rows.next()) {
          list.add(read(rows));
        }
        return list;
      }
    }
  }

  /** Rows of a kind that need a decision, or whose source id somebody has decided about. */
  public static List<PlanRow> decisive(
      Connection database, String connection, long plan, String kind) throws SQLException {
    String sql =
        COLUMNS
            + " where plan = ? and kind = ? and (action = 'DECIDE' or source_id in"
            + " (select source_id from bexio_clockodo.decision where connection = ?)) order by id";
    return list(database, sql, plan, kind, connection);
  }

  /** How many rows still wait to be sent. */
  public static long countPlanned(Connection database, long plan) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row"
            + " where plan = ? and state = 'PLANNED' and action not in ('EXCLUDE', 'DECIDE')";
    return count(database, sql, plan);
  }

  private static long count(Connection database, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static PlanRow read(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new PlanRow(
        row.getInt("id"),
        row.getString("kind"),
        Action.valueOf(row.getString("action")),
        RowState.valueOf(row.getString("state")),
        reason == null
            ? null
            : new Reason(ReasonCode.of(reason), Json.readList(row.getString("reason_args"))),
        row.getLong("source_id"),
        Json.readMap(row.getString("source")),
        row.getObject("target_id", Long.class),
        Json.readMap(row.getString("target")),
        row.getString("payload"),
        dependencies(row.getString("depends_on")),
        row.getLong("seconds"),
        row.getString("fingerprint"),
        row.getString("link_kind") == null ? null : LinkKind.of(row.getString("link_kind")),
        row.getString("base"),
        row.getBoolean("counted"),
        row.getObject("report_group", Integer.class));
  }

  public static Set<Integer> dependencies(String text) {
    return text == null || text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.split(","))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  static void setReason(PreparedStatement statement, int index, Reason reason) throws SQLException {
    statement.setString(index, reason == null ? null : reason.code().code());
    statement.setString(index + 1, reason == null ? null : Json.write(reason.args()));
  }

  /**
   * Rows of a plan with the same action, state and reason.
   *
   * @param counted whether they are source rows, which the balance counts
   */
  public record PlanCount(
      Action action, RowState state, ReasonCode reason, boolean counted, long count, long seconds) {

    /**
     * Whether these rows were in the plan to be done, not only noted as unknown or refused earlier.
     */
    public boolean planned() {
      return action.acts()
          && reason != ReasonCode.REFUSED_EARLIER
          && reason != ReasonCode.CREATE_UNKNOWN_EARLIER
          && reason != ReasonCode.OUTCOME_UNKNOWN_EARLIER
          && reason != ReasonCode.ENTRY_PERHAPS_IN_DRAFT;
    }
  }
}
