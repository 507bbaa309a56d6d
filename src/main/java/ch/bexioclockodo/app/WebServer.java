package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Settings;
import java.net.BindException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The pages of the standalone application on its port, as long as it is open. */
final class WebServer implements AutoCloseable {

  private static final int MOST_THREADS = 8;
  private static final int LEAST_THREADS = 2;

  private final Server server;

  private WebServer(Server server) {
    this.server = server;
  }

  /**
   * @throws BindException when somebody else has the port
   */
  static WebServer start(Settings settings, Handler pages) throws BindException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("bexio-clockodo-pages");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(settings.httpBind());
    connector.setPort(settings.httpPort());
    server.addConnector(connector);
    server.setHandler(pages);
    try {
      server.start();
      return new WebServer(server);
    } catch (Exception e) {
      stop(server);
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException taken) {
          throw taken;
        }
      }
      throw new ConfigurationException("the pages cannot start: " + Connector.root(e));
    }
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the pages do not stop", e);
    }
  }
}
