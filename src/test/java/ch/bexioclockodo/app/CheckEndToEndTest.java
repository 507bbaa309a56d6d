package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.check.Finding;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole check, from the settings file on, as the command does it. */
class CheckEndToEndTest {

  @TempDir Path folder;

  @Test
  void everythingThatWorksIsNamedAndNothingIsWritten() throws IOException {
    try (World world =
        new World(
            folder,
            SandboxData.company(),
            sandbox -> sandbox.limits(true),
            "import.cron",
            "0 30 2 * * ?")) {
      Findings findings = world.check();

      assertThat(findings.problems()).isEmpty();
      assertThat(findings.all()).extracting(Finding::remedy).containsOnlyNulls();
      assertThat(findings.names())
          .containsExactly(
              "settings",
              "database",
              "schema",
              "zone",
              "import schedule",
              "export schedule",
              "bexio connection",
              "bexio scopes",
              "bexio company",
              "bexio contacts",
              "bexio activities",
              "bexio users",
              "bexio projects",
              "bexio project states",
              "bexio time tracking",
              "bexio timesheet statuses",
              "bexio clock",
              "bexio budget",
              "clockodo user",
              "clockodo customers",
              "clockodo rights",
              "clockodo application",
              "clockodo clock",
              "clockodo budget");
      assertThat(findings.textOf("import schedule")).matches("next at .* 02:30 Europe/Zurich");
      assertThat(findings.textOf("export schedule")).isEqualTo("off");
      assertThat(findings.textOf("bexio company")).isEqualTo("Limmat Ingenieure AG (1)");
      assertThat(findings.textOf("bexio timesheet statuses"))
          .isEqualTo(
              "1 Offen, 2 In Arbeit, 3 Erledigt (of new timesheets), 4 Fakturiert (never changed),"
                  + " 5 Geschlossen (never changed)");
      assertThat(findings.textOf("bexio budget")).matches("\\d{2,4} calls left this minute");
      assertThat(findings.textOf("clockodo application"))
          .isEqualTo("\"test;test@example.com\", 21 of at most 50 characters");
      assertThat(world.sandbox().journal().writes()).isEmpty();
    }
  }

  @Test
  void serversThatHangAreNamedWithinFiveSeconds() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      // A busy machine loads the classes of the first call longer than a call may take.
      assertThat(world.check().problems()).isEmpty();
      Duration usual = world.check().after();
      Fault hangs = Fault.latency(Duration.ofSeconds(20));
      world.sandbox().faults().on("GET /v4/users/me").always().then(hangs);
      world.sandbox().faults().on("GET /2.0/timesheet").always().then(hangs);

      // Once more where the machine was so busy that others did not answer in time either.
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                Findings findings = world.check();

