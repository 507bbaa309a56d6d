package ch.bexioclockodo.app;

import ch.bexioclockodo.console.ConsoleAddress;
import ch.bexioclockodo.run.Settings;
import java.net.BindException;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The console of the standalone application on its port, as long as it is open: the servlet that
 * the console's routes answer in, mounted as a host would mount it.
 */
final class WebServer implements AutoCloseable {

  /** The name that the routes know. */
  private static final String SERVLET = "bexio-clockodo";

  private static final int MOST_THREADS = 8;
  private static final int LEAST_THREADS = 2;
  private static final long STOP_MILLIS = 2000;

  private final Server server;

  private WebServer(Server server) {
    this.server = server;
  }

  /**
   * @throws BindException when somebody else has the port
   */
  static WebServer start(Settings settings) throws BindException {
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
    server.setHandler(new GracefulHandler(console()));
    server.setErrorHandler(errors());
    server.setStopTimeout(STOP_MILLIS);
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
      throw new ConfigurationException("the console cannot start: " + Connector.root(e));
    }
  }

  private static ServletContextHandler console() {
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder servlet = new ServletHolder(SERVLET, new CamelHttpTransportServlet());
    servlet.setInitOrder(1);
    context.addServlet(servlet, ConsoleAddress.BASE + "/*");
    return context;
  }

  /** What never reaches the console is answered shortly, and nothing is told of causes. */
  private static ErrorHandler errors() {
    ErrorHandler errors = new ErrorHandler();
    errors.setShowStacks(false);
    errors.setShowCauses(false);
    errors.setShowMessageInTitle(false);
    return errors;
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the console does not stop", e);
    }
  }
}
