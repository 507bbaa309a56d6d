package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes the table {@code ledger}; each change of state names the state and the epoch it
 * leaves.
 */
public final class LedgerStore {

  private static final String COLUMNS =
      "select entry_id, state, operation, fingerprint, sent, echo, timesheet_id, message, run, entry, refused"
          + " from bexio_clockodo.ledger";

  /**
   * What was sent while its outcome was unknown may still come true, whatever is sent instead: it
   * is kept beside it, to be looked for. Its parameter is what is sent now.
   */
  static final String KEEPS_WHAT_WAS_IN_DOUBT =
      "earlier_sent = case when doubted and sent <> ?"
          + " then coalesce(earlier_sent || '\n', '') || sent else earlier_sent end,";

  /** So many rows are read for each that is wanted before each is looked up by itself. */
  private static final int MOST_BETWEEN = 2;

  private LedgerStore() {}

  /** What the ledger knows of some entries, by entry id. */
  public static Map<Long, LedgerRow> find(
      Connection database, long bexioCompany, Collection<Long> entries) throws SQLException {
    if (entries.isEmpty()) {
      return Map.of();
    }
    Optional<Map<Long, LedgerRow>> near = findNear(database, bexioCompany, Set.copyOf(entries));
    return near.isPresent() ? near.get() : findEach(database, bexioCompany, entries);
  }

  /**
   * Entries of one window mostly lie next to each other in the ledger, and one scan costs half of
   * looking each up, and no more in a large ledger than in a small one. Nothing when too many
   * others lie between them.
   */
  private static Optional<Map<Long, LedgerRow>> findNear(
      Connection database, long bexioCompany, Set<Long> entries) throws SQLException {
    int most = MOST_BETWEEN * entries.size();
    List<LedgerRow> rows =
        Sql.query(
            database,
            COLUMNS
                + " where bexio_company = ? and entry_id between ? and ? fetch first ? rows only",
            LedgerStore::read,
            bexioCompany,
            Collections.min(entries),
            Collections.max(entries),
            most + 1);
    if (rows.size() > most) {
      return Optional.empty();
    }
    Map<Long, LedgerRow> found = new HashMap<>();
    for (LedgerRow row : rows) {
      if (entries.contains(row.entryId())) {
        found.put(row.entryId(), row);
      }
    }
    return Optional.of(found);
  }

  private static Map<Long, LedgerRow> findEach(
      Connection database, long bexioCompany, Collection<Long> entries) throws SQLException {
    return find(
        database,
        COLUMNS
            + " join unnest(cast(? as bigint array)) wanted (id) on entry_id = wanted.id where bexio_company = ?",
        bexioCompany,
        entries);
  }

  /** The entries behind some timesheets, by entry id. */
  public static Map<Long, LedgerRow> ofTimesheets(
      Connection database, long bexioCompany, Collection<Long> timesheets) throws SQLException {
    return find(
        database,
        COLUMNS
            + " join unnest(cast(? as bigint array)) wanted (id) on timesheet_id = wanted.id where bexio_company = ?",
        bexioCompany,
        timesheets);
  }

  private static Map<Long, LedgerRow> find(
      Connection database, String sql, long bexioCompany, Collection<Long> wanted)
      throws SQLException {
    Map<Long, LedgerRow> found = new HashMap<>();
    for (LedgerRow row : Sql.query(database, sql, LedgerStore::read, wanted, bexioCompany)) {
      found.put(row.entryId(), row);
    }
    return found;
  }

  private static LedgerRow read(ResultSet rows) throws SQLException {
    return new LedgerRow(
        rows.getLong(1),
        LedgerState.valueOf(rows.getString(2)),
        rows.getString(3),
        rows.getString(4),
        rows.getString(5),
        rows.getString(6),
        rows.getObject(7, Long.class),
        rows.getString(8),
        rows.getLong(9),
        rows.getString(10),
        rows.getString(11));
  }

  /**
   * Inserts the intent of a create, or renews it for an entry that has no timesheet; false when the
   * entry is taken.
   */
  public static boolean intend(Connection database, Intent intent) throws SQLException {
    return renew(database, intent) || LedgerBatch.insert(database, List.of(intent))[0];
  }

