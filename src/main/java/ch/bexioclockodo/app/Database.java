package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * Opens the database of the standalone application and brings its schema up to date. H2 gets the
 * options without which acknowledged rows could be lost at a kill, or a second process could not
 * join; its own trace file would only repeat our one sentence as a stack trace.
 */
final class Database {

  /** Texts of plans and ledger shrink to a third on disk, which costs less than writing them. */
  private static final List<String> OPTIONS =
      List.of("WRITE_DELAY=0", "AUTO_SERVER=TRUE", "TRACE_LEVEL_FILE=0", "COMPRESS=TRUE");

  private static final String SCHEMA = "bexio_clockodo";
  private static final int CONNECTIONS = 4;
  private static final int H2_LOCKED = 90020;
  private static final int H2_CANNOT_OPEN = 8000;
  private static final int H2_NO_FILE = 90146;

  /** What H2 says when several processes lock its file at the same moment. */
  private static final List<String> H2_OTHERS_OPEN =
      List.of("Lock file", "Another process was faster", "Concurrent update");

  /** A connection is broken, a database is closed, or closed with its process. */
  private static final Set<Integer> H2_ENDED = Set.of(90067, 90098, 90121);

  /** How long whoever must have the database waits for another process to share it. */
  static final Duration PATIENT = Duration.ofSeconds(30);

  private static final Duration ASK_AGAIN = Duration.ofMillis(100);

  static {
    // Hikari trusts a connection that was in use a moment ago. The process that serves the H2 file
    // to this one may have ended since then, so that each connection is asked before its use.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
  }

  private Database() {}

  /**
   * @param settingsFile relative H2 files count from its folder
   */
  static HikariDataSource open(Settings settings, Path settingsFile) {
    return open(settings, settingsFile, PATIENT);
  }

  /**
   * @param patience how long another process may take to share a file that it has just locked
   */
  static HikariDataSource open(Settings settings, Path settingsFile, Duration patience) {
    String url = url(settings.databaseUrl(), settingsFile.getParent());
    return open(config(settings, url), true, patience);
  }

  /**
   * A database as it is found.
   *
   * @param dataSource of the database; of an empty one in memory when there is none yet
   * @param place its address without options
   * @param schema nothing when there is none yet
   */
  record Found(HikariDataSource dataSource, String place, Optional<Schema> schema) {}

  /** Which version a schema has, and how it stands to what this application brings. */
  record Schema(String version, int missing, boolean newer) {}

  /** Opens a database without creating or changing anything in it. */
  static Found look(Settings settings, Path settingsFile, Duration patience) {
    String url = url(settings.databaseUrl(), settingsFile.getParent());
    HikariConfig config =
        config(settings, url.startsWith("jdbc:h2:file:") ? url + ";IFEXISTS=TRUE" : url);
    try {
      HikariDataSource dataSource = open(config, false, patience);
      try {
        Optional<Schema> schema = schema(dataSource);
        if (schema.isPresent()) {
          return new Found(dataSource, withoutOptions(url), schema);
        }
      } catch (SQLException | RuntimeException e) {
        dataSource.close();
        throw new ConfigurationException(cannotOpen(url, cause(e)));
      }
      dataSource.close();
    } catch (NoSuchDatabase none) {
      refuseLockedFolder(url);
    }
    return new Found(empty(), withoutOptions(url), Optional.empty());
  }

