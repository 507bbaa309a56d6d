package ch.bexioclockodo.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Reads and writes the table {@code reading}: how far each of bexio's lists was read. */
public final class ReadingStore {

  private ReadingStore() {}

  /**
   * The last reading of a list.
   *
   * @param lowestId the lowest id, proven to be the list's end, or null
   * @param readAt when the last reading began
   * @param completeAt when the last complete reading began, or null
   * @param memory what else is worth remembering, or null
   */
  public record Reading(
      String list, Long lowestId, Instant readAt, Instant completeAt, String memory) {}

  public static Map<String, Reading> all(Connection database, String connection)
      throws SQLException {
    String sql =
        "select list, lowest_id, read_at, complete_at, memory from bexio_clockodo.reading"
            + " where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        Map<String, Reading> readings = new HashMap<>();
        while (rows.next()) {
          OffsetDateTime completeAt = rows.getObject(4, OffsetDateTime.class);
          readings.put(
              rows.getString(1),
              new Reading(
                  rows.getString(1),
                  rows.getObject(2, Long.class),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  completeAt == null ? null : completeAt.toInstant(),
                  rows.getString(5)));
        }
        return readings;
      }
    }
  }

  /** Keeps a reading in place of the one before. */
  public static void save(Connection database, String connection, Reading reading)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "delete from bexio_clockodo.reading where connection = ? and list = ?")) {
      statement.setString(1, connection);
      statement.setString(2, reading.list());
      statement.executeUpdate();
    }
    String sql =
        "insert into bexio_clockodo.reading (connection, list, lowest_id, read_at, complete_at, memory)"
            + " values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, reading.list());
      statement.setObject(3, reading.lowestId(), Types.BIGINT);
      statement.setObject(4, reading.readAt().atOffset(ZoneOffset.UTC));
      statement.setObject(
          5,
          reading.completeAt() == null ? null : reading.completeAt().atOffset(ZoneOffset.UTC),
          Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setString(6, reading.memory());
      statement.executeUpdate();
    }
  }
}
