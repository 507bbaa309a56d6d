package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connecting, and what becomes of a connection, with real processes. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ConnectIT {

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;
  private final List<Ended> all = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(3)).limits(false).start();
    connector = new Distribution(folder, sandbox).byConsent(sandbox);
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void connectWaitsForTheBrowserAndLaterCommandsNeedNobody() throws Exception {
    Child connect = connector.start("connect");
    Ended connected = comeBack(connect).ended();
    assertThat(connected.status()).as(connected.toString()).isZero();
    assertThat(connected.out())
        .contains("connected with the bexio company")
        .contains("monitoring_edit");
    assertThat(connector.run("import", "--json").reportStatus()).isEqualTo("done");

    Ended disconnected = connector.run("disconnect");
    assertThat(disconnected.status()).isZero();
    assertThat(disconnected.out()).contains("revoked and forgotten");
    try (Connector next = connector.inThisProcess()) {
      assertThat(World.problems(preview(next))).containsExactly("connection.not-connected");
    }
  }

  @Test
  void withoutABrowserOnThisMachineTheAddressIsPastedAndASlipIsAskedForAgain() throws Exception {
    Child connect = connector.start("connect", "--json");
    URI address = address(connect);
    connect.paste(connector.callback() + "?code=slip&state=slip");
    connect.awaitErr("nobody was sent");
    connect.paste(new Browser().open(address).toString());
    Ended connected = connect.ended();
    assertThat(connected.status()).as(connected.toString()).isZero();
    assertThat(connected.json().get("connected").booleanValue()).isTrue();
    assertThat(connected.json().get("scopes").toString()).contains("contact_show");
  }

  @Test
  void aScriptThatHasNoRightAddressEndsWithItsInput() throws Exception {
    Child connect = connector.start("connect", "--json");
    connect.paste("no address");
    connect.endInput();
    Ended refused = connect.ended();
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.json().at("/problems/0/code").asText()).isEqualTo("connection.input-ended");
    assertThat(refused.err()).contains("nobody was sent");
  }

  @Test
  void whoDoesNotAgreeInTheBrowserEndsTheWaitingWithOneSentence() throws Exception {
    Child connect = connector.start("connect", "--json");
    String state = address(connect).getQuery().replaceAll(".*state=([^&]+).*", "$1");
    get(URI.create(connector.callback() + "?error=access_denied&state=" + state));
    Ended refused = connect.ended();
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.json().at("/problems/0/code").asText())
        .isEqualTo("connection.issuer-refuses");
  }

  @Test
  void schedulesPauseWithOneLineAndGoOnOnceSomebodyHasConnectedOnThePage() throws Exception {
    connect();
    knownSinceLastWeek();
    sandbox.endSessions();
    sandbox.expireAccessTokens();
    try (Connector another = connector.inThisProcess()) {
      assertThat(World.problems(preview(another))).containsExactly("connection.reconnect-needed");
    }

    Child serve = connector.set("import.cron", "* * * * * ?").start("serve");
    serve.awaitErr("schedules pause");
    serve.awaitErr("console: http://localhost:");
    assertThat(runs()).isZero();

    URI back = new Browser().open(sentFromThePage());
    assertThat(get(back).statusCode()).isEqualTo(200);

    serve.awaitErr("schedules go on");
    serve.awaitErr("import run: done");
    assertThat(serve.err().lines().filter(line -> line.contains("schedules pause"))).hasSize(1);
    assertThat(serve.terminate().ended(Duration.ofSeconds(20)).status()).isZero();
  }

  @Test
  void noSecretIsPrintedOrStoredWhateverGoesWrong() throws Exception {
    connector
        .linked()
        .jvm("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug")
        .jvm("-Dorg.slf4j.simpleLogger.log.ch.bexioclockodo=debug")
        .set("alert.webhook", "http://127.0.0.1:1/" + Webhook.SECRET + "?key=" + Webhook.SECRET);
    Child connect = connector.start("connect");
    URI asked = address(connect);
    URI pasted = new Browser().open(asked);
    connect.paste(pasted.toString());
    all.add(connect.ended());
    sandbox.expireAccessTokens();
    sandbox.faults().on("POST /2.0/timesheet").nth(2).then(Fault.status(401));
    all.add(connector.run("export", "--from", "2026-09-01", "--to", "2026-09-30", "--json"));

    Child serve = connector.start("serve");
    serve.awaitErr("console: http://localhost:");
    URI open = sentFromThePage();
    URI onThePage = new Browser().open(sentFromThePage());
    assertThat(get(onThePage).statusCode()).isEqualTo(200);
    assertThat(get(onThePage).body()).contains("nobody was sent");
    String connected = dump();
    all.add(serve.terminate().ended());

    connector.set("secret-key", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=");
    all.add(connector.run("import", "--preview"));
    connector.set("secret-key", null);
    // The check renews it, and the answer is cut; the import then has a used refresh token.
    sql("update bexio_clockodo.token set expires_at = issued_at");
    sandbox.faults().on("POST " + TOKEN).nth(1).then(Fault.cutBody());
    all.add(connector.run("check", "--json"));
    all.add(connector.run("import", "--json"));
    String ended = dump();
    connector.set("bexio.client-secret", "another-" + Sandbox.BEXIO_CLIENT_SECRET);
    all.add(connector.run("disconnect"));

    assertThat(all).allMatch(command -> command.err().contains("DEBUG"));
    assertThat(all.get(3).out()).contains("bexio-clockodo.secret-key");
    assertThat(all).anyMatch(command -> command.err().contains("has not taken a notice"));
    assertThat(connected)
        .contains("('default', 'CONNECTED', '", "INTO \"BEXIO_CLOCKODO\".\"CONSENT\"");
    assertThat(ended).contains("('default', 'RECONNECT_NEEDED', ");
    List<String> secrets = new ArrayList<>(sandbox.tokensGiven());
    assertThat(secrets).hasSizeGreaterThan(3);
    assertThat(verifiers()).hasSizeGreaterThan(1);
    secrets.addAll(verifiers());
    secrets.addAll(List.of(Sandbox.BEXIO_CLIENT_SECRET, Sandbox.CLOCKODO_API_KEY, Webhook.SECRET));
    secrets.add("QUFBQUFB");
    secrets.addAll(List.of(parameter(pasted, "code"), parameter(onThePage, "code")));
    for (URI address : List.of(asked, open, onThePage)) {
      secrets.add(parameter(address, "state"));
      assertThat(address.getQuery()).doesNotContain("nonce=");
    }
    List<String> told = new ArrayList<>(List.of(connected, ended));
    // The address that a person is sent to is printed for them, with its state.
    all.forEach(command -> told.add((command.out() + command.err()).replace(asked.toString(), "")));
    for (String text : told) {
      String which = "text " + told.indexOf(text) + " of two dumps and the commands";
      for (String secret : secrets) {
        assertThat(text.contains(secret)).as("%s is in %s", secret, which).isFalse();
      }
      assertThat(verifiersOf(parameter(open, "code_challenge"), text))
          .as("the verifier of the open consent is in %s", which)
          .isEmpty();
    }
    assertThat(verifiersOf(parameter(asked, "code_challenge"), String.join(" ", verifiers())))
        .as("a verifier is recognised")
        .hasSize(1);
  }

  /** What proved to the issuer that whoever came for tokens had asked for them. */
  private List<String> verifiers() {
    return sandbox.journal().requests("issuer", "POST", TOKEN).stream()
        .map(JournalEntry::body)
        .filter(body -> body.contains("code_verifier="))
        .map(body -> body.replaceAll("(?s).*code_verifier=([^&]+).*", "$1"))
        .toList();
  }

  /** The words of a text that would prove that. */
  private static List<String> verifiersOf(String challenge, String text)
      throws NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    return Pattern.compile("[A-Za-z0-9._~-]{43,128}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(
            word ->
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(hash.digest(word.getBytes(StandardCharsets.US_ASCII)))
                    .equals(challenge))
        .toList();
  }

  private static String parameter(URI address, String name) {
    return address.getQuery().replaceAll("(.*&)?" + name + "=([^&]+).*", "$2");
  }

  /** Where the page of serve sends a person to who wants to connect. */
  private URI sentFromThePage() throws IOException, InterruptedException {
    ConsoleClient person = new ConsoleClient(connector.callback().getPort());
    person.get("/connection");
    return person.leave(person.post("/connection/connect"));
  }

  private static Map<String, Object> preview(Connector connector) {
    return connector.call(
        "bexio-clockodo-import",
        Map.of("bexioClockodoPreview", true, "bexioClockodoOnly", "users"));
  }

  /** As {@link #connectWaitsForTheBrowserAndLaterCommandsNeedNobody}, without a process. */
  private void connect() throws Exception {
    try (Connector first = connector.inThisProcess()) {
      Connections connections = first.bean("bexioClockodoConnections", Connections.class);
      connections.complete(new Browser().open(connections.ask(connector.callback())));
    }
  }

  private Child comeBack(Child connect) throws Exception {
    HttpResponse<String> page = get(new Browser().open(address(connect)));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("connected with the bexio company");
    return connect;
  }

  /** Where the command sends a person to. */
  static URI address(Child connect) {
    connect.awaitErr("paste here");
    return connect
        .err()
        .lines()
        .filter(line -> line.startsWith("http"))
        .map(URI::create)
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void knownSinceLastWeek() throws SQLException {
    sql(
        "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
            + " values ('default', 'import', current_date - 1,"
            + " current_timestamp - interval '1' day, 'a test')");
  }

  private void sql(String sql) throws SQLException {
    try (Connection database = connector.database();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private long runs() throws SQLException {
    try (Connection database = connector.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from bexio_clockodo.run where started_by like 'schedule%'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private String dump() throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection database = connector.database();
        Statement statement = database.createStatement();
        ResultSet lines = statement.executeQuery("script")) {
      while (lines.next()) {
        dump.append(lines.getString(1)).append('\n');
      }
    }
    return dump.toString();
  }
}
