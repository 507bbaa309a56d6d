package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.SandboxSide;
import ch.bexioclockodo.sandbox.Table;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Worlds for many short histories: emptied between two of them, which is faster than a new one.
 * jqwik may still live a history in another thread when it has given up to shorten it.
 */
final class HistoryWorlds implements AutoCloseable {

  private final Map<String, World> worlds = new HashMap<>();
  private final List<Path> folders = new ArrayList<>();
  private boolean closed;

  /** A world with nothing in it, whose setting about conflicts is this. */
  World fresh(String conflicts) throws IOException, SQLException {
    if (closed) {
      throw new IllegalStateException("there are no worlds any more");
    }
    World world = worlds.get(conflicts);
    if (world == null) {
      world = open(conflicts);
      worlds.put(conflicts, world);
    }
    empty(world);
    return world;
  }

  /** What a history that failed leaves behind is not used again. */
  void abandon(String conflicts) {
    worlds.remove(conflicts).close();
  }

  private World open(String conflicts) throws IOException {
    Path folder = Files.createTempDirectory("import-history");
    folders.add(folder);
    return new World(
        folder,
        SandboxData.empty(),
        builder -> builder,
        "import.customers",
        "all",
        "import.project-states",
        "1,2",
        "import.conflicts",
        conflicts);
  }

  private static void empty(World world) throws SQLException {
    for (MasterKind kind : MasterKind.values()) {
      empty(world.sandbox().bexio(), kind.bexio());
      empty(world.sandbox().clockodo(), kind.clockodo());
    }
    world.sandbox().faults().clear();
    world.sandbox().journal().clear();
    world.clockAdvancesBy(Duration.ZERO);
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute("set referential_integrity false");
      for (String table : tables(statement)) {
        statement.execute("delete from bexio_clockodo.\"" + table + "\"");
      }
      statement.execute("set referential_integrity true");
    }
  }

  private static void empty(SandboxSide side, String name) {
    Table table = side.table(name);
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
    closed = true;
    worlds.values().forEach(World::close);
    worlds.clear();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    folders.clear();
  }
}
