package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.ClockodoLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * What the beans of the routes share: the host's settings, its DataSource and its clock, the signal
 * to stop and the progress, looked up when they are needed.
 */
abstract class ConnectorBean implements CamelContextAware {

  static final String CLOCK = "bexioClockodoClock";

  private static final String STOP = "bexioClockodoStop";
  private static final String PROGRESS = "bexioClockodoProgress";
  private static final String CLOCKODO_LIMITS = "bexioClockodoClockodoLimits";

  private CamelContext camelContext;

  /** Work on the database. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection database) throws SQLException;
  }

  Settings settings() {
    return Settings.of(camelContext);
  }

  DataSource dataSource() {
    String name = settings().dataSource();
    DataSource dataSource = camelContext.getRegistry().lookupByNameAndType(name, DataSource.class);
    if (dataSource == null) {
      throw new SettingsException(
          "bexio-clockodo.data-source",
          "there is no DataSource bean called \"" + name + "\" in this application");
    }
    return dataSource;
  }

  Clock clock() {
    Clock clock = camelContext.getRegistry().lookupByNameAndType(CLOCK, Clock.class);
    return clock == null ? Clock.systemUTC() : clock;
  }

  /** Whether somebody wants the run of this process to stop. */
  StopSignal stop() {
    return camelContext.getRegistry().lookupByNameAndType(STOP, StopSignal.class);
  }

  /** Where it is told how far the run of this process is. */
  Progress progress() {
    return camelContext.getRegistry().lookupByNameAndType(PROGRESS, Progress.class);
  }

  /** clockodo's rate budget. */
  ClockodoLimits clockodoLimits() {
    return camelContext.getRegistry().lookupByNameAndType(CLOCKODO_LIMITS, ClockodoLimits.class);
  }

  /** Runs work in one transaction. */
  <T> T inTransaction(Work<T> work) throws SQLException {
    return inTransaction(dataSource(), work);
  }

  static <T> T inTransaction(DataSource dataSource, Work<T> work) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      boolean before = database.getAutoCommit();
      database.setAutoCommit(false);
      try {
        T result = work.on(database);
        database.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        database.rollback();
        throw e;
      } finally {
        database.setAutoCommit(before);
      }
    }
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }
}
