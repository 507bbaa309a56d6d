package ch.bexioclockodo.plan;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the table {@code plan_group}: clockodo's report as a plan was made from it. */
public final class PlanGroupStore {

  private PlanGroupStore() {}

  public static void insert(
      Connection database, String connection, long plan, List<PlanGroup> groups)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.plan_group (plan, id, connection, keys, names, reported_seconds,"
            + " reported_revenue, compared, unchanged_count, unchanged_seconds)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (PlanGroup group : groups) {
        statement.setLong(1, plan);
        statement.setInt(2, group.id());
        statement.setString(3, connection);
        statement.setString(4, Json.write(group.keys()));
        statement.setString(5, Json.write(group.names()));
        statement.setLong(6, group.reportedSeconds());
        statement.setBigDecimal(7, group.reportedRevenue());
        statement.setBoolean(8, group.compared());
        statement.setLong(9, group.unchangedCount());
        statement.setLong(10, group.unchangedSeconds());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** All groups of a plan, in the order of their numbers. */
  public static List<PlanGroup> all(Connection database, long plan) throws SQLException {
    String sql =
        "select id, keys, names, reported_seconds, reported_revenue, compared, unchanged_count,"
            + " unchanged_seconds from bexio_clockodo.plan_group where plan = ? order by plan, id";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        List<PlanGroup> groups = new ArrayList<>();
        while (rows.next()) {
          groups.add(read(rows));
        }
        return groups;
      }
    }
  }

  /** What became of the rows of each group: count and seconds of each bucket, by group. */
  public static Map<Integer, Map<Bucket, long[]>> sums(Connection database, long plan)
      throws SQLException {
    return sums(database, "bexio_clockodo.plan_row", plan);
  }

  /** The same of a table or a subselect of the same columns. */
  static Map<Integer, Map<Bucket, long[]>> sums(Connection database, String rowsOf, long plan)
      throws SQLException {
    String sql =
        "select report_group, action, state, count(*), coalesce(sum(seconds), 0) from "
            + rowsOf
            + " where plan = ? and counted and report_group is not null"
            + " group by report_group, action, state";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        Map<Integer, Map<Bucket, long[]>> sums = new HashMap<>();
        while (rows.next()) {
          Bucket bucket =
              Bucket.of(Action.valueOf(rows.getString(2)), RowState.valueOf(rows.getString(3)));
          long[] sum =
              sums.computeIfAbsent(rows.getInt(1), group -> new EnumMap<>(Bucket.class))
                  .computeIfAbsent(bucket, key -> new long[2]);
          sum[0] += rows.getLong(4);
          sum[1] += rows.getLong(5);
        }
        return sums;
      }
    }
  }

  private static PlanGroup read(ResultSet row) throws SQLException {
    Map<String, String> keys = new LinkedHashMap<>();
    Json.readMap(row.getString("keys")).forEach((key, id) -> keys.put(key, String.valueOf(id)));
    BigDecimal revenue = row.getBigDecimal("reported_revenue");
    return new PlanGroup(
        row.getInt("id"),
        keys,
        Json.readList(row.getString("names")),
        row.getLong("reported_seconds"),
        revenue,
        row.getBoolean("compared"),
        row.getLong("unchanged_count"),
        row.getLong("unchanged_seconds"));
  }
}
