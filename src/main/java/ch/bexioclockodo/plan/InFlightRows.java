package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code plan_row_in_flight}: which rows of all plans may have arrived without anybody
 * knowing. It may list a row too long, never too short; the row's own state decides.
 */
public final class InFlightRows {

  /** One row of some plan. */
  record Place(long plan, int row) {}

  /** Joins the rows {@code r} in flight of a connection, which is the first parameter. */
  static final String ROWS =
      " bexio_clockodo.plan_row_in_flight f join bexio_clockodo.plan_row r"
          + " on r.plan = f.plan and r.id = f.id and r.state in ('SENDING', 'UNKNOWN')"
          + " where f.connection = ?";

  private InFlightRows() {}

  /** Lists rows of a plan that are about to be sent. */
  static void add(Connection database, long plan, List<Integer> rows) throws SQLException {
    String sql =
        "insert into bexio_clockodo.plan_row_in_flight (connection, plan, id)"
            + " select connection, plan, id from bexio_clockodo.plan_row r where plan = ? and id = ?"
            + " and not exists (select 1 from bexio_clockodo.plan_row_in_flight f"
            + " where f.connection = r.connection and f.plan = r.plan and f.id = r.id)";
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int row : rows) {
        statement.setLong(1, plan);
        statement.setInt(2, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Takes a row from the list: what became of it is known. */
  static void remove(Connection database, long plan, int row) throws SQLException {
    String sql =
        "delete from bexio_clockodo.plan_row_in_flight where connection ="
            + " (select connection from bexio_clockodo.plan_row where plan = ? and id = ?)"
            + " and plan = ? and id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setInt(2, row);
      statement.setLong(3, plan);
      statement.setInt(4, row);
      statement.executeUpdate();
    }
  }

  /**
   * Rows that a run of an earlier epoch left in SENDING are UNKNOWN from now on, in all plans of a
   * connection: nobody knows whether they arrived.
   */
  public static void orphansUnknown(Connection database, String connection, long epoch)
      throws SQLException {
    orphansUnknown(
        database, connection, epoch, "r.kind = 'timesheet'", ReasonCode.DIED_BEFORE_ANSWER);
    orphansUnknown(
        database,
        connection,
        epoch,
        "r.kind = 'invoice-draft'",
        ReasonCode.DIED_BEFORE_ANSWER_DRAFT);
    orphansUnknown(
        database,
        connection,
        epoch,
        "r.kind not in ('timesheet', 'invoice-draft')",
        ReasonCode.DIED_BEFORE_ANSWER_MASTER_DATA);
    InvoiceRowStore.orphansUnknown(database, connection);
    removeSettled(database, connection);
  }

  private static void orphansUnknown(
      Connection database, String connection, long epoch, String which, ReasonCode reason)
      throws SQLException {
    List<Place> orphans =
        find(database, " and r.state = 'SENDING' and r.epoch < ? and " + which, connection, epoch);
    String sql =
        "update bexio_clockodo.plan_row set state = 'UNKNOWN', reason = ?, reason_args = ?"
            + " where plan = ? and id = ? and state = 'SENDING'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Place orphan : orphans) {
        PlanRowStore.setReason(statement, 1, Reason.of(reason));
        statement.setLong(3, orphan.plan());
        statement.setInt(4, orphan.row());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Rows whose outcome nobody knew are done: what they sent was found, and is linked now. */
  static void landed(Connection database, List<Place> places, long found) throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = 'DONE', target_id = ?"
            + " where plan = ? and id = ? and state = 'UNKNOWN'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Place place : places) {
        statement.setLong(1, found);
        statement.setLong(2, place.plan());
        statement.setInt(3, place.row());
        statement.executeUpdate();
        remove(database, place.plan(), place.row());
      }
    }
  }

  /**
   * Where the rows in flight of a connection are that fulfil more conditions.
   *
   * @param conditions the rest of the statement; its parameters follow the connection
   */
  static List<Place> find(Connection database, String conditions, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("select r.plan, r.id from" + ROWS + conditions)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<Place> places = new ArrayList<>();
        while (rows.next()) {
          places.add(new Place(rows.getLong(1), rows.getInt(2)));
        }
        return places;
      }
    }
  }

  /** Takes every row of a connection from the list of which it is known what became. */
  private static void removeSettled(Connection database, String connection) throws SQLException {
    String sql =
        "delete from bexio_clockodo.plan_row_in_flight f where f.connection = ? and not exists"
            + " (select 1 from bexio_clockodo.plan_row r where r.plan = f.plan and r.id = f.id"
            + " and r.state in ('SENDING', 'UNKNOWN'))";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.executeUpdate();
    }
  }
}