                assertThat(findings.after()).as("all findings").isLessThan(Duration.ofSeconds(5));
                assertThat(findings.after().minus(usual))
                    .as("all that hangs is waited for together, as long as one of it")
                    .isLessThan(Duration.ofMillis(2_900));
                assertThat(findings.problems())
                    .containsExactly("bexio time tracking", "clockodo user");
                assertThat(findings.textOf("clockodo user")).matches("no answer within [12] s");
                assertThat(findings.remedyOf("clockodo user")).contains("address and the network");
              });
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNotCreated() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      world.set("db.url", "jdbc:h2:file:./other/db");
      Findings none = world.check();
      assertThat(none.problems()).isEmpty();
      assertThat(none.textOf("database")).contains("other/db is not there yet");
      assertThat(folder.resolve("other")).doesNotExist();

      Files.createFile(folder.resolve("file"));
      Findings nowhere = world.set("db.url", "jdbc:h2:file:./file/db").check();
      assertThat(nowhere.problems()).containsExactly("database");
      assertThat(nowhere.textOf("database")).contains("nobody may create it in", "db.url");

      Findings wrong = world.set("db.url", "jdbc:h2:file:./data/db").set("db.user", "x").check();
      assertThat(wrong.problems()).containsExactly("database");
      assertThat(wrong.textOf("database")).contains("cannot be opened: Wrong user name");
      assertThat(wrong.remedyOf("database")).contains("db.password");
    }
  }

  @Test
  void aSchemaThatIsOlderOrNewerIsNamedAndStaysAsItIs() throws IOException, SQLException {
    try (World world = new World(folder, SandboxData.company())) {
      String history = "bexio_clockodo.\"flyway_schema_history\"";
      execute(
          world,
          "delete from "
              + history
              + " where \"version\" = (select max(\"version\") from "
              + history
              + ")");
      Findings older = world.check();
      assertThat(older.problems()).isEmpty();
      assertThat(older.textOf("schema")).contains("1 later versions");
      assertThat(older.textOf("schema")).contains("make a backup");
      assertThat(world.check().textOf("schema")).as("a second look").contains("1 later versions");

      execute(
          world,
          "insert into "
              + history
              + " select 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', now(), 1, true");
      Findings newer = world.check();
      assertThat(newer.problems()).containsExactly("schema");
      assertThat(newer.textOf("schema"))
          .isEqualTo("version 99, made by a newer version of this application");
      assertThat(newer.remedyOf("schema")).startsWith("use the newer version");
    }
  }

  @Test
  void aSettingThatCannotBeIsAllThatIsSaid() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      String application = "x".repeat(45) + ";mail@example.com";
      Findings findings = world.set("clockodo.application", application).check();

      assertThat(findings.names()).containsExactly("settings");
      assertThat(findings.textOf("settings"))
          .contains("bexio-clockodo.clockodo.application", "at most 50 characters");
      assertThat(findings.remedyOf("settings")).contains("application.properties");
      assertThat(world.sandbox().journal().requests()).isEmpty();
    }
  }

  @Test
  void settingsThatDoNotFitWhatIsThereAreNamedWithWhatIsThere() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      assertThat(world.check().textOf("bexio project states"))
          .isEqualTo("1 Offen, 2 Aktiv, 3 Archiviert; time may be booked in each");
      Findings fitting =
          world
              .set("import.project-states", "Actif, 1")
              .set("import.services-from", "items")
              .check();
      assertThat(fitting.problems()).isEmpty();
      assertThat(fitting.textOf("bexio project states"))
          .isEqualTo("1 Offen (bookable), 2 Aktiv (bookable), 3 Archiviert");
      assertThat(fitting.names()).contains("bexio items");

      Findings unknown =
          world
              .set("import.project-states", "Läuft")
              .set("export.status", "9")
              .set("export.cron", "0 0 2 1 1 ? 2020")
              .set("zone", "UTC")
              .check();
      assertThat(unknown.problems())
          .containsExactly("export schedule", "bexio project states", "bexio timesheet statuses");
      assertThat(unknown.textOf("zone")).contains("UTC knows no summer time");
      assertThat(unknown.textOf("bexio project states"))
          .contains("Läuft", "1 Offen, 2 Aktiv, 3 Archiviert");
      assertThat(unknown.remedyOf("bexio project states")).contains("import.project-states");
      assertThat(unknown.textOf("bexio timesheet statuses"))
          .contains("no timesheet status 9", "3 Erledigt");
      assertThat(unknown.remedyOf("bexio timesheet statuses")).contains("export.status");
      assertThat(unknown.textOf("export schedule")).contains("names no time in the future");
      assertThat(unknown.remedyOf("export schedule")).contains("bexio-clockodo.export.cron");

      Findings locked = world.set("import.project-states", "7").set("export.status", "4").check();
      assertThat(locked.textOf("bexio project states")).contains("the id 7");
      assertThat(locked.textOf("bexio timesheet statuses")).contains("the status 4");
      assertThat(locked.remedyOf("bexio timesheet statuses")).contains("export.locked-statuses");
    }
  }

  @Test
  void theCommandPrintsProblemsWithRemediesAndEndsWithTwo() throws IOException {
    try (World world = new World(folder, SandboxData.company())) {
      world.sandbox().faults().on("GET /2.0/pr_project").always().then(Fault.status(404));
      Ended printed = world.command("check");
      assertThat(printed.status()).isEqualTo(2);
      assertThat(printed.out().lines())
          .contains("ok  bexio contacts: readable")
          .containsSubsequence(
              printed
                  .out()
                  .lines()
                  .filter(line -> line.startsWith("!   bexio projects: "))
                  .findFirst()
                  .orElseThrow(),
              "    → a bexio package that holds this module is needed, and the user whose access is"
                  + " used must have the right to it (bexio projects)");
      Ended german = world.command("check", "--lang", "de", "--json");
      assertThat(german.status()).isEqualTo(2);
      assertThat(german.json().at("/ok").asBoolean()).isFalse();
      assertThat(german.out())
          .contains("nötig ist ein bexio-Paket mit diesem Modul", "\"text\":\"lesbar\"");
      world.sandbox().faults().clear();
      assertThat(world.command("check", "--lang", "en").status()).isZero();
    }
  }

  private static void execute(World world, String sql) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
