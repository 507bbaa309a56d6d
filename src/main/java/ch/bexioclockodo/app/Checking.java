package ch.bexioclockodo.app;

import ch.bexioclockodo.bexio.BexioHttpClient;
import ch.bexioclockodo.check.Checks;
import ch.bexioclockodo.check.Finding;
import ch.bexioclockodo.clockodo.ClockodoHttpClient;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Settings;
import ch.bexioclockodo.run.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks an installation from its settings file on: what is wrong there would keep the rest from
 * being asked at all.
 */
final class Checking {

  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(1);

  /** Everything that starts and asks fits into this, with the process into five seconds. */
  private static final Duration ALL = Duration.ofSeconds(3);

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(2);

  private Checking() {}

  /**
   * @param whenFound is called once, with everything that was found; what is then still under way
   *     is ended before this returns
   */
  static void run(SettingsFile file, Consumer<List<Finding>> whenFound) {
    long start = System.nanoTime();
    List<Finding> findings = new ArrayList<>();
    Settings settings = file.settings();
    try {
      settings.check();
      findings.add(Finding.ok("settings", file.path().toString()));
    } catch (SettingsException wrong) {
      String remedy = Messages.text("check.remedy.settings", file.path());
      whenFound.accept(List.of(Finding.problem("settings", wrong.getMessage(), remedy)));
      return;
    }
    Database.Found database;
    try {
      database = Database.look(settings, file.path(), DATABASE_PATIENCE);
    } catch (ConfigurationException broken) {
      String remedy = Messages.text("check.remedy.database");
      findings.add(Finding.problem("database", broken.getMessage(), remedy));
      whenFound.accept(findings);
      return;
    }
    findings.addAll(of(database));
    try (Connector connector = Connector.look(file, database.dataSource())) {
      Checks.run(
          connector.context(),
          patience(Duration.ofNanos(System.nanoTime() - start)),
          found -> {
            findings.addAll(found);
            whenFound.accept(findings);
            hangUp(connector);
          });
    } catch (ConfigurationException broken) {
      String remedy = Messages.text("check.remedy.routes");
      findings.add(Finding.problem("routes", broken.getMessage(), remedy));
      whenFound.accept(findings);
    }
  }

  /** How long both systems have to answer, on a machine that took so long to begin. */
  private static Duration patience(Duration passed) {
    Duration left = ALL.minus(passed);
    if (left.compareTo(MOST_PATIENCE) > 0) {
      return MOST_PATIENCE;
    }
    return left.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : left;
  }

  /** Whoever has not answered by now would only keep the shutdown waiting. */
  private static void hangUp(Connector connector) {
    connector.bean("bexioClockodoBexioHttpClient", BexioHttpClient.class).close();
    connector.bean("bexioClockodoClockodoHttpClient", ClockodoHttpClient.class).close();
  }

  private static List<Finding> of(Database.Found database) {
    if (database.schema().isEmpty()) {
      return List.of(
          Finding.ok("database", Messages.text("check.database-none", database.place())));
    }
    Finding opened = Finding.ok("database", Messages.text("check.database", database.place()));
    return List.of(opened, of(database.schema().get()));
  }

  private static Finding of(Database.Schema schema) {
    if (schema.newer()) {
      return Finding.problem(
          "schema",
          Messages.text("check.schema-newer", schema.version()),
          Messages.text("check.remedy.newer"));
    }
    return Finding.ok(
        "schema",
        schema.missing() == 0
            ? Messages.text("check.schema", schema.version())
            : Messages.text("check.schema-older", schema.version(), schema.missing()));
  }
}
