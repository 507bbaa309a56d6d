package ch.bexioclockodo.app;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A database of a real PostgreSQL that goes, or that lets nobody write, and comes back. */
final class FaultyDatabase {

  static final String GONE = "alter database connector allow_connections false";
  static final String READ_ONLY = "alter database connector set default_transaction_read_only = on";

  private static final String BACK =
      "alter database connector allow_connections true;"
          + " alter database connector reset default_transaction_read_only";
  private static final String CUT =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'connector'";

  private final Postgres server;
  private final String url;

  /** An empty one, whatever was left of a former one. */
  FaultyDatabase(Postgres server) throws SQLException {
    this.server = server;
    server.administer(CUT);
    server.administer("drop database if exists connector");
    url = server.database("connector");
  }

  String url() {
    return url;
  }

  /** From now on it has this fault, also for who was connected before. */
  void strike(String fault) throws SQLException {
    server.administer(fault);
    server.administer(CUT);
  }

  /** It is away for so long, and nothing is waited for meanwhile. */
  void comesBackAfter(Duration moment) throws SQLException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(moment.toMillis());
    server.administer(BACK);
  }

  /** It has no fault any more, and nobody is connected. */
  void restore() throws SQLException {
    server.administer(BACK);
    server.administer(CUT);
  }
}
