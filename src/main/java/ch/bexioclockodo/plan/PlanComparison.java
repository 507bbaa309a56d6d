package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How the rows of a plan stand, so that a stored plan can be held against the world of today: by
 * what they do, from what, and a timesheet also by what exactly is sent.
 */
public final class PlanComparison {

  private static final String COLUMNS =
      "select id, coalesce(link_kind, kind), source_id, action, fingerprint, payload, depends_on,"
          + " case when depends_on = '' then null else source end,"
          + " case when depends_on = '' then null else target end from bexio_clockodo.plan_row where plan = ? and state = 'PLANNED'";

  /**
   * What is created or linked before the entries is held against today by itself, just before it is
   * sent: an entry that no longer needs it leaves it alone.
   */
  private static final String NOT_FIRST = " and kind not in ('fictional-user', 'activity')";

  private PlanComparison() {}

  /** How every planned row stands, by kind and source id. */
  public static Map<String, String> stands(Connection database, long plan) throws SQLException {
    Map<String, String> stands = new HashMap<>();
    read(database, plan, COLUMNS, (row, key, stand) -> stands.put(key, stand));
    return stands;
  }

  /** Rows that still wait to be sent, by "kind source-id|stand". */
  public static Map<String, Integer> waiting(Connection database, long plan) throws SQLException {
    Map<String, Integer> waiting = new HashMap<>();
    read(
        database,
        plan,
        COLUMNS + " and action not in ('EXCLUDE', 'DECIDE')" + NOT_FIRST,
        (row, key, stand) -> waiting.put(key + "|" + stand, row));
    return waiting;
  }

  private interface Taker {
    void take(int row, String key, String stand);
  }

  private static void read(Connection database, long plan, String sql, Taker taker)
      throws SQLException {
    Map<Integer, String> firsts = firsts(database, plan);
    Map<Integer, Long> created = PlanRowStore.createdIds(database, plan);
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String key = rows.getString(2) + " " + rows.getLong(3);
          taker.take(rows.getInt(1), key, stand(rows, firsts, created));
        }
      }
    }
  }

  private static String stand(
      ResultSet row, Map<Integer, String> firsts, Map<Integer, Long> created) throws SQLException {
    String action = row.getString(4);
    String fingerprint = row.getString(5);
    String payload = row.getString(6);
    if (!PlanRow.TIMESHEET.equals(row.getString(2))) {
      return action + " " + fingerprint;
    }
    String references = row.getString(7);
    if (references.isEmpty()) {
      return action + " " + Fingerprint.of(payload) + " " + fingerprint;
    }
    // Two plans number what they create first differently: what it is counts, or its id.
    String print =
        EntryPrint.of(Json.readMap(row.getString(8)), Json.readMap(row.getString(9)), created);
    String named =
        Payload.name(
            payload,
            PlanRowStore.dependencies(references),
            number ->
                created.containsKey(number)
                    ? String.valueOf(created.get(number))
                    : firsts.getOrDefault(number, "row " + number));
    return action + " " + Fingerprint.of(named) + " " + print;
  }

  /** What the rows on top of a plan are about. */
  private static Map<Integer, String> firsts(Connection database, long plan) throws SQLException {
    String sql =
        "select id, kind, source_id from bexio_clockodo.plan_row"
            + " where plan = ? and kind in ('fictional-user', 'activity')";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        Map<Integer, String> firsts = new HashMap<>();
        while (rows.next()) {
          firsts.put(rows.getInt(1), rows.getString(2) + " " + rows.getLong(3));
        }
        return firsts;
      }
    }
  }
}
