package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Settings;
import ch.bexioclockodo.run.SettingsException;
import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The settings file of the standalone application, found beside the jar or named by {@code
 * --config}; whatever it says, a JVM property or an environment variable of the same name says it
 * louder.
 */
final class SettingsFile {

  private static final String PREFIX = "bexio-clockodo.";

  private final Path path;
  private final Properties properties;

  private SettingsFile(Path path, Properties properties) {
    this.path = path;
    this.properties = properties;
  }

  /**
   * @param named the file that was named, or null for the one of the distribution
   */
  static SettingsFile read(Path named) {
    Path path =
        (named == null ? distribution().resolve("application.properties") : named)
            .toAbsolutePath()
            .normalize();
    if (!Files.isRegularFile(path)) {
      throw new ConfigurationException(
          "there is no settings file " + path + "; name one with --config FILE");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "the settings file " + path + " cannot be read: " + explain(e));
    }
    SettingsFile file = new SettingsFile(path, properties);
    file.refuseUnknownKeys();
    return file;
  }

  /** The folder of the distribution: where the jar lies, with routes and settings beside it. */
  static Path distribution() {
    try {
      Path code = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(code) ? Path.of("").toAbsolutePath() : code.getParent();
    } catch (URISyntaxException e) {
      throw new ConfigurationException(
          "the application cannot find its own folder: " + e.getMessage());
    }
  }

  Path path() {
    return path;
  }

  Settings settings() {
    return new Settings(this::value);
  }

  private String value(String key) {
    String ofJvm = System.getProperty(key);
    if (ofJvm != null) {
      return ofJvm;
    }
    String ofEnvironment = System.getenv(variable(key));
    return ofEnvironment != null ? ofEnvironment : properties.getProperty(key);
  }

  /** Where each setting that is set comes from: a JVM property, the environment, or the file. */
  Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String key : Settings.defaults().keySet()) {
      if (System.getProperty(key) != null) {
        sources.put(key, "property");
      } else if (System.getenv(variable(key)) != null) {
        sources.put(key, "environment");
      } else if (properties.containsKey(key)) {
        sources.put(key, "file");
      }
    }
    return sources;
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private void refuseUnknownKeys() {
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(PREFIX) && !Settings.defaults().containsKey(key)) {
        throw new SettingsException(
            key, "there is no such setting (in " + path + "); see the table in README.md");
      }
    }
  }

  private static String explain(Exception e) {
    return e instanceof java.nio.file.AccessDeniedException ? "access is denied" : e.getMessage();
  }
}
