package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.SQLException;

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
    return Sql.update(
            database,
            sql,
            what.sent(),
            timesheetId,
            there,
            what.sent(),
            what.fingerprint(),
            what.entry(),
            what.localDate(),
            what.at(),
            what.run(),
            what.bexioCompany(),
            what.entryId(),
            what.epoch())
        == 1;
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
    return Sql.update(
            database,
            sql,
            what.sent(),
            there,
            what.sent(),
            what.fingerprint(),
            what.entry(),
            what.localDate(),
            what.at(),
            what.run(),
            what.bexioCompany(),
            what.entryId(),
            timesheetId)
        == 1;
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
    return Sql.update(
            database, sql, bexioCompany, entryId, from, timesheetId == null ? 0 : timesheetId)
        == 1;
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
    return Sql.update(
            database,
            sql,
            what.entryId(),
            what.localDate(),
            what.plan(),
            what.planRow(),
            what.run(),
            what.bexioCompany(),
            formerEntry,
            timesheetId,
            what.bexioCompany(),
            what.entryId())
        == 1;
  }

  private static boolean isTaken(Connection database, long bexioCompany, long timesheetId)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.ledger where bexio_company = ? and timesheet_id = ?";
    return Sql.query(database, sql, row -> row.getLong(1), bexioCompany, timesheetId).get(0) > 0;
  }
}
