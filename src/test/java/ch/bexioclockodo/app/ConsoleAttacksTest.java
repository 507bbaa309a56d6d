package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the console does not let in, byte by byte: refused with a short message, nothing written.
 */
class ConsoleAttacksTest {

  private static final String HOME = "/bexio-clockodo";
  private static final String DISCONNECT = HOME + "/connection/disconnect";
  private static final int SHORT = 3000;

  @TempDir static Path folder;

  private static ConsoleWorld console;

  private ConsoleClient person;

  @BeforeAll
  static void start() throws Exception {
    console = new ConsoleWorld(folder, SandboxData.company(), "bexio.token", "");
    console.world().connect();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void somebodyIsAtTheConsole() throws IOException, InterruptedException {
    person = console.person();
    person.get("/connection");
  }

  @AfterEach
  void nothingWasWritten() throws Exception {
    assertThat(console.world().connections().standing().connected()).isTrue();
  }

  @Test
  void aForeignHostIsRefused() throws IOException {
    for (String host :
        List.of(
            "evil.example",
            "evil.example:" + console.port(),
            "localhost",
            "localhost:1",
            "localhost.evil.example:" + console.port())) {
      assertRefused(raw("GET " + HOME + "/ HTTP/1.1", "Host: " + host), 403);
      assertRefused(order(host, "http://" + host, "token=" + person.token()), 403);
    }
  }

  @Test
  void aForeignOriginGivesNoOrders() throws IOException {
    List<String> origins = new ArrayList<>();
    origins.add(null);
    origins.addAll(
        List.of(
            "http://evil.example",
            "null",
            "https://localhost:" + console.port(),
            "http://localhost",
            "http://evil.example:" + console.port()));
    for (String origin : origins) {
      assertRefused(order(ownHost(), origin, "token=" + person.token()), 403);
    }
  }

  @Test
  void aFormFromElsewhereGivesNoOrdersAlthoughTheBrowserSendsItsCookie() throws IOException {
    String stranger = "token=" + "A".repeat(43);
    for (String form : List.of("", "token=", "other=1", stranger)) {
      assertRefused(order(ownHost(), ownOrigin(), form), 403);
    }
  }

  @Test
  void theFormOfOneBrowserIsWorthNothingInAnother() throws Exception {
    ConsoleClient other = console.person();
    other.get("/connection");
    assertRefused(order(ownHost(), ownOrigin(), "token=" + other.token()), 403);
    assertRefused(
        raw(
            "POST " + DISCONNECT + " HTTP/1.1",
            "Host: " + ownHost(),
            "Origin: " + ownOrigin(),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 49",
            "",
            "token=" + person.token()),
        403);
  }

  @Test
  void aPageElsewhereThatABrowserNamesIsRefused() throws IOException {
    String form = "token=" + person.token();
    assertRefused(
        raw(
            "POST " + DISCONNECT + " HTTP/1.1",
            "Host: " + ownHost(),
            "Origin: " + ownOrigin(),
            "Sec-Fetch-Site: cross-site",
            "Cookie: " + cookie(),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + form.length(),
            "",
            form),
        403);
  }

  @Test
  void noPageCanBeFramedNorRunsOrLoadsAnythingOfOthers() throws Exception {
    for (String path : List.of("/", "/connection", "/nowhere", "/assets/console.css")) {
      HttpResponse<String> answer = person.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self';")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).contains("DENY");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(answer.body())
          .doesNotContain("style=", " onclick", "<style")
          .doesNotContainPattern("(src|href)=\"(https?:)?//")
          .doesNotContainPattern("<script(?! src=)");
    }
  }

  @Test
  void theCookieIsForThisConsoleOnlyAndNoScriptSeesIt() throws IOException {
    assertThat(raw("GET " + HOME + "/ HTTP/1.1", "Host: " + ownHost()))
        .contains("HttpOnly; SameSite=Strict", "Path=/bexio-clockodo;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../application.properties",
        "/assets/../application.properties",
        "/assets/..%2f..%2fapplication.properties",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..;/x",
        "/assets/messages.properties",
        "/assets/console.css%00.html",
        "//evil.example/",
        "/connection/",
        "/connection%2fcallback",
        "/WEB-INF/web.xml"
      })
  void noPathLeadsAnywhereElse(String path) throws IOException {
    String answer = raw("GET " + HOME + path + " HTTP/1.1", "Host: " + ownHost());
    assertThat(answer)
        .matches("(?s)HTTP/1.1 40[04].*")
        .doesNotContain("bexio-clockodo.db", "root:");
    assertThat(answer).hasSizeLessThan(SHORT);
  }

  @Test
  void noHeaderIsWrittenByWhatIsSent() throws IOException {
    for (String path :
        List.of(
            HOME + "/?lang=de%0d%0aSet-Cookie:%20evil=1",
            HOME + "/connection?lang=%0d%0a%0d%0a<html>",
            HOME + "/connection/callback?state=x%0d%0aLocation:%20http://evil.example")) {
      assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + ownHost()))
          .doesNotContain("evil=1", "Location:", "<html>\r\n");
    }
  }

  @Test
  void headersAndFieldsOfTheRoutesCannotBeGivenFromOutside() throws IOException {
    String answer =
        raw(
            "GET " + HOME + "/?bexioClockodoPlan=1&CamelHttpResponseCode=201 HTTP/1.1",
            "Host: " + ownHost(),
            "CamelHttpResponseCode: 201",
            "bexioClockodoConnection: other",
            "bexioClockodoVisit: x");
    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("bexioClockodo", "Camel");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    String large = "token=" + person.token() + "&x=" + "y".repeat(20_000);
    assertRefused(order(ownHost(), ownOrigin(), large), 413);
    // Somebody announces a gigabyte and sends nothing of it.
    assertRefused(
        raw(
            "POST " + DISCONNECT + " HTTP/1.1",
            "Host: " + ownHost(),
            "Origin: " + ownOrigin(),
            "Cookie: " + cookie(),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 1000000000"),
        413);
    assertRefused(
        raw("GET " + HOME + "/?x=" + "y".repeat(5000) + " HTTP/1.1", "Host: " + ownHost()), 413);
    assertThat(raw("GET " + HOME + "/" + "y".repeat(20_000) + " HTTP/1.1", "Host: " + ownHost()))
        .startsWith("HTTP/1.1 414")
        .hasSizeLessThan(SHORT);
    assertThat(
            raw(
                "GET " + HOME + "/ HTTP/1.1",
                "Host: " + ownHost(),
                "X-Large: " + "y".repeat(20_000)))
        .startsWith("HTTP/1.1 431")
        .hasSizeLessThan(SHORT);
  }

  @Test
  void whatIsMalformedIsRefused() throws IOException {
    String token = "token=" + person.token();
    assertRefused(order(ownHost(), ownOrigin(), token + "&" + token), 400);
    assertRefused(raw("GET " + HOME + "/?lang=de&lang=en HTTP/1.1", "Host: " + ownHost()), 400);
    assertRefused(
        raw(
            "POST " + DISCONNECT + " HTTP/1.1",
            "Host: " + ownHost(),
            "Origin: " + ownOrigin(),
            "Cookie: " + cookie(),
            "Content-Type: application/json",
            "Content-Length: 2",
            "",
            "{}"),
        415);
    for (String request :
        List.of("GET", "GARBAGE / HTTP/1.1", "GET " + HOME + "/ HTTP/9.9", "\0\1\2\3")) {
      assertThat(raw(request, "Host: " + ownHost()))
          .as(request)
          .matches("(?s)HTTP/1.1 (40[0345]|50[15]).*|")
          .doesNotContain("Exception", "at org.")
          .hasSizeLessThan(SHORT);
    }
  }

  @Test
  void ordersAreNotGivenByALinkNorByOtherMethods() throws IOException {
    assertRefused(raw("GET " + DISCONNECT + " HTTP/1.1", "Host: " + ownHost()), 405);
    for (String method : List.of("PUT", "DELETE", "TRACE", "PATCH")) {
      assertThat(
              raw(
                  method + " " + DISCONNECT + " HTTP/1.1",
                  "Host: " + ownHost(),
                  "Origin: " + ownOrigin(),
                  "Cookie: " + cookie(),
                  "Content-Length: 0"))
          .as(method)
          .matches("(?s)HTTP/1.1 40[35].*")
          .hasSizeLessThan(SHORT);
    }
  }

  @Test
  void languagesAreAskedForInVainWithNonsense() throws IOException {
    for (String language : List.of("*;q=0", ";;;", "x".repeat(3000), "de;q=7", "../../x")) {
      assertThat(
              raw(
                  "GET " + HOME + "/ HTTP/1.1",
                  "Host: " + ownHost(),
                  "Accept-Language: " + language))
          .as(language)
          .startsWith("HTTP/1.1 200");
    }
  }

  private String order(String host, String origin, String form) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("POST " + DISCONNECT + " HTTP/1.1");
    lines.add("Host: " + host);
    if (origin != null) {
      lines.add("Origin: " + origin);
    }
    lines.add("Cookie: " + cookie());
    lines.add("Content-Type: application/x-www-form-urlencoded");
    lines.add("Content-Length: " + form.length());
    lines.add("");
    lines.add(form);
    return raw(lines.toArray(String[]::new));
  }

  private String cookie() {
    return "bexio-clockodo=" + person.cookies().get("bexio-clockodo");
  }

  private static String ownHost() {
    return "localhost:" + console.port();
  }

  private static String ownOrigin() {
    return "http://" + ownHost();
  }

  private static void assertRefused(String answer, int status) {
    assertThat(answer).startsWith("HTTP/1.1 " + status).hasSizeLessThan(SHORT);
  }

  /** Sends lines as they are; what stands after an empty one is the body. */
  private static String raw(String... lines) throws IOException {
    List<String> head = new ArrayList<>(List.of(lines));
    String body = "";
    int empty = head.indexOf("");
    if (empty >= 0) {
      body = String.join("", head.subList(empty + 1, head.size()));
      head = head.subList(0, empty);
    }
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.setSoTimeout(10_000);
      String request = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
