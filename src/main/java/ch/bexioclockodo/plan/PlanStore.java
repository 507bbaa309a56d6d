package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes the table {@code plan}. */
public final class PlanStore {

  private PlanStore() {}

  public static long open(
      Connection database,
      String connection,
      String kind,
      LocalDate from,
      LocalDate to,
      String request,
      Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.plan (connection, kind, from_date, to_date, request, created_at)"
            + " values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql, new String[] {"id"})) {
      statement.setString(1, connection);
      statement.setString(2, kind);
      statement.setDate(3, from == null ? null : Date.valueOf(from));
      statement.setDate(4, to == null ? null : Date.valueOf(to));
      statement.setString(5, request);
      statement.setObject(6, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** Completes a plan: from now on it can be applied. */
  public static void complete(Connection database, long plan, PlanTotals totals, Instant readAt)
      throws SQLException {
    String sql =
        "update bexio_clockodo.plan set source_count = ?, source_seconds = ?, source_revenue = ?,"
            + " unchanged_count = ?, unchanged_seconds = ?, control_closes = ?, notes = ?, read_at = ?"
            + " where id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, totals.sourceCount());
      statement.setLong(2, totals.sourceSeconds());
      statement.setBigDecimal(3, totals.sourceRevenue());
      statement.setLong(4, totals.unchangedCount());
      statement.setLong(5, totals.unchangedSeconds());
      statement.setBoolean(6, totals.controlCloses());
      statement.setString(7, Json.write(totals.notes()));
      statement.setObject(8, readAt.atOffset(ZoneOffset.UTC));
      statement.setLong(9, plan);
      statement.executeUpdate();
    }
  }

  /** Keeps the highest timesheet that a plan has seen. */
  public static void watermark(Connection database, long plan, long highest) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("update bexio_clockodo.plan set watermark = ? where id = ?")) {
      statement.setLong(1, highest);
      statement.setLong(2, plan);
      statement.executeUpdate();
    }
  }

  /** The highest timesheet that a plan has seen; empty for a plan from before it was kept. */
  public static Optional<Long> watermark(Connection database, long plan) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("select watermark from bexio_clockodo.plan where id = ?")) {
      statement.setLong(1, plan);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getObject(1, Long.class)) : Optional.empty();
      }
    }
  }

  /** Notes which run applies a plan. */
  public static void appliedBy(Connection database, long plan, long run) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("update bexio_clockodo.plan set run = ? where id = ?")) {
      statement.setLong(1, run);
      statement.setLong(2, plan);
      statement.executeUpdate();
    }
  }

  public static void delete(Connection database, long plan) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("delete from bexio_clockodo.plan where id = ?")) {
      statement.setLong(1, plan);
      statement.executeUpdate();
    }
  }

  /** Removes plans that were never applied; their rows go with them. */
  public static int deleteUnappliedBefore(Connection database, String connection, Instant before)
      throws SQLException {
    String sql =
        "delete from bexio_clockodo.plan where connection = ? and run is null and created_at < ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setObject(2, before.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }

  /**
   * Removes the rows that only say why nothing happens from imports that were applied and reported
   * long ago, and remembers how many they were: each night makes tens of thousands where a company
   * has many contacts.
   */
  public static void removeExcludedBefore(Connection database, String connection, Instant before)
      throws SQLException {
    String count =
        "update bexio_clockodo.plan set excluded_removed = (select count(*) from bexio_clockodo.plan_row r"
            + " where r.plan = bexio_clockodo.plan.id and r.action = 'EXCLUDE')"
            + " where connection = ? and kind = 'import' and created_at < ? and excluded_removed = 0"
            + " and exists (select 1 from bexio_clockodo.run r where r.plan = bexio_clockodo.plan.id"
            + " and r.report is not null)";
    String delete =
        "delete from bexio_clockodo.plan_row where action = 'EXCLUDE' and plan in"
            + " (select id from bexio_clockodo.plan where connection = ? and kind = 'import'"
            + " and created_at < ? and excluded_removed > 0)";
    for (String sql : List.of(count, delete)) {
      try (PreparedStatement statement = database.prepareStatement(sql)) {
        statement.setString(1, connection);
        statement.setObject(2, before.atOffset(ZoneOffset.UTC));
        statement.executeUpdate();
      }
    }
  }

  public static Optional<Plan> find(Connection database, String connection, long plan)
      throws SQLException {
    String sql =
        "select id, connection, kind, from_date, to_date, request, created_at, read_at, source_count,"
            + " source_seconds, source_revenue, unchanged_count, unchanged_seconds, control_closes, notes, run, excluded_removed"
            + " from bexio_clockodo.plan where connection = ? and id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, plan);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** The newest plans of a kind that were read to their end, newest first. */
  public static List<Plan> newestRead(Connection database, String connection, String kind, int most)
      throws SQLException {
    String sql =
        "select id, connection, kind, from_date, to_date, request, created_at, read_at, source_count,"
            + " source_seconds, source_revenue, unchanged_count, unchanged_seconds, control_closes, notes, run, excluded_removed"
            + " from bexio_clockodo.plan where connection = ? and kind = ? and read_at is not null"
            + " order by id desc fetch first ? rows only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, kind);
      statement.setInt(3, most);
      try (ResultSet rows = statement.executeQuery()) {
        List<Plan> plans = new ArrayList<>();
        while (rows.next()) {
          plans.add(read(rows));
        }
        return plans;
      }
    }
  }

  private static Plan read(ResultSet row) throws SQLException {
    return new Plan(
        row.getLong("id"),
        row.getString("connection"),
        row.getString("kind"),
        row.getObject("from_date", LocalDate.class),
        row.getObject("to_date", LocalDate.class),
        row.getString("request"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("read_at", OffsetDateTime.class)),
        row.getLong("source_count"),
        row.getLong("source_seconds"),
        row.getBigDecimal("source_revenue"),
        row.getLong("unchanged_count"),
        row.getLong("unchanged_seconds"),
        row.getBoolean("control_closes"),
        Json.readList(row.getString("notes")),
        row.getObject("run", Long.class),
        row.getLong("excluded_removed"));
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
