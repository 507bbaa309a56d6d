package ch.bexioclockodo.ledger;

import ch.bexioclockodo.bexio.Timesheet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the table {@code ledger} knows of outcomes that nobody knew when they were due, and how they
 * are settled; each statement names the state that it leaves.
 */
public final class DoubtStore {

  private static final String COLUMNS =
      "select entry_id, operation, sent, echo, timesheet_id, first_watermark, sent_at, plan, plan_row, earlier_sent"
          + " from bexio_clockodo.ledger";

  /** States are asked for one by one: H2 uses an index for a list only in its first column. */
  static final List<LedgerState> OPEN = List.of(LedgerState.UNKNOWN, LedgerState.UNCLEAR);

  private static final List<LedgerState> SETTLED =
      List.of(LedgerState.EXPORTED, LedgerState.DELETED, LedgerState.WITHDRAWN, LedgerState.FAILED);

  private DoubtStore() {}

  /** Every entry of a connection whose last write has an unknown outcome. */
  public static List<Doubt> unknown(Connection database, String connection) throws SQLException {
    String sql = COLUMNS + " where connection = ? and state = ?";
    List<Doubt> doubts = new ArrayList<>();
    for (LedgerState state : OPEN) {
      doubts.addAll(Sql.query(database, sql, DoubtStore::latestAttempt, connection, state));
    }
    doubts.sort(Comparator.comparingLong(Doubt::entryId));
    return doubts;
  }

  private static Doubt latestAttempt(ResultSet row) throws SQLException {
    String operation = row.getString(2);
    boolean create = Doubt.CREATE.equals(operation);
    String held = create || row.getString(4) == null ? row.getString(3) : row.getString(4);
    return doubt(row, operation, held);
  }

  /**
   * Exported entries that were ever in doubt, once for each body that was sent for them: another
   * timesheet of theirs may have come late.
   */
  public static List<Doubt> everUnknown(Connection database, String connection)
      throws SQLException {
    String sql = COLUMNS + " where connection = ? and state = ? and doubted = true";
    List<Doubt> doubts = new ArrayList<>();
    for (LedgerState state : SETTLED) {
      Sql.query(database, sql, DoubtStore::eachAttempt, connection, state).forEach(doubts::addAll);
    }
    doubts.sort(Comparator.comparingLong(Doubt::entryId));
    return doubts;
  }

  private static List<Doubt> eachAttempt(ResultSet row) throws SQLException {
    List<Doubt> attempts = new ArrayList<>();
    attempts.add(doubt(row, Doubt.CREATE, row.getString(3)));
    if (row.getString(10) != null) {
      for (String earlier : row.getString(10).split("\n")) {
        attempts.add(doubt(row, Doubt.CREATE, earlier));
      }
    }
    return attempts;
  }

  private static Doubt doubt(ResultSet row, String operation, String sent) throws SQLException {
    return new Doubt(
        row.getLong(1),
        operation,
        Timesheet.read(sent),
        row.getObject(5, Long.class),
        row.getLong(6),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        row.getLong(8),
        row.getInt(9));
  }

  /** Which of some timesheets belong to an entry already. */
  public static Set<Long> claimed(
      Connection database, long bexioCompany, Collection<Long> timesheets) throws SQLException {
    String sql =
        "select l.timesheet_id from bexio_clockodo.ledger l"
            + " join unnest(cast(? as bigint array)) wanted (id) on l.timesheet_id = wanted.id"
            + " where l.bexio_company = ?";
    return new HashSet<>(Sql.query(database, sql, row -> row.getLong(1), timesheets, bexioCompany));
  }

  /** A create has arrived: it is this timesheet. */
  public static boolean arrived(
      Connection database,
      long bexioCompany,
      long entryId,
      long timesheetId,
      String echo,
      Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'EXPORTED', timesheet_id = ?, echo = ?, message = null,"
            + " settled_at = ?, looked_at = ?"
            + " where bexio_company = ? and entry_id = ? and state in ('UNKNOWN', 'UNCLEAR')"
            + " and operation = 'CREATE'";
    return Sql.update(database, sql, timesheetId, echo, now, now, bexioCompany, entryId) == 1;
  }

  /** What was seen settles it, or leaves it to a person; the message says what was seen. */
  public static boolean settle(
      Connection database,
      long bexioCompany,
      long entryId,
      LedgerState state,
      String message,
      Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = ?, message = ?, settled_at = ?, looked_at = ?,"
            + " run = case when ? then coalesce(run_before, run) else run end"
            + " where bexio_company = ? and entry_id = ? and state in ('UNKNOWN', 'UNCLEAR')";
    // What did not arrive leaves its timesheet to whoever has written it before.
    return Sql.update(
            database,
            sql,
            state,
            message,
            now,
            now,
            state == LedgerState.EXPORTED,
            bexioCompany,
            entryId)
        == 1;
  }

  /** No late twin was found, and none can come any more. */
  public static void noMoreDoubt(Connection database, long bexioCompany, long entryId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set doubted = false, earlier_sent = null"
            + " where bexio_company = ? and entry_id = ?";
    Sql.update(database, sql, bexioCompany, entryId);
  }

  /**
   * Whether something of unknown outcome has not been looked for since it could be settled.
   *
   * @param settledBefore what was sent before can no longer appear
   */
  public static boolean isDue(Connection database, String connection, Instant settledBefore)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.ledger where connection = ? and state = ? and sent_at < ?";
    for (LedgerState state : List.of(LedgerState.UNKNOWN, LedgerState.SENDING)) {
      if (Sql.query(database, sql, row -> row.getLong(1), connection, state, settledBefore).get(0)
          > 0) {
        return true;
      }
    }
    return false;
  }

  /** The earliest local date of what is not settled, or was released; null when nothing is. */
  public static LocalDate oldest(Connection database, String connection) throws SQLException {
    String sql =
        "select min(local_date) from bexio_clockodo.ledger where connection = ? and state = ?";
    LocalDate oldest = null;
    for (LedgerState state :
        List.of(LedgerState.UNKNOWN, LedgerState.UNCLEAR, LedgerState.RELEASED)) {
      LocalDate date =
          Sql.query(database, sql, row -> row.getObject(1, LocalDate.class), connection, state)
              .get(0);
      oldest = oldest == null || date != null && date.isBefore(oldest) ? date : oldest;
    }
    return oldest;
  }
}
