package ch.bexioclockodo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the table {@code billed_mark} beside the ledger. */
public final class BilledMarkStore {

  private static final int PAGE = 200;

  private static final String COLUMNS =
      "select l.entry_id, m.state, m.last_change, l.fingerprint, l.entry, l.timesheet_id"
          + " from bexio_clockodo.ledger l";

  private BilledMarkStore() {}

  /**
   * The next entries of a local date that are exported and may have to be marked.
   *
   * @param refusedBefore what was refused before that is tried again
   */
  public static List<BilledMark> toMark(
      Connection database, String connection, LocalDate date, long after, Instant refusedBefore)
      throws SQLException {
    String sql =
        COLUMNS
            + " left join bexio_clockodo.billed_mark m"
            + " on m.bexio_company = l.bexio_company and m.entry_id = l.entry_id"
            + " where l.connection = ? and l.local_date = ? and l.entry_id > ?"
            + " and l.state = 'EXPORTED' and l.entry is not null"
            + " and (m.state is null or m.state in ('SEEN', 'MARKING', 'UNMARKING', 'KEPT')"
            + " or m.state in ('LEFT', 'REFUSED') and m.fingerprint <> l.fingerprint"
            + " or m.state = 'REFUSED' and m.asked_at < ?)"
            + " order by l.entry_id fetch first "
            + PAGE
            + " rows only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setObject(2, date);
      statement.setLong(3, after);
      statement.setObject(4, refusedBefore.atOffset(ZoneOffset.UTC));
      return read(statement);
    }
  }

  /** The next entries that are withdrawn and still marked by us. */
  public static List<BilledMark> toUnmark(Connection database, String connection, long after)
      throws SQLException {
    String sql =
        COLUMNS
            + " join bexio_clockodo.billed_mark m"
            + " on m.bexio_company = l.bexio_company and m.entry_id = l.entry_id"
            + " where l.connection = ? and l.state = 'WITHDRAWN' and l.entry_id > ?"
            + " and m.state in ('MARKING', 'MARKED', 'UNMARKING')"
            + " order by l.entry_id fetch first "
            + PAGE
            + " rows only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, after);
      return read(statement);
    }
  }

  private static List<BilledMark> read(PreparedStatement statement) throws SQLException {
    List<BilledMark> marks = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String state = rows.getString(2);
        OffsetDateTime lastChange = rows.getObject(3, OffsetDateTime.class);
        marks.add(
            new BilledMark(
                rows.getLong(1),
                state == null ? null : BilledMark.State.valueOf(state),
                lastChange == null ? null : lastChange.toInstant(),
                rows.getString(4),
                rows.getString(5),
                rows.getObject(6, Long.class)));
      }
    }
    return marks;
  }

  /** Keeps what is known of a mark from now on. */
  public static void keep(
      Connection database,
      long bexioCompany,
      BilledMark mark,
      BilledMark.State state,
      Instant lastChange,
      Instant now)
      throws SQLException {
    String update =
        "update bexio_clockodo.billed_mark set state = ?, fingerprint = ?, last_change = ?, asked_at = ?"
            + " where bexio_company = ? and entry_id = ?";
    String insert =
        "insert into bexio_clockodo.billed_mark"
            + " (state, fingerprint, last_change, asked_at, bexio_company, entry_id)"
            + " values (?, ?, ?, ?, ?, ?)";
    for (String sql : List.of(update, insert)) {
      try (PreparedStatement statement = database.prepareStatement(sql)) {
        statement.setString(1, state.name());
        statement.setString(2, mark.fingerprint());
        statement.setObject(
            3,
            lastChange == null ? null : lastChange.atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(4, now.atOffset(ZoneOffset.UTC));
        statement.setLong(5, bexioCompany);
        statement.setLong(6, mark.entryId());
        if (statement.executeUpdate() == 1) {
          return;
        }
      }
    }
  }

  /** An entry is no longer marked. */
  public static void forget(Connection database, long bexioCompany, long entryId)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "delete from bexio_clockodo.billed_mark where bexio_company = ? and entry_id = ?")) {
      statement.setLong(1, bexioCompany);
      statement.setLong(2, entryId);
      statement.executeUpdate();
    }
  }
}
