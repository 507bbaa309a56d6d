package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The connector in this process, for who measures it from another package. */
public final class ConnectorInProcess implements AutoCloseable {

  private static final String SETTINGS = "application.properties";

  private final Connector connector;

  /**
   * @param folder where settings and database lie
   * @param settings without their prefix
   */
  public ConnectorInProcess(Path folder, Path routes, Map<String, String> settings)
      throws IOException {
    connector =
        Connector.start(
            SettingsFile.read(write(folder, settings)), routes, false, Database.PATIENT);
  }

  /** The database of a connector in a folder, open beside whoever uses it. */
  public static Connection database(Path folder) throws SQLException {
    Settings settings = SettingsFile.read(folder.resolve(SETTINGS)).settings();
    return DriverManager.getConnection(
        Database.url(settings.databaseUrl(), folder) + ";IFEXISTS=TRUE",
        settings.databaseUser(),
        settings.databasePassword());
  }

  /** Writes settings as a file that a command reads too. */
  public static Path write(Path folder, Map<String, String> settings) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (key, value) ->
                text.append("bexio-clockodo.").append(key).append('=').append(value).append('\n'));
    return Files.writeString(folder.resolve(SETTINGS), text);
  }

  /** Calls the export's entry route; its report. */
  public Map<String, Object> export(Map<String, Object> headers) {
    return connector.call("bexio-clockodo-export", headers);
  }

  /** Calls the import's entry route; its report. */
  public Map<String, Object> importAll() {
    return connector.call("bexio-clockodo-import", Map.of());
  }

  public DataSource dataSource() {
    return connector.dataSource();
  }

  @Override
  public void close() {
    connector.close();
  }
}
