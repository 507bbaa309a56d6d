package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A linked company for many histories of nights, put back between two of them, which is faster than
 * a new one.
 */
final class ExportNightsWorld implements AutoCloseable {

  private static final Set<String> KEPT =
      Set.of("link", "connection", "contact", "reading", "run_lock");

  private final Path folder;
  private final World world;
  private final List<ObjectNode> entries;
  private Duration later = Duration.ZERO;

  /**
   * @param count how many entries clockodo holds
   * @param settings settings and their values, in pairs
   */
  ExportNightsWorld(int count, String... settings) throws IOException {
    folder = Files.createTempDirectory("export-nights");
    world = new World(folder, SandboxData.entries(count), builder -> builder, settings);
    world.importAll();
    entries = entries().list();
  }

  World world() {
    return world;
  }

  Table entries() {
    return world.sandbox().clockodo().table("entries");
  }

  Table timesheets() {
    return world.sandbox().bexio().table("timesheet");
  }

  /** As it was before anything was exported; time goes on. */
  void putBack() throws SQLException {
    world.sandbox().faults().clear();
    world.sandbox().journal().clear();
    empty(timesheets());
    empty(world.sandbox().bexio().table("kb_invoice"));
    empty(entries());
    entries.forEach(entries()::insert);
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute("set referential_integrity false");
      for (String table : tables(statement)) {
        if (!KEPT.contains(table.toLowerCase(Locale.ROOT))) {
          statement.execute("delete from bexio_clockodo.\"" + table + "\"");
        }
      }
      statement.execute("set referential_integrity true");
    }
    pass(Duration.ofHours(1));
  }

  boolean isInTheLedger(int timesheet) {
    String sql = "select 1 from bexio_clockodo.ledger where timesheet_id = " + timesheet;
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void pass(Duration length) {
    later = later.plus(length);
    world.clockAdvancesBy(later);
  }

  /** As a new process, which finds what the former one has left. */
  void restart() throws IOException {
    world.restart();
    world.clockAdvancesBy(later);
  }

  private static void empty(Table table) {
    table.list().forEach(row -> table.remove(row.get("id").asInt()));
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select table_name from information_schema.tables"
                + " where lower(table_schema) = 'bexio_clockodo'"
                + " and lower(table_name) not like 'flyway%'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Override
  public void close() throws IOException {
    world.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
