package ch.bexioclockodo.app;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what an H2 file no longer needs, when it is closed after a large run: with {@code
 * WRITE_DELAY=0} H2 never tidies up meanwhile, and a row has been written several times.
 */
final class CompactFile {

  private static final Logger LOG = LoggerFactory.getLogger(CompactFile.class);

  /** Smaller files are not worth the while. */
  private static final long LARGE = 32L << 20;

  private static final int WELL_FILLED_PERCENT = 60;

  private CompactFile() {}

  /** Compacts and closes the database, unless somebody else uses it too or it is filled well. */
  static void beforeClosing(HikariDataSource dataSource) {
    if (!dataSource.getJdbcUrl().startsWith("jdbc:h2:file:") || dataSource.isClosed()) {
      return;
    }
    try (Connection database = dataSource.getConnection();
        Statement statement = database.createStatement()) {
      if (isOnlyOurs(statement, dataSource.getHikariPoolMXBean().getTotalConnections())
          && isLargeAndHollow(statement)) {
        statement.execute("shutdown compact");
      }
    } catch (SQLException e) {
      LOG.debug("the database file stays as large as it is", e);
    }
  }

  private static boolean isOnlyOurs(Statement statement, int ours) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select count(*) from information_schema.sessions")) {
      row.next();
      return row.getInt(1) <= ours;
    }
  }

  private static boolean isLargeAndHollow(Statement statement) throws SQLException {
    Map<String, Long> figures = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select setting_name, setting_value from information_schema.settings where setting_name in"
                + " ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')")) {
      while (rows.next()) {
        figures.put(rows.getString(1), Long.valueOf(rows.getString(2)));
      }
    }
    long filled =
        figures.getOrDefault("info.FILL_RATE", 100L)
            * figures.getOrDefault("info.CHUNKS_FILL_RATE", 100L)
            / 100;
    return figures.getOrDefault("info.FILE_SIZE", 0L) > LARGE && filled < WELL_FILLED_PERCENT;
  }
}
