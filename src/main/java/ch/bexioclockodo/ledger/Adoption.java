package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;

/**
 * Takes timesheets that are in bexio already into the table {@code ledger}: nothing is sent for
 * them.
 */
public final class Adoption {

  private Adoption() {}

  /**
   * Makes a timesheet the one of an entry that has none; false when either is taken.
   *
   * @param there the timesheet as bexio holds it, as JSON
   */
  public static boolean adopt(Connection database, Intent what, long timesheetId, String there)
      throws SQLException {
    if (isTaken(database, what.bexioCompany(), timesheetId)) {
      return false;
    }
    LedgerStore.intend(database, what);
    String sql =
        "update bexio_clockodo.ledger set "
            + LedgerStore.KEEPS_WHAT_WAS_IN_DOUBT
            + " state = 'EXPORTED', operation = 'CREATE', timesheet_id = ?, echo = ?,"
            + " sent = ?, fingerprint = ?, entry = ?, local_date = ?, message = null, settled_at = ?, run = ?"
            + " where bexio_company = ? and entry_id = ?"
            + " and (state in ('UNKNOWN', 'UNCLEAR') or state = 'SENDING' and epoch = ?)"
            + " and operation = 'CREATE'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, what.sent());
      statement.setLong(2, timesheetId);
      statement.setString(3, there);
      statement.setString(4, what.sent());
      statement.setString(5, what.fingerprint());
      statement.setString(6, what.entry());
      statement.setObject(7, what.localDate());
      statement.setObject(8, what.at().atOffset(ZoneOffset.UTC));
      statement.setLong(9, what.run());
      statement.setLong(10, what.bexioCompany());
      statement.setLong(11, what.entryId());
      statement.setLong(12, what.epoch());
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Makes what bexio holds of an entry's own timesheet what holds from now on; false when it is not
   * the entry's.
   *
   * @param there the timesheet as bexio holds it, as JSON
   */
  public static boolean accept(Connection database, Intent what, long timesheetId, String there)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set "
            + LedgerStore.KEEPS_WHAT_WAS_IN_DOUBT
            + " echo = ?, sent = ?, fingerprint = ?, entry = ?, local_date = ?,"
            + " message = null, refused = null, settled_at = ?, run = ?"
            + " where bexio_company = ? and entry_id = ? and timesheet_id = ? and state = 'EXPORTED'";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, what.sent());
      statement.setString(2, there);
      statement.setString(3, what.sent());
      statement.setString(4, what.fingerprint());
      statement.setString(5, what.entry());
      statement.setObject(6, what.localDate());
      statement.setObject(7, what.at().atOffset(ZoneOffset.UTC));
      statement.setLong(8, what.run());
      statement.setLong(9, what.bexioCompany());
      statement.setLong(10, what.entryId());
      statement.setLong(11, timesheetId);
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Lets an entry be sent anew, because a person wants it: what the ledger knew of it holds no
   * longer. False when it is no longer as that person has seen it.
   *
   * @param timesheetId the timesheet that it had, or null
   */
  public static boolean release(
      Connection database, long bexioCompany, long entryId, LedgerState from, Long timesheetId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'RELEASED', operation = 'CREATE'"
            + " where bexio_company = ? and entry_id = ? and state = ?"
            + " and coalesce(timesheet_id, 0) = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, bexioCompany);
      statement.setLong(2, entryId);
      statement.setString(3, from.name());
      statement.setLong(4, timesheetId == null ? 0 : timesheetId);
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Makes an entry's timesheet the one of the entry that has taken its place; the former entry is
   * gone. What differs between the two is a change that the next run sees.
   */
  public static boolean relink(Connection database, Intent what, long formerEntry, long timesheetId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set entry_id = ?, local_date = ?, plan = ?, plan_row = ?, run = ?"
            + " where bexio_company = ? and entry_id = ? and timesheet_id = ? and state = 'EXPORTED'"
            + " and not exists (select 1 from bexio_clockodo.ledger l where l.bexio_company = ? and l.entry_id = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, what.entryId());
      statement.setObject(2, what.localDate());
      statement.setLong(3, what.plan());
      statement.setInt(4, what.planRow());
      statement.setLong(5, what.run());
      statement.setLong(6, what.bexioCompany());
      statement.setLong(7, formerEntry);
      statement.setLong(8, timesheetId);
      statement.setLong(9, what.bexioCompany());
      statement.setLong(10, what.entryId());
      return statement.executeUpdate() == 1;
    }
  }

  private static boolean isTaken(Connection database, long bexioCompany, long timesheetId)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.ledger where bexio_company = ? and timesheet_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, bexioCompany);
      statement.setLong(2, timesheetId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }
}