  private static boolean renew(Connection database, Intent intent) throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set "
            + KEEPS_WHAT_WAS_IN_DOUBT
            + " state = 'SENDING', operation = 'CREATE', connection = ?, plan = ?,"
            + " plan_row = ?, run = ?, epoch = ?, fingerprint = ?, sent = ?, entry = ?, local_date = ?, sent_at = ?,"
            + " attempt = attempt + 1, message = null, settled_at = null, timesheet_id = null, echo = null"
            + " where bexio_company = ? and entry_id = ? and state in ('FAILED', 'RELEASED', 'WITHDRAWN')";
    return Sql.update(
            database,
            sql,
            intent.sent(),
            intent.connection(),
            intent.plan(),
            intent.planRow(),
            intent.run(),
            intent.epoch(),
            intent.fingerprint(),
            intent.sent(),
            intent.entry(),
            intent.localDate(),
            intent.at(),
            intent.bexioCompany(),
            intent.entryId())
        == 1;
  }

  /**
   * The intent to change or delete an entry's timesheet; false when it is no longer that timesheet,
   * or somebody else is about to.
   */
  public static boolean intend(
      Connection database, Intent intent, String operation, long timesheetId) throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'SENDING', operation = ?, plan = ?, plan_row = ?,"
            + " run_before = run, run = ?, epoch = ?, sent_at = ?, attempt = attempt + 1, message = null"
            + " where bexio_company = ? and entry_id = ? and timesheet_id = ? and state = 'EXPORTED'";
    return Sql.update(
            database,
            sql,
            operation,
            intent.plan(),
            intent.planRow(),
            intent.run(),
            intent.epoch(),
            intent.at(),
            intent.bexioCompany(),
            intent.entryId(),
            timesheetId)
        == 1;
  }

  /**
   * Records what became of an intent, if the epoch is still its owner's; a row whose outcome is
   * unknown is in doubt from then on.
   */
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
        "update bexio_clockodo.ledger set state = ?, timesheet_id = coalesce(?, timesheet_id),"
            + " echo = coalesce(?, echo), message = ?, settled_at = ?, doubted = doubted or ?,"
            + " sent_at = case when ? then ? else sent_at end"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?";
    // The settle time begins anew: its chunk's intents are older than the moment at which it left.
    boolean unknown = state == LedgerState.UNKNOWN;
    return Sql.update(
            database,
            sql,
            state,
            timesheetId,
            echo,
            message,
            now,
            unknown,
            unknown,
            now,
            bexioCompany,
            entryId,
            epoch)
        == 1;
  }

  /**
   * What an entry's timesheet holds after a change arrived: known at once from its answer, or later
   * by reading back; false when the row is in none of these states.
   *
   * @param from the state it leaves
   * @param epoch the owner's epoch, or null when it was read back
   */
  public static boolean changed(
      Connection database, Intent what, String echo, LedgerState from, Long epoch)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set "
            + KEEPS_WHAT_WAS_IN_DOUBT
            + " state = 'EXPORTED', sent = ?, echo = ?, fingerprint = ?, entry = ?,"
            + " local_date = ?, message = null, refused = null, settled_at = ?"
            + " where bexio_company = ? and entry_id = ? and state = ? and epoch = coalesce(?, epoch)";
    return Sql.update(
            database,
            sql,
            what.sent(),
            what.sent(),
            echo,
            what.fingerprint(),
            what.entry(),
            what.localDate(),
            what.at(),
            what.bexioCompany(),
            what.entryId(),
            from,
            epoch)
        == 1;
  }

  /** A change that bexio refused; the timesheet stays as it was. */
  public static boolean refused(
      Connection database,
      long bexioCompany,
      long entryId,
      long epoch,
      String fingerprint,
      String message)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'EXPORTED', refused = ?, message = ?,"
            + " run = coalesce(run_before, run)"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?";
    return Sql.update(database, sql, fingerprint, message, bexioCompany, entryId, epoch) == 1;
  }

  /**
   * Takes an intent back whose request certainly never reached bexio: a timesheet stays as it was;
   * a create that was tried before keeps what is known of it.
   */
  public static boolean withdraw(Connection database, long bexioCompany, long entryId, long epoch)
      throws SQLException {
    String exported =
        "update bexio_clockodo.ledger set state = 'EXPORTED', run = coalesce(run_before, run)"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?"
            + " and operation <> 'CREATE'";
    String triedBefore =
        "update bexio_clockodo.ledger set state = 'RELEASED'"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?"
            + " and operation = 'CREATE' and attempt > 1";
    String first =
        "delete from bexio_clockodo.ledger"
            + " where bexio_company = ? and entry_id = ? and state = 'SENDING' and epoch = ?";
    for (String sql : List.of(exported, triedBefore, first)) {
      if (Sql.update(database, sql, bexioCompany, entryId, epoch) == 1) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the entry behind a row from before entries were kept. */
  public static void keepEntry(
      Connection database, long bexioCompany, long entryId, String entry, LocalDate localDate)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set entry = ?, local_date = ?"
            + " where bexio_company = ? and entry_id = ? and entry is null and state = 'EXPORTED'";
    Sql.update(database, sql, entry, localDate, bexioCompany, entryId);
  }

  /** An exported entry was changed, and its timesheet is right all the same. */
  public static void mapsTheSame(
      Connection database,
      long bexioCompany,
      long entryId,
      String fingerprint,
      String entry,
      LocalDate localDate)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set fingerprint = ?, entry = ?, local_date = ?"
            + " where bexio_company = ? and entry_id = ? and state = 'EXPORTED'";
    Sql.update(database, sql, fingerprint, entry, localDate, bexioCompany, entryId);
  }

  /**
   * Intents that a run of an earlier epoch left behind: nobody knows whether they arrived. Its
   * owner may have sent until this very moment, so their settle time begins now.
   */
  public static int orphansUnknown(
      Connection database, String connection, long epoch, String message, Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.ledger set state = 'UNKNOWN', doubted = true, message = ?, sent_at = ?"
            + " where connection = ? and state = 'SENDING' and epoch < ?";
    return Sql.update(database, sql, message, now, connection, epoch);
  }

  /**
   * How many entries of a connection have an unknown outcome that a plan does not show, and that
   * nobody has decided to leave alone.
   */
  public static long unknownOutside(Connection database, String connection, long plan)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.ledger l where l.connection = ? and l.state = ?"
            + " and l.entry_id not in (select r.source_id from bexio_clockodo.plan_row r where r.plan = ?"
            + " and r.kind = 'timesheet' and (r.state = 'UNKNOWN' or r.action = 'DECIDE'))"
            + " and not exists (select 1 from bexio_clockodo.decision d where d.connection = l.connection"
            + " and d.kind = 'timesheet' and d.source_id = l.entry_id and d.choice = 'ignore')";
    long unknown = 0;
    for (LedgerState state : DoubtStore.OPEN) {
      unknown += Sql.query(database, sql, row -> row.getLong(1), connection, state, plan).get(0);
    }
    return unknown;
  }
}
