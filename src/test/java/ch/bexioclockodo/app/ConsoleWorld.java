package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sandbox, the connector on it, and its console on a port. */
final class ConsoleWorld implements AutoCloseable {

  private final World world;
  private final int port;
  private final WebServer server;

  /**
   * @param given settings and their values, in pairs
   */
  ConsoleWorld(Path folder, SandboxData data, String... given) throws IOException {
    port = Distribution.freePort();
    List<String> settings = new ArrayList<>(List.of(given));
    settings.addAll(List.of("http.port", String.valueOf(port)));
    world = new World(folder, data, builder -> builder, settings.toArray(String[]::new));
    server =
        WebServer.start(SettingsFile.read(folder.resolve("application.properties")).settings());
  }

  World world() {
    return world;
  }

  int port() {
    return port;
  }

  /** Somebody who has not been here before. */
  ConsoleClient person() {
    return new ConsoleClient(port);
  }

  @Override
  public void close() {
    server.close();
    world.close();
  }
}
