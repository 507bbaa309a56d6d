package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.IssuerRules;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connector without a personal access token, which nobody has connected yet. The tests of a class
 * share one, since it takes longer to start than most tests take, unless they want it otherwise.
 */
abstract class WorldByConsent {

  /** All but Flyway's own, whose name is in small letters. */
  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = 'BEXIO_CLOCKODO'"
          + " and table_type = 'BASE TABLE' and table_name = upper(table_name)";

  @TempDir private static Path common;

  @TempDir private Path folder;

  private static World shared;

  World world;

  @BeforeAll
  static void startShared() throws IOException {
    shared = ByConsent.world(common, IssuerRules.defaults());
  }

  @AfterAll
  static void stopShared() {
    shared.close();
  }

  /** Each test begins with one that nobody has used. */
  @BeforeEach
  void share() throws Exception {
    forget(shared);
    world = shared;
  }

  /** One of its own for a test that wants another issuer or other settings, or spoils files. */
  void world(IssuerRules rules, String... settings) throws IOException {
    world = ByConsent.world(folder, rules, settings);
  }

  @AfterEach
  void closeItsOwn() {
    if (world != shared) {
      world.close();
    }
  }

  /** As it was before anything happened, on this side and in bexio. */
  private static void forget(World world) throws Exception {
    world.sandbox().faults().clear();
    world.clockAdvancesBy(Duration.ZERO);
    world.nameCompany("Limmat Ingenieure AG", "info@limmat-ingenieure.example");
    world
        .timesheets()
        .forEach(row -> world.sandbox().bexio().table("timesheet").remove(row.path("id").asInt()));
    world.connections().disconnect();
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement();
        Statement each = database.createStatement();
        ResultSet tables = statement.executeQuery(TABLES)) {
      each.execute("set referential_integrity false");
      while (tables.next()) {
        each.execute("truncate table bexio_clockodo." + tables.getString(1));
      }
      each.execute("set referential_integrity true");
    }
    world.sandbox().journal().clear();
  }
}
