package ch.bexioclockodo.hospitality;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** A host that wants the console mounts Camel's servlet in its own container, where it likes. */
class ConsoleInHostTest {

  @Test
  void theConsoleIsThereWhereTheHostMountsItsServlet() throws Exception {
    int port = freePort();
    try (Sandbox sandbox = Sandbox.builder().data(SandboxData.entries(3)).limits(false).start();
        ForeignHost host =
            ForeignHost.start(
                sandbox,
                properties -> properties.put("bexio-clockodo.http.port", String.valueOf(port)))) {
      Server container = container(port);
      try {
        host.call("import", Map.of());
        String home = get(port, "/tools/times/");
        assertThat(home)
            .contains("href=\"/tools/times/export\"", "href=\"/tools/times/history/1\"")
            .contains("Path=/tools/times;")
            .doesNotContain("href=\"/bexio-clockodo");
        assertThat(get(port, "/tools/times/history/1")).contains("run 1: Import");
        assertThat(get(port, "/tools/times/assets/console.css")).contains("color-scheme");
        assertThat(get(port, "/tools/other")).contains("the host's own");
        assertThat(get(port, "/tools/times/connection")).contains("host application");
      } finally {
        container.stop();
      }
    }
  }

  /** The host's own web server, with a servlet of its own beside ours. */
  private static Server container(int port) throws Exception {
    Server server = new Server(port);
    ServletContextHandler context = new ServletContextHandler("/tools");
    context.addServlet(
        new ServletHolder("bexio-clockodo", new CamelHttpTransportServlet()), "/times/*");
    context.addServlet(new ServletHolder(new OwnServlet()), "/other");
    server.setHandler(context);
    server.start();
    return server;
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.headers().map() + "\n" + answer.body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Something of the host's. */
  private static final class OwnServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("the host's own");
    }
  }
}
