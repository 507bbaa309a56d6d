package ch.bexioclockodo.bench;

import ch.bexioclockodo.app.ConnectorInProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole export in a process with little heap: its memory while it goes on, and the size of its
 * database file.
 */
final class WholeRun {

  private static final List<String> LITTLE_HEAP = List.of("-Xmx96m", "-XX:+UseSerialGC");
  private static final List<String> MONTH = List.of("--from", "2012-01-01", "--to", "2012-01-31");

  /** A plan of this age is held against the world of today before it is carried out. */
  private static final String OLD = "61";

  private final Path distribution;
  private final Path folder;
  private final int entries;

  WholeRun(Path distribution, Path folder, int entries) {
    this.distribution = distribution;
    this.folder = folder;
    this.entries = entries;
  }

  void measure(Figures figures) throws Exception {
    try (ServerProcess server = new ServerProcess()) {
      link(server);
      measure(figures, MONTH);
    }
  }

  /** The same with a plan that was previewed a while ago. */
  void measureOldPlan(Figures figures) throws Exception {
    try (ServerProcess server = new ServerProcess()) {
      link(server);
      List<String> preview = List.of("--from", MONTH.get(1), "--to", MONTH.get(3), "--preview");
      new ExportProcess(distribution, folder, LITTLE_HEAP, preview).mustEndWith(0);
      letThePlanGrowOld();
      measure(figures, List.of("--plan", "1"));
    }
  }

  private void link(ServerProcess server) throws Exception {
    Map<String, String> settings = World.settings(server.bexio(0), server.clockodo(entries), 4);
    try (ConnectorInProcess connector =
            new ConnectorInProcess(folder, distribution.resolve("routes"), settings);
        Connection database = connector.dataSource().getConnection()) {
      GeneratedLists.link(database, Instant.now());
    }
  }

  /** As if the minute in which a plan is carried out as it is had passed. */
  private void letThePlanGrowOld() throws SQLException {
    try (Connection database = ConnectorInProcess.database(folder);
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update bexio_clockodo.plan set read_at = read_at - interval '" + OLD + "' second");
    }
  }

  private void measure(Figures figures, List<String> arguments) throws Exception {
    figures.note("entries", entries, "with " + String.join(" ", LITTLE_HEAP));
    Path file = folder.resolve("data/db.mv.db");
    ExportProcess export = new ExportProcess(distribution, folder, LITTLE_HEAP, arguments);
    MemoryWatch memory = new MemoryWatch(export.process(), file);
    export.mustEndWith(0);
    memory.tell(figures, entries);
    figures.atMost("database file, kB an entry", Files.size(file) / 1000.0 / entries, 1.5);
    figures.atLeast("timesheets in the ledger", exported(), entries);
  }

  private long exported() throws SQLException {
    try (Connection database = ConnectorInProcess.database(folder);
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from bexio_clockodo.ledger where state = 'EXPORTED'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
