package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a plan as somebody looks at them who is not carrying it out: a timesheet whose intent
 * only the ledger knows is on its way, although its row is still planned.
 */
public final class ShownRows {

  private static final String STATE =
      "case when plan_row.state = 'PLANNED' and plan_row.kind = 'timesheet' and exists"
          + " (select 1 from bexio_clockodo.ledger l"
          + " join bexio_clockodo.connection c on c.bexio_company = l.bexio_company"
          + " where c.connection = plan_row.connection and l.entry_id = plan_row.source_id"
          + " and l.state = 'SENDING' and l.plan = plan_row.plan and l.plan_row = plan_row.id)"
          + " then 'SENDING' else plan_row.state end as state";

  private static final String COLUMNS = PlanRowStore.COLUMNS.replace(" state,", " " + STATE + ",");

  private static final String ROWS =
      "(select plan, action, reason, counted, seconds, report_group, "
          + STATE
          + " from bexio_clockodo.plan_row) shown";

  private ShownRows() {}

  /** How many rows of a plan, and how many of their seconds, stand in each state. */
  public static List<PlanRowStore.PlanCount> counts(Connection database, long plan)
      throws SQLException {
    return PlanRowStore.counts(database, ROWS, plan);
  }

  /** What became of the rows of each group: count and seconds of each bucket, by group. */
  public static Map<Integer, Map<Bucket, long[]>> sums(Connection database, long plan)
      throws SQLException {
    return PlanGroupStore.sums(database, ROWS, plan);
  }

  /** Up to {@code most} rows of a plan after a row, in order. */
  public static List<PlanRow> after(Connection database, long plan, int after, int most)
      throws SQLException {
    // H2 follows an index only when its first columns are named in the order; else it sorts.
    String sql = COLUMNS + " where plan = ? and id > ? order by plan, id fetch first ? rows only";
    return PlanRowStore.list(database, sql, plan, after, most);
  }

  /** Up to {@code most} rows of a tab after a row, in order. */
  public static List<PlanRow> ofTab(Connection database, long plan, RowTab tab, int after, int most)
      throws SQLException {
    String sql =
        COLUMNS
            + " where plan = ? and id > ? and "
            + tab.condition()
            + " order by plan, id fetch first ? rows only";
    return PlanRowStore.list(database, sql, plan, after, most);
  }

  /** Up to {@code most} rows of a tab in a report group after a row, in order. */
  public static List<PlanRow> ofTab(
      Connection database, long plan, int group, RowTab tab, int after, int most)
      throws SQLException {
    String sql =
        COLUMNS
            + " where plan = ? and report_group = ? and id > ? and "
            + tab.condition()
            + " order by plan, report_group, id fetch first ? rows only";
    return PlanRowStore.list(database, sql, plan, group, after, most);
  }

  /** How many rows of a tab each report group holds, with their seconds. */
  public static Map<Integer, long[]> groupsOfTab(Connection database, long plan, RowTab tab)
      throws SQLException {
    String sql =
        "select report_group, count(*), coalesce(sum(seconds), 0) from bexio_clockodo.plan_row"
            + " where plan = ? and report_group is not null and "
            + tab.condition()
            + " group by report_group";
    Map<Integer, long[]> groups = new HashMap<>();
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          groups.put(row.getInt(1), new long[] {row.getLong(2), row.getLong(3)});
        }
      }
    }
    return groups;
  }

  /** Up to {@code most} rows of a tab that belong to no report group after a row, in order. */
  public static List<PlanRow> besideGroups(
      Connection database, long plan, RowTab tab, int after, int most) throws SQLException {
    String sql =
        COLUMNS
            + " where plan = ? and report_group is null and id > ? and "
            + tab.condition()
            + " order by plan, report_group, id fetch first ? rows only";
    return PlanRowStore.list(database, sql, plan, after, most);
  }

  /** How many rows each tab holds, with their seconds. */
  public static Map<RowTab, long[]> tabs(Connection database, long plan) throws SQLException {
    StringBuilder sums = new StringBuilder();
    for (RowTab tab : RowTab.values()) {
      sums.append(sums.length() == 0 ? "select " : ", ")
          .append("count(case when ")
          .append(tab.condition())
          .append(" then 1 end), coalesce(sum(case when ")
          .append(tab.condition())
          .append(" then seconds end), 0)");
    }
    Map<RowTab, long[]> tabs = new EnumMap<>(RowTab.class);
    try (PreparedStatement statement =
        database.prepareStatement(sums + " from bexio_clockodo.plan_row where plan = ?")) {
      statement.setLong(1, plan);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        for (RowTab tab : RowTab.values()) {
          int column = 2 * tab.ordinal() + 1;
          tabs.put(tab, new long[] {row.getLong(column), row.getLong(column + 1)});
        }
      }
    }
    return tabs;
  }

  /** Up to {@code most} rows of a report group after a row, in order. */
  public static List<PlanRow> ofGroup(
      Connection database, long plan, int group, int after, int most) throws SQLException {
    String sql =
        COLUMNS
            + " where plan = ? and report_group = ? and id > ?"
            + " order by plan, report_group, id fetch first ? rows only";
    return PlanRowStore.list(database, sql, plan, group, after, most);
  }

  /** Up to {@code most} rows that belong to no report group after a row, in order. */
  public static List<PlanRow> besideGroups(Connection database, long plan, int after, int most)
      throws SQLException {
    String sql =
        COLUMNS
            + " where plan = ? and report_group is null and id > ?"
            + " order by plan, report_group, id fetch first ? rows only";
    return PlanRowStore.list(database, sql, plan, after, most);
  }
}
