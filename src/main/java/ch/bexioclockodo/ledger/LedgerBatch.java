package ch.bexioclockodo.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The two statements that nearly every row of an export needs, for many rows at once: the intent of
 * an entry's first create, and that it arrived. All else goes row by row through {@link
 * LedgerStore}.
 */
public final class LedgerBatch {

  private LedgerBatch() {}

  /** A create that arrived: the entry, its timesheet, and what bexio made of what was sent. */
  public record Arrived(long entryId, long timesheetId, String echo) {}

  /** Which of some entries are in the ledger, in whatever state. */
  public static Set<Long> known(Connection database, long bexioCompany, List<Long> entries)
      throws SQLException {
    String sql =
        "select l.entry_id from bexio_clockodo.ledger l"
            + " join unnest(cast(? as bigint array)) wanted (id) on l.entry_id = wanted.id"
            + " where l.bexio_company = ?";
    Array ids = database.createArrayOf("bigint", entries.toArray());
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setArray(1, ids);
      statement.setLong(2, bexioCompany);
      Set<Long> known = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getLong(1));
        }
      }
      return known;
    } finally {
      ids.free();
    }
  }

  /** Inserts the intents of first creates; for each whether its entry was still free. */
  public static boolean[] insert(Connection database, List<Intent> intents) throws SQLException {
    String sql =
        "insert into bexio_clockodo.ledger (bexio_company, entry_id, connection, state, operation, plan, plan_row,"
            + " run, epoch, attempt, first_watermark, fingerprint, sent, entry, local_date, sent_at)"
            + " select ?, ?, ?, 'SENDING', 'CREATE', ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?"
            + " where not exists (select 1 from bexio_clockodo.ledger where bexio_company = ? and entry_id = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Intent intent : intents) {
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
        statement.setString(11, intent.entry());
        statement.setObject(12, intent.localDate());
        statement.setObject(13, intent.at().atOffset(ZoneOffset.UTC));
        statement.setLong(14, intent.bexioCompany());
        statement.setLong(15, intent.entryId());
        statement.addBatch();
      }
      return changed(statement.executeBatch());
    }
  }

  /** Records creates that arrived; for each whether the epoch was still its owner's. */
  public static boolean[] exported(
      Connection database, long bexioCompany, long epoch, List<Arrived> arrived, Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'EXPORTED', timesheet_id = ?,"
            + " echo = coalesce(?, echo), message = null, settled_at = ?"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?";
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Arrived one : arrived) {
        statement.setLong(1, one.timesheetId());
        statement.setString(2, one.echo());
        statement.setObject(3, at);
        statement.setLong(4, bexioCompany);
        statement.setLong(5, one.entryId());
        statement.setLong(6, epoch);
        statement.addBatch();
      }
      return changed(statement.executeBatch());
    }
  }

  private static boolean[] changed(int[] counts) {
    boolean[] changed = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      changed[i] = counts[i] == 1;
    }
    return changed;
  }
}
