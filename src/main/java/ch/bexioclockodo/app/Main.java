package ch.bexioclockodo.app;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The standalone application. Sets up logging before anything can log, then reads the command. */
public final class Main {

  private static final Set<String> QUIET =
      Set.of(
          "check",
          "connect",
          "disconnect",
          "import",
          "export",
          "runs",
          "show",
          "undo",
          "ledger",
          "--help",
          "-h",
          "--version",
          "-V");

  /** These print credentials at debug; whoever wants that must name them one by one. */
  private static final List<String> TELLING =
      List.of(
          "org.apache.hc.client5.http.headers",
          "org.apache.hc.client5.http.wire",
          "org.eclipse.jetty",
          "org.apache.camel.component.properties",
          "org.apache.camel.impl.engine.DefaultCamelContextExtension");

  private Main() {}

  public static void main(String[] args) {
    prepare(Arrays.stream(args).noneMatch(QUIET::contains));
    System.exit(CommandLineApplication.run(args));
  }

  /**
   * Logs go to standard error; a command that prints a report logs only what its report cannot say.
   */
  private static void prepare(boolean serve) {
    setDefault("org.slf4j.simpleLogger.defaultLogLevel", serve ? "warn" : "error");
    setDefault("org.slf4j.simpleLogger.log.ch.bexioclockodo", serve ? "info" : "error");
    // Flyway warns of every H2 that is newer than itself.
    setDefault("org.slf4j.simpleLogger.log.org.flywaydb", "error");
    // What fails here is thrown too: it is tried again, or becomes one sentence.
    setDefault("org.slf4j.simpleLogger.log.org.flywaydb.core.internal.jdbc", "off");
    TELLING.forEach(name -> setDefault("org.slf4j.simpleLogger.log." + name, "error"));
    setDefault("org.slf4j.simpleLogger.showDateTime", "true");
    setDefault("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    setDefault("org.slf4j.simpleLogger.showThreadName", "false");
    // Before H2's driver is loaded: its server for other processes listens on this machine only.
    setDefault("h2.bindAddress", "127.0.0.1");
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
