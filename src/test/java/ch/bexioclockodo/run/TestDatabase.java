package ch.bexioclockodo.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** An empty database in memory, migrated. */
public final class TestDatabase {

  private TestDatabase() {}

  public static DataSource create() {
    DataSource dataSource =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:bexio-clockodo/db/migration")
        .defaultSchema("BEXIO_CLOCKODO")
        .load()
        .migrate();
    return dataSource;
  }

  /** The same database through a pool as some hosts have it. */
  static DataSource withoutAutoCommit(DataSource dataSource) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }
}
