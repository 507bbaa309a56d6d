package ch.bexioclockodo.plan;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What only the timesheet rows of exports need of the table {@code plan_row}. */
public final class ExportRowStore {

  /** What is settled by saying what becomes of an entry's timesheet. */
  private static final List<ReasonCode> DECIDED_BY_A_PERSON =
      List.of(
          ReasonCode.PROBABLY_THERE,
          ReasonCode.REBUILD_SEVERAL,
          ReasonCode.OUTCOME_NEAR,
          ReasonCode.DELETED_EARLIER,
          ReasonCode.TIMESHEET_GONE,
          ReasonCode.TIMESHEET_TOUCHED,
          ReasonCode.CHANGED_AND_GONE,
          ReasonCode.FORMER_TIMESHEET_GONE,
          ReasonCode.CHANGED_AND_TOUCHED,
          ReasonCode.CHANGED_AND_LOCKED,
          ReasonCode.ENTRY_DELETED_LOCKED,
          ReasonCode.ENTRY_DELETED_TOUCHED,
          ReasonCode.DECIDED_NOT_THERE);

  private ExportRowStore() {}

  /** How many timesheets a plan means to change or delete. */
  public static long count(Connection database, long plan, Action action) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row where plan = ? and kind = 'timesheet' and action = ?"
            + " and state = 'PLANNED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setString(2, action.name());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The entries of a plan about whose timesheets a person must decide. */
  public static Set<Long> undecided(Connection database, long plan) throws SQLException {
    String sql =
        "select source_id from bexio_clockodo.plan_row where plan = ? and kind = 'timesheet' and action = 'DECIDE'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet rows = statement.executeQuery()) {
        Set<Long> entries = new HashSet<>();
        while (rows.next()) {
          entries.add(rows.getLong(1));
        }
        return entries;
      }
    }
  }

  /** Leaves every planned change or deletion of timesheets to a person. */
  public static void holdBack(Connection database, long plan, Action action, Reason reason)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set action = 'DECIDE', reason = ?, reason_args = ?"
            + " where plan = ? and kind = 'timesheet' and action = ? and state = 'PLANNED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      PlanRowStore.setReason(statement, 1, reason);
      statement.setLong(3, plan);
      statement.setString(4, action.name());
      statement.executeUpdate();
    }
  }

  /**
   * The entries of a plan about whose timesheets a person must decide, or has decided; what is
   * settled by a link or a correction is not among them.
   */
  public static List<PlanRow> decisive(Connection database, String connection, long plan)
      throws SQLException {
    String sql =
        PlanRowStore.COLUMNS
            + " where plan = ? and kind = 'timesheet' and (action = 'DECIDE' and reason = any(?)"
            + " or source_id in (select source_id from bexio_clockodo.decision"
            + " where connection = ? and kind = 'timesheet')) order by id";
    Array reasons =
        database.createArrayOf(
            "varchar", DECIDED_BY_A_PERSON.stream().map(ReasonCode::code).toArray());
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setArray(2, reasons);
      statement.setString(3, connection);
      return read(statement);
    } finally {
      reasons.free();
    }
  }

  private static List<PlanRow> read(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<PlanRow> list = new ArrayList<>();
      while (rows.next()) {
        list.add(PlanRowStore.read(rows));
      }
      return list;
    }
  }

  /**
   * Up to {@code most} rows of a plan after a row, in order, that the run of an epoch has carried
   * out, or may have.
   */
  public static List<PlanRow> carriedOut(
      Connection database, long plan, long epoch, int after, int most) throws SQLException {
    String sql =
        PlanRowStore.COLUMNS
            + " where plan = ? and id > ?"
            + " and (epoch = ? and state in ('DONE', 'UNKNOWN', 'SENDING')"
            + " or state = 'PLANNED' and kind = 'timesheet' and exists"
            + " (select 1 from bexio_clockodo.ledger l join bexio_clockodo.connection c"
            + " on c.bexio_company = l.bexio_company where c.connection = plan_row.connection"
            + " and l.entry_id = source_id and l.state = 'SENDING' and l.epoch = ?"
            + " and l.plan = plan_row.plan and l.plan_row = plan_row.id))"
            + " order by plan, id fetch first ? rows only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setInt(2, after);
      statement.setLong(3, epoch);
      statement.setLong(4, epoch);
      statement.setInt(5, most);
      return read(statement);
    }
  }

  /** Plans a row anew, before its plan is complete. */
  public static void replan(Connection database, long plan, PlanRow row) throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set action = ?, reason = ?, reason_args = ?, target_id = ?, target = ?,"
            + " payload = ?, base = ? where plan = ? and id = ? and state = 'PLANNED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, row.action().name());
      PlanRowStore.setReason(statement, 2, row.reason());
      statement.setObject(4, row.targetId(), java.sql.Types.BIGINT);
      statement.setString(5, Json.write(row.target()));
      statement.setString(6, row.payload());
      statement.setString(7, row.base());
      statement.setLong(8, plan);
      statement.setInt(9, row.id());
      statement.executeUpdate();
    }
  }
}
