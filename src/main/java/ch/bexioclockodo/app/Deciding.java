package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Decisions;
import java.time.Clock;
import javax.sql.DataSource;

/** Decisions in the name of whoever calls the command, at the time of this machine. */
final class Deciding {

  private Deciding() {}

  static Decisions in(DataSource dataSource, String connection) {
    return new Decisions(
        dataSource, connection, Clock.systemUTC(), System.getProperty("user.name", "somebody"));
  }
}
