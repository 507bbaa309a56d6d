package ch.bexioclockodo.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes the table {@code run}. */
public final class RunStore {

  private static final String COLUMNS =
      "select id, connection, kind, plan, started_by, status, started_at, finished_at, report"
          + " from bexio_clockodo.run ";

  private RunStore() {}

  /**
   * A run as it is remembered; the report is JSON, null while it goes on or when its process died.
   */
  public record StoredRun(
      long id,
      String connection,
      String kind,
      Long plan,
      String startedBy,
      String status,
      Instant startedAt,
      Instant finishedAt,
      String report) {}

  static long open(
      Connection database, String connection, Kind kind, String startedBy, long epoch, Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.run (connection, kind, started_by, epoch, status, started_at)"
            + " values (?, ?, ?, ?, 'running', ?)";
    try (PreparedStatement statement = database.prepareStatement(sql, new String[] {"id"})) {
      statement.setString(1, connection);
      statement.setString(2, kind.word());
      statement.setString(3, startedBy);
      statement.setLong(4, epoch);
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  static void plan(Connection database, long run, long plan) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("update bexio_clockodo.run set plan = ? where id = ?")) {
      statement.setLong(1, plan);
      statement.setLong(2, run);
      statement.executeUpdate();
    }
  }

  static void close(
      Connection database, long run, String status, long watermark, Instant now, String report)
      throws SQLException {
    String sql =
        "update bexio_clockodo.run set status = ?, watermark = ?, finished_at = ?, report = ? where id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, status);
      statement.setLong(2, watermark);
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setString(4, report);
      statement.setLong(5, run);
      statement.executeUpdate();
    }
  }

  /** Runs that still say running although an owner of a later epoch exists: their process died. */
  static int buryDead(Connection database, String connection, long epoch, Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.run set status = 'interrupted', finished_at = ?"
            + " where connection = ? and status = 'running' and epoch < ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, connection);
      statement.setLong(3, epoch);
      return statement.executeUpdate();
    }
  }

  public static Optional<StoredRun> find(Connection database, String connection, long run)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(COLUMNS + "where connection = ? and id = ?")) {
      statement.setString(1, connection);
      statement.setLong(2, run);
      return read(statement).stream().findFirst();
    }
  }

  /** The epoch of a run's lock, which its rows carry. */
  static long epoch(Connection database, long run) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("select epoch from bexio_clockodo.run where id = ?")) {
      statement.setLong(1, run);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The newest runs first. */
  public static List<StoredRun> newest(Connection database, String connection, int most)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            COLUMNS + "where connection = ? order by id desc fetch first ? rows only")) {
      statement.setString(1, connection);
      statement.setInt(2, most);
      return read(statement);
    }
  }

  /**
   * The newest runs before a run, newest first.
   *
   * @param kind of these runs only, or empty
   * @param status with this status only, or empty
   */
  public static List<StoredRun> page(
      Connection database, String connection, String kind, String status, long before, int most)
      throws SQLException {
    String sql =
        COLUMNS
            + "where connection = ? and id < ? and kind like ? and status like ?"
            + " order by id desc fetch first ? rows only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, before);
      statement.setString(3, kind.isEmpty() ? "%" : kind);
      statement.setString(4, status.isEmpty() ? "%" : status);
      statement.setInt(5, most);
      return read(statement);
    }
  }

  private static List<StoredRun> read(PreparedStatement statement) throws SQLException {
    List<StoredRun> runs = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        runs.add(
            new StoredRun(
                row.getLong("id"),
                row.getString("connection"),
                row.getString("kind"),
                row.getObject("plan", Long.class),
                row.getString("started_by"),
                row.getString("status"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("report")));
      }
    }
    return runs;
  }
}
