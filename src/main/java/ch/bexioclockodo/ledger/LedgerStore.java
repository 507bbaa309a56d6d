package ch.bexioclockodo.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads and writes the table {@code ledger}; each change of state names the state and the epoch it
 * leaves.
 */
public final class LedgerStore {

  private LedgerStore() {}

  /** What the ledger knows of some entries, by entry id. */
  public static Map<Long, LedgerRow> find(
      Connection database, long bexioCompany, Collection<Long> entries) throws SQLException {
    Map<Long, LedgerRow> found = new HashMap<>();
    String sql =
        "select entry_id, state, fingerprint, sent, timesheet_id, message, run from bexio_clockodo.ledger"
            + " where bexio_company = ? and entry_id = any(?)";
    Array ids = database.createArrayOf("bigint", entries.toArray());
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, bexioCompany);
      statement.setArray(2, ids);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          LedgerRow row =
              new LedgerRow(
                  rows.getLong(1),
                  LedgerState.valueOf(rows.getString(2)),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getObject(5, Long.class),
                  rows.getString(6),
                  rows.getLong(7));
          found.put(row.entryId(), row);
        }
      }
      return found;
    } finally {
      ids.free();
    }
  }

  /**
   * An intent, before the request leaves.
   *
   * @param watermark the highest timesheet id when the run began
   */
  public record Intent(
      long bexioCompany,
      long entryId,
      String connection,
      long plan,
      int planRow,
      long run,
      long epoch,
      long watermark,
      String fingerprint,
      String sent,
      Instant at) {}

  /**
   * Inserts an intent, or renews it for an entry that bexio refused before; false when the entry is
   * taken.
   */
  public static boolean intend(Connection database, Intent intent) throws SQLException {
    return renew(database, intent) || insert(database, intent);
  }

  private static boolean renew(Connection database, Intent intent) throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'SENDING', connection = ?, plan = ?, plan_row = ?, run = ?,"
            + " epoch = ?, fingerprint = ?, sent = ?, sent_at = ?, attempt = attempt + 1, message = null,"
            + " settled_at = null where bexio_company = ? and entry_id = ? and state = 'FAILED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, intent.connection());
      statement.setLong(2, intent.plan());
      statement.setInt(3, intent.planRow());
      statement.setLong(4, intent.run());
      statement.setLong(5, intent.epoch());
      statement.setString(6, intent.fingerprint());
      statement.setString(7, intent.sent());
      statement.setObject(8, intent.at().atOffset(ZoneOffset.UTC));
      statement.setLong(9, intent.bexioCompany());
      statement.setLong(10, intent.entryId());
      return statement.executeUpdate() == 1;
    }
  }

  private static boolean insert(Connection database, Intent intent) throws SQLException {
    String sql =
        "insert into bexio_clockodo.ledger (bexio_company, entry_id, connection, state, plan, plan_row, run, epoch,"
            + " attempt, first_watermark, fingerprint, sent, sent_at)"
            + " select ?, ?, ?, 'SENDING', ?, ?, ?, ?, 1, ?, ?, ?, ?"
            + " where not exists (select 1 from bexio_clockodo.ledger where bexio_company = ? and entry_id = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, intent.bexioCompany());
      statement.setLong(2, intent.entryId());
      statement.setString(3, intent.connection());
      statement.setLong(4, intent.plan());
      statement.setInt(5, intent.planRow());
      statement.setLong(6, intent.run());
      statement.setLong(7, intent.epoch());
      statement.setLong(8, intent.watermark());
      statement.setString(9, intent.fingerprint());
      statement.setString(10, intent.sent());
      statement.setObject(11, intent.at().atOffset(ZoneOffset.UTC));
      statement.setLong(12, intent.bexioCompany());
      statement.setLong(13, intent.entryId());
      return statement.executeUpdate() == 1;
    }
  }

  /** Records what became of an intent, if the epoch is still its owner's. */
  public static boolean settle(
      Connection database,
      long bexioCompany,
      long entryId,
      long epoch,
      LedgerState state,
      Long timesheetId,
      String echo,
      String message,
      Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = ?, timesheet_id = ?, echo = ?, message = ?, settled_at = ?"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, state.name());
      statement.setObject(2, timesheetId, Types.BIGINT);
      statement.setString(3, echo);
      statement.setString(4, message);
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      statement.setLong(6, bexioCompany);
      statement.setLong(7, entryId);
      statement.setLong(8, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  /** Takes an intent back whose request certainly never reached bexio. */
  public static boolean withdraw(Connection database, long bexioCompany, long entryId, long epoch)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.ledger"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, bexioCompany);
      statement.setLong(2, entryId);
      statement.setLong(3, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  /** Intents that a run of an earlier epoch left behind: nobody knows whether they arrived. */
  public static int orphansUnknown(
      Connection database, String connection, long epoch, String message) throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'UNKNOWN', message = ?"
            + " where connection = ? and state = 'SENDING' and epoch < ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, message);
      statement.setString(2, connection);
      statement.setLong(3, epoch);
      return statement.executeUpdate();
    }
  }

  /** How many entries of a connection have an unknown outcome that a plan does not show. */
  public static long unknownOutside(Connection database, String connection, long plan)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.ledger l where l.connection = ? and l.state = 'UNKNOWN'"
            + " and not exists (select 1 from bexio_clockodo.plan_row r where r.plan = ?"
            + " and r.kind = 'timesheet' and r.source_id = l.entry_id and r.state = 'UNKNOWN')";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, plan);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
