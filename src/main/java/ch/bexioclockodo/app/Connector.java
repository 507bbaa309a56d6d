package ch.bexioclockodo.app;

import ch.bexioclockodo.console.SettingTable;
import ch.bexioclockodo.run.BexioAccess;
import ch.bexioclockodo.run.Settings;
import ch.bexioclockodo.run.StopSignal;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** The routes of the distribution, running in this process on their database. */
final class Connector implements AutoCloseable {

  private static final int SHUTDOWN_SECONDS = 60;

  /** Beside the settings, which hold secrets too, and away from the database it locks. */
  private static final String KEY_FILE = "bexio-clockodo.key";

  private final HikariDataSource dataSource;
  private final Main camel;
  private final boolean writes;

  private Connector(HikariDataSource dataSource, Main camel, boolean writes) {
    this.dataSource = dataSource;
    this.camel = camel;
    this.writes = writes;
  }

  /** The routes without schedules, for who only looks: on a database that stays as it is. */
  static Connector look(SettingsFile file, HikariDataSource dataSource) {
    return start(file, routes(), false, dataSource, false);
  }

  /**
   * @param schedules whether the schedules wake too; without them only what is called runs
   */
  static Connector start(SettingsFile file, boolean schedules) {
    return start(file, schedules, Database.PATIENT);
  }

  /**
   * @param patience how long another process may take to share the database
   */
  static Connector start(SettingsFile file, boolean schedules, Duration patience) {
    return start(file, routes(), schedules, patience);
  }

  /**
   * @param routes the folder of the route files
   */
  static Connector start(SettingsFile file, Path routes, boolean schedules, Duration patience) {
    Settings settings = file.settings();
    settings.check();
    if (!Files.isDirectory(routes)) {
      throw new ConfigurationException("there are no routes in " + routes);
    }
    return start(file, routes, schedules, Database.open(settings, file.path(), patience), true);
  }

  private static Connector start(
      SettingsFile file,
      Path routes,
      boolean schedules,
      HikariDataSource dataSource,
      boolean writes) {
    Main camel = camel(file, dataSource);
    camel
        .configure()
        .withName("bexio-clockodo")
        .withRoutesIncludePattern("file:" + routes + "/*.camel.yaml")
        .withRoutesExcludePattern(schedules ? "" : "**/schedule.camel.yaml")
        .withShutdownTimeout(writes ? SHUTDOWN_SECONDS : 1)
        .withShutdownLogInflightExchangesOnTimeout(false);
    Connector connector = new Connector(dataSource, camel, writes);
    try {
      camel.start();
    } catch (Exception e) {
      connector.close();
      throw new ConfigurationException("the routes in " + routes + " cannot start: " + root(e));
    }
    if (camel.getCamelContext().getRoutesSize() == 0) {
      connector.close();
      throw new ConfigurationException("there are no routes in " + routes);
    }
    return connector;
  }

  /** The folder of the route files. */
  static Path routes() {
    return SettingsFile.distribution().resolve("routes");
  }

  /** A Camel with the settings and the database, without routes yet. */
  static Main camel(SettingsFile file, DataSource dataSource) {
    Settings settings = file.settings();
    Main camel = new Main();
    camel.setDefaultPropertyPlaceholderLocation("false");
    camel.setPropertyPlaceholderLocations("file:" + file.path());
    // One reading of the settings for routes and beans alike: an empty value means the default
    // everywhere.
    settings.effective().forEach(camel::addOverrideProperty);
    camel.bind(settings.dataSource(), dataSource);
    camel.bind(SettingTable.SOURCES, file.sources());
    camel.bind(BexioAccess.KEY_FILE, file.path().resolveSibling(KEY_FILE));
    camel.configure().withAutoConfigurationLogSummary(false);
    return camel;
  }

  CamelContext context() {
    return camel.getCamelContext();
  }

  HikariDataSource dataSource() {
    return dataSource;
  }

  <T> T bean(String name, Class<T> type) {
    return context().getRegistry().lookupByNameAndType(name, type);
  }

  /** Asks a run in this process to end after its current row. */
  void requestStop() {
    bean("bexioClockodoStop", StopSignal.class).request();
  }

  /** Calls one of the entry routes by its contract. */
  @SuppressWarnings("unchecked")
  Map<String, Object> call(String route, Map<String, Object> headers) {
    try (ProducerTemplate template = context().createProducerTemplate()) {
      Exchange answer =
          template.request(
              "direct:" + route, exchange -> exchange.getMessage().setHeaders(headers));
      if (answer.getException() != null) {
        throw new ConfigurationException("the routes failed: " + root(answer.getException()));
      }
      return answer.getMessage().getBody(Map.class);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Ends routes first, the database last. */
  @Override
  public void close() {
    camel.stop();
    if (writes) {
      CompactFile.beforeClosing(dataSource);
    }
    dataSource.close();
  }

  static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
