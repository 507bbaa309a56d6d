package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connecting, and what becomes of a connection, with real processes. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ConnectIT {

  private static final int SIGKILL = 128 + 9;
  private static final String TOKEN = "/realms/bexio/protocol/openid-connect/token";
  private static final String WRITE =
      "(update|into) bexio_clockodo\\.token (set state = 'CONN|\\()";

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;
  private final List<Ended> all = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(3)).limits(false).start();
    connector = new Distribution(folder, sandbox).linked().byConsent(sandbox);
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
  void withoutABrowserOnThisMachineTheAddressIsPasted() throws Exception {
    Child connect = connector.start("connect", "--json");
    URI back = new Browser().open(address(connect));
    connect.paste(back.toString());
    Ended connected = connect.ended();
    assertThat(connected.status()).as(connected.toString()).isZero();
    assertThat(connected.json().get("connected").booleanValue()).isTrue();
    assertThat(connected.json().get("scopes").toString()).contains("contact_show");

    Child again = connector.start("connect", "--json");
    address(again);
    again.paste(back.toString());
    again.awaitErr("nobody was sent");
    again.paste(new Browser().open(address(again)).toString());
    assertThat(again.ended().json().get("connected").booleanValue()).isTrue();
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
    Ended lost = connector.run("export", "--preview", "--json");
    assertThat(lost.out()).contains("connection.reconnect-needed");

    Child serve = connector.set("import.cron", "* * * * * ?").start("serve");
    serve.awaitErr("schedules pause");
    serve.awaitErr("connection with bexio: http://localhost:");
    assertThat(runs()).isZero();

    URI page = connector.callback().resolve(ConnectionPages.PATH + "/connect");
    HttpClient browser = HttpClient.newHttpClient();
    HttpResponse<String> sent =
        browser.send(
            HttpRequest.newBuilder(page)
                .header("Origin", "http://localhost:" + page.getPort())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(sent.statusCode()).isEqualTo(303);
    URI back = new Browser().open(URI.create(sent.headers().firstValue("Location").orElseThrow()));
    assertThat(get(back).statusCode()).isEqualTo(200);

    serve.awaitErr("schedules go on");
    serve.awaitErr("import run: done");
    assertThat(serve.err().lines().filter(line -> line.contains("schedules pause"))).hasSize(1);
    assertThat(serve.terminate().ended(Duration.ofSeconds(20)).status()).isZero();
  }

  static Stream<Arguments> deaths() {
    return Stream.of(
        Arguments.of("before", Standing.State.RECONNECT_NEEDED),
        Arguments.of("after", Standing.State.CONNECTED));
  }

  @ParameterizedTest(name = "{0} the commit: {1}")
  @MethodSource("deaths")
  void aProcessThatDiesAroundTheCommitOfARenewedTokenLeavesAConnectionThatWorksOrASaidEnd(
      String moment, Standing.State after) throws Exception {
    connect();
    sandbox.expireAccessTokens();
    String option = KillAgent.option(folder, moment, 1, WRITE);
    Ended killed = connector.jvm(option).start("import", "--preview").ended();
    assertThat(killed.status()).as(killed.toString()).isEqualTo(SIGKILL);
    assertThat(sandbox.journal().requests("issuer", "POST", TOKEN)).hasSize(2);
    goesOn(after);
  }

  @Test
  void aProcessThatDiesWhileTheIssuerAnswersLeavesASaidEnd() throws Exception {
    connect();
    sandbox.expireAccessTokens();
    sandbox
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .nth(1)
        .then(Fault.lateAnswer(Duration.ofSeconds(20)));
    Child child = connector.start("import", "--preview");
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> sandbox.journal().requests("issuer", "POST", TOKEN).size() == 2);
    child.kill();
    goesOn(Standing.State.RECONNECT_NEEDED);
  }

  @ParameterizedTest(name = "{0} the commit")
  @MethodSource("deaths")
  void aProcessThatDiesWhileItConnectsLeavesWhatWasOrWhatShallBe(
      String moment, Standing.State ignored) throws Exception {
    String option = KillAgent.option(folder, moment, 1, WRITE);
    Child connect = connector.jvm(option).start("connect");
    connect.paste(new Browser().open(address(connect)).toString());
    assertThat(connect.ended().status()).isEqualTo(SIGKILL);
    try (Connector next = connector.inThisProcess()) {
      Connections connections = next.bean("bexioClockodoConnections", Connections.class);
      assertThat(connections.standing().state())
          .isEqualTo(
              moment.equals("before") ? Standing.State.NOT_CONNECTED : Standing.State.CONNECTED);
      if (moment.equals("before")) {
        connections.complete(new Browser().open(connections.ask(connector.callback())));
      }
      assertThat(World.problems(preview(next))).isEmpty();
    }
  }

  @Test
  void noSecretIsPrintedOrStoredWhateverGoesWrong() throws Exception {
    connector
        .jvm("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug")
        .jvm("-Dorg.slf4j.simpleLogger.log.ch.bexioclockodo=debug")
        .set("alert.webhook", "http://127.0.0.1:1/" + Webhook.SECRET + "?key=" + Webhook.SECRET);
    Child connect = connector.start("connect");
    URI back = new Browser().open(address(connect));
    connect.paste(back.toString());
    all.add(connect.ended());
    sandbox.expireAccessTokens();
    sandbox.faults().on("POST /2.0/timesheet").nth(2).then(Fault.status(401));
    all.add(connector.run("export", "--from", "2026-09-01", "--to", "2026-09-30", "--json"));
    String connected = dump();
    connector.set("secret-key", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=");
    all.add(connector.run("import", "--preview"));
    connector.set("secret-key", null);
    sandbox.expireAccessTokens();
    sandbox.faults().on("POST " + TOKEN).nth(1).then(Fault.cutBody());
    all.add(connector.run("import", "--json"));
    String ended = dump();
    connector.set("bexio.client-secret", "another-" + Sandbox.BEXIO_CLIENT_SECRET);
    all.add(connector.run("disconnect"));

    List<String> secrets = new ArrayList<>(sandbox.tokensGiven());
    assertThat(secrets).hasSizeGreaterThan(3);
    secrets.add(Sandbox.BEXIO_CLIENT_SECRET);
    secrets.add(Sandbox.CLOCKODO_API_KEY);
    secrets.add("QUFBQUFB");
    secrets.add(Webhook.SECRET);
    secrets.add(back.getQuery().replaceAll(".*code=([^&]+).*", "$1"));
    assertThat(all).allMatch(command -> command.err().contains("DEBUG"));
    assertThat(all.get(2).out()).contains("bexio-clockodo.secret-key");
    assertThat(all).anyMatch(command -> command.err().contains("has not taken a notice"));
    assertThat(connected).contains("('default', 'CONNECTED', '");
    assertThat(ended).contains("('default', 'RECONNECT_NEEDED', ");
    for (String secret : secrets) {
      for (Ended command : all) {
        assertThat((command.out() + command.err()).contains(secret))
            .as("%s is printed by %s", secret, all.indexOf(command))
            .isFalse();
      }
      assertThat((connected + ended).contains(secret))
          .as("%s is in the database", secret)
          .isFalse();
    }
  }

  private void goesOn(Standing.State after) throws Exception {
    try (Connector next = connector.inThisProcess()) {
      Connections connections = next.bean("bexioClockodoConnections", Connections.class);
      List<String> problems = World.problems(preview(next));
      assertThat(connections.standing().state()).isEqualTo(after);
      if (after == Standing.State.CONNECTED) {
        assertThat(problems).isEmpty();
      } else {
        assertThat(problems).containsExactly("connection.reconnect-needed");
        connections.complete(new Browser().open(connections.ask(connector.callback())));
        assertThat(World.problems(preview(next))).isEmpty();
      }
    }
  }

  private static Map<String, Object> preview(Connector connector) {
    return connector.call("bexio-clockodo-import", Map.of("bexioClockodoPreview", true));
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

  private static URI address(Child connect) {
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
    try (Connection database = connector.database();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
              + " values ('default', 'import', current_date - 1,"
              + " current_timestamp - interval '1' day, 'a test')");
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
