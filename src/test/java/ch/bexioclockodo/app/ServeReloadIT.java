package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Settings;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A running serve takes over sound edits of its route files, and only those. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ServeReloadIT {

  private static final String MAP = "ref: bexioClockodoProjectMapping\n            method: map\n";
  private static final String STEP =
      """
              - script:
                  expression:
                    simple:
                      expression: "${body.put('number','P-${body[number]}')}"
      """;

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;
  private Path routes;

  @BeforeEach
  void start() throws IOException, SQLException {
    sandbox = Sandbox.builder().data(SandboxData.entries(1)).limits(false).start();
    routes = copyOfTheDistribution();
    connector =
        new Distribution(folder.resolve("connector"), sandbox)
            .jar(routes.resolveSibling("bexio-clockodo.jar"))
            .set("reload", "true")
            .set("import.cron", "* * * * * ?");
    // Ten seconds from wake to wake are long for a test.
    edit("schedule.camel.yaml", "repeatInterval: 10000", "repeatInterval: 500");
    knownButNotDue();
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void aSoundEditIsInTheNextScheduledRunAndABrokenOneIsNot(TestReporter reporter)
      throws IOException, SQLException {
    Child serve = connector.start("serve");
    serve.awaitErr("bexio-clockodo serves");
    edit("mapping.camel.yaml", MAP, MAP + STEP);
    serve.awaitErr("routes reloaded: mapping.camel.yaml");
    assertThat(numberAfterScheduledImport("Neubau", "71", serve)).isEqualTo("P-71");

    edit("mapping.camel.yaml", "- script:", "- scrpt:");
    serve.awaitErr(
        "routes not reloaded, the former ones go on: mapping.camel.yaml, line 26: Unknown node id:"
            + " scrpt");
    assertThat(numberAfterScheduledImport("Umbau", "72", serve)).isEqualTo("P-72");

    edit("mapping.camel.yaml", "- scrpt:", "- script:");
    edit("mapping.camel.yaml", "'P-", "'Q-");
    Awaitility.await().until(() -> times("routes reloaded: mapping", serve) == 2);
    assertThat(times("routes not reloaded", serve)).as("each state is told once").isEqualTo(1);
    assertThat(numberAfterScheduledImport("Abbruch", "73", serve)).isEqualTo("Q-73");

    long told = System.nanoTime();
    assertThat(serve.terminate().ended(Duration.ofSeconds(10)).status()).isZero();
    reporter.publishEntry(
        "end of serve", Duration.ofNanos(System.nanoTime() - told).toMillis() + " ms");
  }

  /** Links to what is large, copies what is edited. */
  private Path copyOfTheDistribution() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("dist"));
    Path built = Distribution.dist();
    Files.createSymbolicLink(copy.resolve("lib"), built.resolve("lib"));
    Files.copy(built.resolve("bexio-clockodo.jar"), copy.resolve("bexio-clockodo.jar"));
    Path target = Files.createDirectories(copy.resolve("routes"));
    try (Stream<Path> files = Files.list(built.resolve("routes"))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = routes.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private String numberAfterScheduledImport(String name, String number, Child serve)
      throws SQLException {
    Table projects = sandbox.bexio().table("pr_project");
    ObjectNode project = projects.list().get(0).deepCopy();
    project.remove(List.of("id", "uuid"));
    projects.insert(project.put("name", name).put("nr", number));
    long before = times("import run: done", serve);
    makeDue();
    Awaitility.await().until(() -> times("import run: done", serve) > before);
    return sandbox.clockodo().table("projects").list().stream()
        .filter(row -> name.equals(row.path("name").asText()))
        .map(row -> row.path("number").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in clockodo\n" + serve.err()));
  }

  private static long times(String text, Child serve) {
    return serve.err().lines().filter(line -> line.contains(text)).count();
  }

  /** A new database, as if the import had run yesterday, and tomorrow as well. */
  private void knownButNotDue() throws SQLException {
    Settings settings =
        new Settings(key -> key.endsWith(".db.url") ? "jdbc:h2:file:./database/connector" : null);
    try (HikariDataSource dataSource = Database.open(settings, connector.settingsFile());
        Connection database = dataSource.getConnection();
        Statement statement = database.createStatement()) {
      for (String date : new String[] {"current_date - 1", "current_date + 1"}) {
        statement.executeUpdate(
            "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
                + " values ('default', 'import', "
                + date
                + ", current_timestamp - interval '1' day, 'a test')");
      }
    }
  }

  private void makeDue() throws SQLException {
    try (Connection database = connector.database();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "delete from bexio_clockodo.due where kind = 'import' and local_date > current_date - 1");
    }
  }
}