  /** An H2 file that is not there. */
  private static final class NoSuchDatabase extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The first run will create the file, if it may. */
  private static void refuseLockedFolder(String url) {
    String file = withoutOptions(url).substring("jdbc:h2:file:".length());
    Path folder =
        Path.of(file.replaceFirst("^~", System.getProperty("user.home"))).toAbsolutePath();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ConfigurationException(
          "setting bexio-clockodo.db.url: the database "
              + withoutOptions(url)
              + " is not there, and nobody may create it in "
              + folder);
    }
  }

  private static HikariDataSource empty() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setPoolName("bexio-clockodo");
    return open(config, true, PATIENT);
  }

  private static HikariConfig config(Settings settings, String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(settings.databaseUser());
    config.setPassword(settings.databasePassword());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(1);
    config.setPoolName("bexio-clockodo");
    return config;
  }

  private static HikariDataSource open(HikariConfig config, boolean migrating, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return open(config, migrating);
      } catch (SQLException | RuntimeException e) {
        Throwable cause = cause(e);
        if (cause instanceof SQLException sql && sql.getErrorCode() == H2_NO_FILE) {
          throw new NoSuchDatabase();
        }
        if (!isChangingHands(cause) || System.nanoTime() > deadline) {
          throw new ConfigurationException(cannotOpen(config.getJdbcUrl(), cause));
        }
        LockSupport.parkNanos(ASK_AGAIN.toNanos());
      }
    }
  }

  private static String cannotOpen(String url, Throwable cause) {
    return "setting bexio-clockodo.db.url: the database "
        + withoutOptions(url)
        + " cannot be opened: "
        + firstLine(cause);
  }

  private static HikariDataSource open(HikariConfig config, boolean migrating) throws SQLException {
    HikariDataSource dataSource = new HikariDataSource(config);
    try {
      if (migrating) {
        flyway(dataSource).migrate();
      }
      return dataSource;
    } catch (SQLException | RuntimeException e) {
      dataSource.close();
      throw e;
    }
  }

  /**
   * Another process has locked the H2 file but does not serve it to others yet, or served it to
   * this one and ended. Migrations are transactions, so opening again repeats nothing.
   */
  static boolean isChangingHands(Throwable cause) {
    return cause instanceof SQLException sql
        && (sql.getErrorCode() == H2_LOCKED
            || H2_ENDED.contains(sql.getErrorCode())
            || sql.getErrorCode() == H2_CANNOT_OPEN
                && H2_OTHERS_OPEN.stream().anyMatch(String.valueOf(sql.getMessage())::contains));
  }

  static String url(String url, Path folder) {
    if (!url.startsWith("jdbc:h2:")
        || url.startsWith("jdbc:h2:mem:")
        || url.startsWith("jdbc:h2:tcp:")) {
      return url;
    }
    String file = url.substring("jdbc:h2:".length());
    if (file.startsWith("file:")) {
      file = file.substring("file:".length());
    }
    String options = "";
    int semicolon = file.indexOf(';');
    if (semicolon >= 0) {
      options = file.substring(semicolon);
      file = file.substring(0, semicolon);
    }
    if (!file.startsWith("~")) {
      file = folder.resolve(file).normalize().toString();
    }
    for (String option : OPTIONS) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (!options.toUpperCase(Locale.ROOT).contains(";" + name)) {
        options += ";" + option;
      }
    }
    return "jdbc:h2:file:" + file + options;
  }

  private static Optional<Schema> schema(HikariDataSource dataSource) throws SQLException {
    MigrationInfoService info = flyway(dataSource).info();
    return Optional.ofNullable(info.current())
        .map(
            current ->
                new Schema(
                    current.getVersion().getVersion(),
                    info.pending().length,
                    current.getState() == MigrationState.FUTURE_SUCCESS));
  }

  private static Flyway flyway(HikariDataSource dataSource) throws SQLException {
    boolean upperCase;
    try (Connection connection = dataSource.getConnection()) {
      upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
    }
    return Flyway.configure(Database.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:bexio-clockodo/db/migration")
        // Flyway quotes the name of the schema, our statements do not.
        .defaultSchema(upperCase ? SCHEMA.toUpperCase(Locale.ROOT) : SCHEMA)
        .load();
  }

  private static String withoutOptions(String url) {
    int options = Math.max(url.indexOf(';'), url.indexOf('?'));
    return options < 0 ? url : url.substring(0, options);
  }

  /** The deepest cause that the database names, or else the deepest there is. */
  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    for (Throwable next = thrown; next != null; next = next.getCause()) {
      if (next instanceof SQLException || !(cause instanceof SQLException)) {
        cause = next;
      }
    }
    return cause;
  }

  private static String firstLine(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
