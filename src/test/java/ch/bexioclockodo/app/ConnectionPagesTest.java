package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of the connection let in, byte by byte, and what they say. */
class ConnectionPagesTest {

  private static final String PATH = "/bexio-clockodo/connection";

  @TempDir static Path folder;

  private static World world;
  private static int port;

  private final List<Connections.Connected> made = new CopyOnWriteArrayList<>();
  private final List<Exception> failed = new CopyOnWriteArrayList<>();
  private WebServer server;

  @BeforeAll
  static void connector() throws IOException {
    port = Distribution.freePort();
    world =
        new World(
            folder,
            SandboxData.company(),
            builder -> builder,
            "bexio.token",
            "",
            "http.port",
            String.valueOf(port));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void pages() throws IOException, SQLException {
    world.connections().disconnect();
    SettingsFile file = SettingsFile.read(folder.resolve("application.properties"));
    server =
        WebServer.start(
            file.settings(),
            new ConnectionPages(
                world.connections(), new WebAddress(file.settings()), made::add, failed::add));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPersonConnectsSeesWhatWasGrantedAndDisconnects() throws IOException, InterruptedException {
    assertThat(get(PATH)).contains("200 OK", "not connected", "Connect with bexio");

    URI back = agree();
    String done = get(back.getRawPath() + "?" + back.getRawQuery());
    assertThat(done).contains("200 OK", "Limmat Ingenieure AG", "monitoring_edit");
    // Whoever waits for it is told once the page is on its way.
    Awaitility.await().until(() -> made.size() == 1);
    assertThat(get(PATH)).contains("connected with Limmat Ingenieure AG", "contact_show");

    assertThat(get(back.getRawPath() + "?" + back.getRawQuery()))
        .contains("422", "nobody was sent");
    assertThat(post("/disconnect", "localhost:" + port, "http://localhost:" + port))
        .contains("200 OK", "revoked and forgotten");
    assertThat(get(PATH)).contains("not connected");
    assertThat(made).hasSize(1);
  }

  @Test
  void theAddressThatBexioSendsBackToIsFixed() throws IOException {
    String sent = post("/connect", "127.0.0.1:" + port, "http://127.0.0.1:" + port);
    assertThat(sent)
        .contains("303")
        .contains(
            "redirect_uri=http%3A%2F%2Flocalhost%3A"
                + port
                + "%2Fbexio-clockodo%2Fconnection%2Fcallback");
  }

  @Test
  void aForeignHostIsRefused() throws Exception {
    world.connect();
    for (String host :
        List.of(
            "evil.example",
            "evil.example:" + port,
            "localhost",
            "localhost:1",
            "localhost.evil.example:" + port)) {
      assertThat(send("GET " + PATH, host, null)).as(host).startsWith("HTTP/1.1 403");
      assertThat(post("/disconnect", host, "http://" + host)).as(host).startsWith("HTTP/1.1 403");
    }
    assertThat(world.connections().standing().connected()).isTrue();
  }

  @Test
  void aForeignOriginGivesNoOrders() throws Exception {
    world.connect();
    List<String> origins = new ArrayList<>();
    origins.add(null);
    origins.addAll(
        List.of(
            "http://evil.example",
            "null",
            "https://localhost:" + port,
            "http://localhost",
            "http://evil.example:" + port));
    for (String origin : origins) {
      for (String order : List.of("/connect", "/disconnect")) {
        assertThat(post(order, "localhost:" + port, origin))
            .as("%s from %s", order, origin)
            .startsWith("HTTP/1.1 403");
      }
    }
    assertThat(world.connections().standing().connected()).isTrue();
  }

  @Test
  void ordersAreNotGivenByALinkAndOtherPagesDoNotExist() throws Exception {
    world.connect();
    assertThat(get(PATH + "/disconnect")).startsWith("HTTP/1.1 404");
    assertThat(get("/")).startsWith("HTTP/1.1 404");
    assertThat(world.connections().standing().connected()).isTrue();
  }

  @Test
  void whoWaitsHearsThatAReturnFailedButNothingOfForeignOnes() throws Exception {
    String query = world.connections().ask(World.CALLBACK).getQuery();
    String state = query.replaceAll(".*state=([^&]+).*", "$1");
    for (String foreign : List.of("", "?error=access_denied&state=guessed", "?code=x")) {
      assertThat(get(PATH + "/callback" + foreign)).startsWith("HTTP/1.1 422");
    }
    assertThat(get(PATH + "/callback?error=access_denied&state=" + state))
        .startsWith("HTTP/1.1 422");
    // The page is shown first.
    Awaitility.await().until(() -> !failed.isEmpty());
    assertThat(failed).singleElement().asString().contains("access_denied");
    assertThat(made).isEmpty();
  }

  @Test
  void whatComesFromOutsideIsShownAsText() throws IOException {
    String page = get(PATH + "/callback?error=%3Cscript%3E&state=x");
    assertThat(page).startsWith("HTTP/1.1 422").doesNotContain("<script>");
    assertThat(page).contains("default-src 'none'", "no-store");
  }

  private URI agree() throws IOException, InterruptedException {
    String sent = post("/connect", "localhost:" + port, "http://localhost:" + port);
    String address =
        sent.lines()
            .filter(line -> line.startsWith("Location: "))
            .map(line -> line.substring("Location: ".length()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(sent));
    return new Browser().open(URI.create(address));
  }

  private String get(String path) throws IOException {
    return send("GET " + path, "localhost:" + port, null);
  }

  private String post(String path, String host, String origin) throws IOException {
    return send("POST " + PATH + path, host, origin);
  }

  private String send(String call, String host, String origin) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          call
              + " HTTP/1.1\r\nHost: "
              + host
              + (origin == null ? "" : "\r\nOrigin: " + origin)
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
