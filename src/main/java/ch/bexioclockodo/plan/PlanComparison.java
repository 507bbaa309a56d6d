package ch.bexioclockodo.plan;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a stored plan against the world of today, which is a plan too: by what its rows do, from
 * what, and timesheets also by what exactly is sent. Both plans may be of any length, so only a few
 * rows are held at a time.
 */
public final class PlanComparison {

  private static final int PAGE = 500;

  private static final String COLUMNS =
      "select id, coalesce(link_kind, kind), source_id, action, fingerprint, payload, depends_on,"
          + " case when depends_on = '' then null else source end,"
          + " case when depends_on = '' then null else target end from bexio_clockodo.plan_row";

  /**
   * What is created or linked before the entries is held against today by itself, just before it is
   * sent: an entry that no longer needs it leaves it alone.
   */
  private static final String WAITING =
      COLUMNS
          + " where plan = ? and id > ? and state = 'PLANNED' and action not in ('EXCLUDE', 'DECIDE')"
          + " and kind not in ('fictional-user', 'activity') order by plan, id fetch first ? rows only";

  private static final String OF_SOURCES =
      COLUMNS
          + " join bexio_clockodo.plan_row_of_source on plan = of_plan and id = row_id"
          + " join unnest(cast(? as bigint array)) wanted (wanted_id) on of_source = wanted_id"
          + " where of_plan = ?";

  private final Connection database;
  private final long plan;
  private final Map<Integer, String> firsts;
  private final Map<Integer, Long> created;

  private PlanComparison(Connection database, long plan) throws SQLException {
    this.database = database;
    this.plan = plan;
    this.firsts = firsts(database, plan);
    this.created = PlanRowStore.createdIds(database, plan);
  }

  /** How a row stands; another plan's row of the same source has the same key. */
  private record Stand(int row, String key, long sourceId, String text) {}

  /**
   * Takes the rows of a stored plan that still wait to be sent, and that today's plan does not hold
   * in the same way, to STALE.
   */
  public static void markStale(Connection database, long stored, long today) throws SQLException {
    PlanComparison then = new PlanComparison(database, stored);
    PlanComparison now = new PlanComparison(database, today);
    now.listSources();
    int last = 0;
    List<Stand> page;
    do {
      page = then.waitingAfter(last);
      Map<String, List<String>> standing = now.ofSources(page);
      for (Stand row : page) {
        last = row.row();
        if (standing.getOrDefault(row.key(), List.of()).stream()
            .noneMatch(text -> Fingerprint.same(row.text(), text))) {
          Reason reason = Reason.of(ReasonCode.SOURCE_CHANGED);
          PlanRowStore.stale(database, stored, row.row(), reason);
        }
      }
    } while (page.size() == PAGE);
    now.forgetSources();
  }

  /**
   * Lists this plan's rows by their sources, as long as it is compared: an index on all plans would
   * be written to at each timesheet.
   */
  private void listSources() throws SQLException {
    change(
        "insert into bexio_clockodo.plan_row_of_source (of_plan, of_source, row_id)"
            + " select plan, source_id, id from bexio_clockodo.plan_row where plan = ? and state = 'PLANNED'");
  }

  private void forgetSources() throws SQLException {
    change("delete from bexio_clockodo.plan_row_of_source where of_plan = ?");
  }

  private void change(String sql) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.executeUpdate();
    }
  }

  private List<Stand> waitingAfter(int row) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(WAITING)) {
      statement.setLong(1, plan);
      statement.setInt(2, row);
      statement.setInt(3, PAGE);
      return read(statement);
    }
  }

  /** How what has the sources of some rows of another plan stands in this one, by key. */
  private Map<String, List<String>> ofSources(List<Stand> rows) throws SQLException {
    Map<String, List<String>> standing = new HashMap<>();
    Array sources =
        database.createArrayOf("bigint", rows.stream().map(Stand::sourceId).distinct().toArray());
    try (PreparedStatement statement = database.prepareStatement(OF_SOURCES)) {
      statement.setArray(1, sources);
      statement.setLong(2, plan);
      for (Stand row : read(statement)) {
        standing.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row.text());
      }
    } finally {
      sources.free();
    }
    return standing;
  }

  private List<Stand> read(PreparedStatement statement) throws SQLException {
    List<Stand> stands = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long sourceId = rows.getLong(3);
        String key = rows.getString(2) + " " + sourceId;
        stands.add(new Stand(rows.getInt(1), key, sourceId, text(rows)));
      }
    }
    return stands;
  }

  private String text(ResultSet row) throws SQLException {
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
