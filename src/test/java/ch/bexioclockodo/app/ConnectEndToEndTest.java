package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.RunFailure;
import ch.bexioclockodo.run.RunLock;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.IssuerRules;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection through OAuth, from the first consent to the end, on the sandbox's issuer. */
class ConnectEndToEndTest {

  private static final String TOKEN = "/realms/bexio/protocol/openid-connect/token";

  @TempDir Path folder;

  private World world;

  @AfterEach
  void close() {
    if (world != null) {
      world.close();
    }
  }

  private World world(IssuerRules rules, String... settings) throws IOException {
    String[] all = new String[settings.length + 2];
    System.arraycopy(settings, 0, all, 2, settings.length);
    all[0] = "bexio.token";
    all[1] = "";
    world = new World(folder, SandboxData.company(), builder -> builder.issuerRules(rules), all);
    return world;
  }

  private World world() throws IOException {
    return world(IssuerRules.defaults());
  }

  @Test
  void afterConsentARunWorksAndARestartNeedsNobody() throws Exception {
    world();
    assertThat(problems(world.importAll())).containsExactly("connection.not-connected");

    Connections.Connected made = world.connect();

    assertThat(made.company()).isEqualTo("Limmat Ingenieure AG");
    assertThat(made.missing()).isEmpty();
    assertThat(made.scopes())
        .containsExactly(
            "company_profile",
            "contact_show",
            "monitoring_edit",
            "offline_access",
            "openid",
            "project_show");
    assertThat(world.importAll().get("status")).isEqualTo("attention");
    world.restart();
    assertThat(problems(world.export())).isEmpty();
    assertThat(world.posts("issuer", TOKEN)).hasSize(1);
    assertThat(Files.getPosixFilePermissions(folder.resolve("bexio-clockodo.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anAccessTokenIsRenewedAheadOfItsEndAndTheNewRefreshTokenIsKept() throws Exception {
    world();
    world.connect();
    for (int i = 1; i <= 2; i++) {
      long issued = 250L * (i - 1);
      world.clockAdvancesBy(Duration.ofSeconds(issued + 200));
      assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
      assertThat(refreshes()).as("more than a minute before the end").hasSize(i - 1);
      world.clockAdvancesBy(Duration.ofSeconds(issued + 250));
      assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
      assertThat(refreshes()).as("less than a minute before the end").hasSize(i);
      world.restart();
    }
    assertThat(world.sandbox().journal().requests("bexio", "GET", "/2.0/company_profile"))
        .allMatch(call -> call.status() == 200);
  }

  @Test
  void anIssuerThatKeepsTheRefreshTokenAndTellsNoScopesIsJustAsGood() throws Exception {
    world(IssuerRules.defaults().rotates(false).tellsScopes(false));
    Connections.Connected made = world.connect();
    world.sandbox().expireAccessTokens();
    assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
    world.sandbox().expireAccessTokens();
    assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
    assertThat(refreshes()).hasSize(2);
    assertThat(made.missing()).isEmpty();
    assertThat(world.connections().missing()).isEmpty();
  }

  @Test
  void manyThreadsRenewOnce() throws Exception {
    world();
    world.connect();
    world.sandbox().expireAccessTokens();
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .then(Fault.latency(Duration.ofMillis(300)));

    assertThat(together(20, () -> problems(world.importAll("Preview", "true"))))
        .allMatch(List::isEmpty);

    assertThat(refreshes()).hasSize(1);
  }

  @Test
  void twoNodesRenewOnceHoweverLongTheIssuerTakes() throws Exception {
    world();
    twoNodesRenewOnce();
  }

  @Test
  void twoNodesOnPostgreSqlRenewOnce() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      world();
      world.set("db.url", postgres.getJdbcUrl("postgres", "postgres")).restart();
      twoNodesRenewOnce();
    }
  }

  /** The issuer takes longer than H2 waits for a row by itself. */
  private void twoNodesRenewOnce() throws Exception {
    world.connect();
    world.sandbox().expireAccessTokens();
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .then(Fault.latency(Duration.ofMillis(2_500)));
    try (Connector other =
        Connector.start(SettingsFile.read(folder.resolve("application.properties")), false)) {
      AtomicInteger turn = new AtomicInteger();
      List<AccessTokens> nodes =
          List.of(
              world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class),
              other.bean("bexioClockodoBexioAccess", AccessTokens.class));
      String ended = nodes.get(0).current();
      nodes.forEach(node -> node.refused(ended));
      List<String> got = together(6, () -> nodes.get(turn.getAndIncrement() % 2).current());
      assertThat(got).containsOnly(got.get(0)).doesNotContain(ended);
    }
    assertThat(refreshes()).hasSize(1);
  }

  @Test
  void anAccessTokenThatEndsInMidRunIsRenewedOnceAndTheSameRowGoesAgain() throws Exception {
    world();
    world.connect();
    world.importAll();
    world.sandbox().faults().on("POST /2.0/timesheet").nth(3).then(Fault.unauthorizedOnce());

    Map<String, Object> exported = world.export();

    assertThat(World.count(exported, "failed")).isZero();
    assertThat(World.closes(exported)).isTrue();
    assertThat(refreshes()).hasSize(1);
    List<JournalEntry> posts = world.posts("bexio", "/2.0/timesheet");
    String turnedAway =
        posts.stream().filter(post -> post.status() == 401).findFirst().orElseThrow().body();
    assertThat(posts.stream().filter(post -> post.body().equals(turnedAway))).hasSize(2);
    assertThat(world.timesheets()).hasSize(World.exported(exported));
  }

  @Test
  void whenTheIssuerAcceptsNothingAnyMoreThePlanWaitsAndGoesOnAfterConsent() throws Exception {
    world();
    world.connect();
    world.importAll();
    String plan = String.valueOf(world.export("Preview", "true").get("plan"));
    world.sandbox().endSessions();

    Map<String, Object> refused = world.export("Plan", plan);
    assertThat(problems(refused)).containsExactly("connection.reconnect-needed");
    assertThat(refused.get("status")).isEqualTo("failed");
    assertThat(problems(world.export("Plan", plan))).containsExactly("connection.reconnect-needed");
    assertThat(refreshes()).as("no storm").hasSize(1);
    assertThat(world.timesheets()).isEmpty();
    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.RECONNECT_NEEDED);

    world.connect();
    Map<String, Object> exported = world.export("Plan", plan);
    assertThat(World.closes(exported)).isTrue();
    assertThat(World.exported(exported)).isPositive();
  }

  @Test
  void theNightThatFindsTheLossRunsOnceSomebodyHasConnected() throws Exception {
    world(IssuerRules.defaults(), "import.cron", "* * * * * ?");
    world.connect();
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
              + " values ('default', 'import', current_date - 1,"
              + " current_timestamp - interval '1' day, 'a test')");
    }
    world.sandbox().endSessions();
    world.clockAdvancesBy(Duration.ofSeconds(310));
    Due due = world.connector().bean("bexioClockodoDue", Due.class);
    assertThat(world.connections().standing().connected()).as("nobody knows yet").isTrue();

    assertThat(due.importIsDue()).isFalse();
    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.RECONNECT_NEEDED);
    assertThat(due.importIsDue()).isFalse();
    assertThat(refreshes()).hasSize(1);

    world.connect();
    assertThat(due.importIsDue()).isTrue();
  }

  @Test
  void aSessionThatEndsInMidRunStopsItAndTheRestStaysPlanned() throws Exception {
    world();
    world.connect();
    world.importAll();
    world.sandbox().faults().on("POST /2.0/timesheet").nth(3).then(Fault.status(401));
    world.sandbox().faults().on("POST " + TOKEN).then(Fault.status(400, "invalid_grant"));

    Map<String, Object> stopped = world.export();
    assertThat(problems(stopped)).contains("connection.reconnect-needed");
    assertThat(stopped.get("status")).isEqualTo("failed");
    assertThat(World.count(stopped, "unknown")).isZero();

    world.sandbox().faults().clear();
    world.connect();
    Map<String, Object> exported = world.export("Plan", String.valueOf(stopped.get("plan")));
    assertThat(World.closes(exported)).isTrue();
    assertThat(world.timesheets())
        .hasSize(World.exported(exported))
        .hasSizeGreaterThan(World.exported(stopped));
  }

  @Test
  void aRefreshWhoseAnswerIsLostEndsInReconnectNeededAndNothingElse() throws Exception {
    world();
    world.connect();
    world.sandbox().expireAccessTokens();
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .nth(1)
        .then(Fault.dropAfterCommit());
    AccessTokens tokens = world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class);
    tokens.refused(tokens.current());
    assertThatThrownBy(tokens::current)
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("issuer-silent");
    assertThat(refreshes()).as("nobody repeats it unasked").hasSize(1);
    world.restart();
    Map<String, Object> second = world.importAll("Preview", "true");
    assertThat(problems(second)).containsExactly("connection.reconnect-needed");
    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.RECONNECT_NEEDED);
    world.connect();
    assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
  }

  @Test
  void anIssuerThatIsDownIsWaitedForAndTheTokenThatStillLastsIsUsed() throws Exception {
    world();
    world.connect();
    world.sandbox().faults().on("POST " + TOKEN).then(Fault.htmlStatus(503));
    world.clockAdvancesBy(Duration.ofSeconds(260));
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();

    world.clockAdvancesBy(Duration.ofSeconds(310));
    AccessTokens tokens = world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class);
    assertThatThrownBy(tokens::current)
        .isInstanceOfSatisfying(
            NoAccess.class,
            none -> {
              assertThat(none.reason()).isEqualTo(NoAccess.Reason.ISSUER_SILENT);
              assertThat(none.needsPerson()).isFalse();
            });
    assertThat(world.connections().standing().connected()).isTrue();
    world.sandbox().faults().clear();
    world.restart();
    world.clockAdvancesBy(Duration.ofSeconds(310));
    assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
  }

  @Test
  void aFunctionThatIsTurnedOnNamesWhatItLacksAndItsPlanGoesOnAfterReconnecting() throws Exception {
    world();
    world.connect();
    world.importAll();
    String plan = String.valueOf(world.importAll("Preview", "true", "Full", "true").get("plan"));
    int writes = world.sandbox().journal().writes().size();
    world.set("import.services-from", "items").restart();

    Map<String, Object> refused = world.importAll("Plan", plan);
    assertThat(problems(refused)).containsExactly("connection.scopes-missing");
    assertThat(String.valueOf(refused.get("problems")))
        .contains("services from items", "article_show", "connect");
    assertThat(world.connections().missing()).containsExactly("services from items (article_show)");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    assertThat(problems(world.export())).as("an export needs no items").isEmpty();

    Connections.Connected again = world.connect();
    assertThat(again.missing()).isEmpty();
    assertThat(again.scopes()).contains("article_show");
    assertThat(problems(world.importAll("Plan", plan))).isEmpty();
    assertThat(problems(world.importAll())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void accessThatDoesNotLastIsNamedAsMissing(boolean tellsScopes) throws Exception {
    world(IssuerRules.defaults().tellsScopes(tellsScopes));
    String asked = world.connections().ask(World.CALLBACK).toString();
    URI less = URI.create(asked.replace("offline_access+", ""));
    Connections.Connected made = world.connections().complete(new Browser().open(less));
    assertThat(less.toString()).isNotEqualTo(asked);
    assertThat(made.missing())
        .containsExactly("access that lasts until somebody takes it back (offline_access)");
  }

  @Test
  void generalIsNeverAskedForAndNothingThatAnotherScopeImplies() throws Exception {
    world(IssuerRules.defaults(), "import.services-from", "items");
    URI address = world.connections().ask(World.CALLBACK);
    assertThat(address.getQuery())
        .contains("article_show", "monitoring_edit", "code_challenge_method=S256")
        .doesNotContain("general", "monitoring_show");
  }

  @Test
  void anotherCompanyIsRefusedWithBothNamesAndItsTokensAreRevoked() throws Exception {
    world();
    world.connect();
    world.importAll();
    world.nameCompany("Fremde GmbH", "info@fremde.example");

    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG")
        .hasMessageContaining("Fremde GmbH")
        .hasMessageContaining("may have ended the former connection too");
    assertThat(world.posts("issuer", "/realms/bexio/protocol/openid-connect/revoke")).hasSize(1);

    world.nameCompany("Limmat Ingenieure AG", null);
    assertThat(problems(world.export())).as("the former connection stands").isEmpty();
  }

  @Test
  void nothingIsRevokedBecauseBexioDidNotAnswerForAMoment() throws Exception {
    world();
    world.connect();
    world.sandbox().faults().on("GET /2.0/company_profile").then(Fault.htmlBody());
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageNotContaining("revoked");
    assertThat(world.posts("issuer", "/realms/bexio/protocol/openid-connect/revoke")).isEmpty();
    world.sandbox().faults().clear();
    assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
  }

  @Test
  void aSecondConnectionOfTheSamePairIsRefused() throws Exception {
    world();
    world.connect();
    rename("default", "other");
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG")
        .hasMessageContaining("other");
    rename("other", "default");
    world.connect();
  }

  @Test
  void disconnectRevokesAndForgetsAndAnUnusedPairIsFreeAgain() throws Exception {
    world();
    world.connect();
    assertThat(world.connections().company()).contains("Limmat Ingenieure AG (1)");

    assertThat(world.connections().disconnect()).isEmpty();

    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.NOT_CONNECTED);
    assertThat(world.connections().company()).isEmpty();
    assertThat(problems(world.importAll())).containsExactly("connection.not-connected");
    assertThat(world.posts("issuer", "/realms/bexio/protocol/openid-connect/revoke")).hasSize(1);
    assertThat(world.connections().disconnect()).isPresent();
  }

  @Test
  void whatLinksDependOnSurvivesADisconnect() throws Exception {
    world();
    world.connect();
    world.importAll();
    world.connections().disconnect();
    assertThat(world.connections().company()).isPresent();
  }

  @Test
  void whatADecisionAloneDependsOnSurvivesADisconnect() throws Exception {
    world();
    world.connect();
    assertThat(world.command("link", "customer", "13", "--ignore").status()).isZero();
    world.connections().disconnect();
    world.nameCompany("Fremde GmbH", "info@fremde.example");
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG");

    assertThat(world.command("unlink", "customer", "13").status()).isZero();
    world.connections().disconnect();
    assertThat(world.connect().company()).isEqualTo("Fremde GmbH");
  }

  @Test
  void whoWritesMeanwhileKeepsTheCompanyAndADisconnectAfterwardsFreesIt() throws Exception {
    world();
    world.connect();
    RunLock run =
        RunLock.take(
                world.connector().dataSource(),
                "default",
                "a run",
                Clock.systemUTC(),
                System::nanoTime)
            .orElseThrow();
    assertThat(world.connections().disconnect()).isEmpty();
    assertThat(world.connections().company()).isPresent();
    run.release();
    world.connections().disconnect();
    assertThat(world.connections().company()).isEmpty();
  }

  @Test
  void anAnswerServesOnceAndOnlyForWhoWasSent() throws Exception {
    world();
    URI back = new Browser().open(world.connections().ask(World.CALLBACK));
    URI foreign = URI.create(back.toString().replaceAll("state=[^&]+", "state=guessed"));
    URI without = URI.create(back.toString().replaceAll("&state=[^&]+", ""));
    for (URI wrong : List.of(foreign, without)) {
      assertThatThrownBy(() -> world.connections().complete(wrong))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("nobody was sent");
    }
    world.connections().complete(back);
    assertThatThrownBy(() -> world.connections().complete(back))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("nobody was sent");
    assertThat(world.posts("issuer", TOKEN)).hasSize(1);
  }

  @Test
  void whoComesBackTooLateBeginsAgain() throws Exception {
    world();
    URI back = new Browser().open(world.connections().ask(World.CALLBACK));
    world.clockAdvancesBy(Duration.ofMinutes(16));
    assertThatThrownBy(() -> world.connections().complete(back))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("15 minutes");
  }

  @Test
  void aCodeThatAnotherBrowserWasGivenIsRefusedByTheVerifier() throws Exception {
    world();
    URI mine = new Browser().open(world.connections().ask(World.CALLBACK));
    URI theirs = new Browser().open(world.connections().ask(World.CALLBACK));
    String code = theirs.getQuery().replaceAll(".*code=([^&]+).*", "$1");
    URI swapped = URI.create(mine.toString().replaceAll("code=[^&]+", "code=" + code));
    assertThatThrownBy(() -> world.connections().complete(swapped))
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("invalid_grant");
    assertThat(world.connections().standing().connected()).isFalse();
  }

  @Test
  void whoDoesNotAgreeIsToldSo() throws Exception {
    world(IssuerRules.defaults().agrees(false));
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("access_denied");
  }

  @Test
  void aWrongClientSecretIsOneClearProblemAndDoesNotEndTheConnection() throws Exception {
    world();
    world.connect();
    world.sandbox().expireAccessTokens();
    world.set("bexio.client-secret", "wrong").restart();
    Map<String, Object> refused = world.importAll();
    assertThat(problems(refused)).containsExactly("connection.issuer-refuses");
    assertThat(String.valueOf(refused.get("problems"))).contains("client-secret");
    world.set("bexio.client-secret", Sandbox.BEXIO_CLIENT_SECRET).restart();
    assertThat(problems(world.importAll())).isEmpty();
  }

  @Test
  void aWrongSecretKeyIsOneClearProblemAndReconnectingHelps() throws Exception {
    world();
    world.connect();
    String other = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    world.set("secret-key", other).restart();
    Map<String, Object> refused = world.importAll();
    assertThat(problems(refused)).containsExactly("connection.secret-key-wrong");
    assertThat(String.valueOf(refused.get("problems")))
        .contains("bexio-clockodo.secret-key")
        .doesNotContain(other);
    world.connect();
    assertThat(problems(world.importAll("Preview", "true"))).isEmpty();

    world.set("secret-key", "").restart();
    Files.delete(folder.resolve("bexio-clockodo.key"));
    Map<String, Object> lost = world.importAll("Preview", "true");
    assertThat(problems(lost)).containsExactly("connection.secret-key-wrong");
    assertThat(String.valueOf(lost.get("problems"))).contains("bexio-clockodo.key");
    assertThat(folder.resolve("bexio-clockodo.key")).as("none is made to read with").doesNotExist();
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefused() throws Exception {
    world();
    world.connect();
    Files.setPosixFilePermissions(
        folder.resolve("bexio-clockodo.key"), PosixFilePermissions.fromString("rw-r--r--"));
    world.restart();
    Map<String, Object> refused = world.importAll();
    assertThat(problems(refused)).containsExactly("connection.secret-key-wrong");
    assertThat(String.valueOf(refused.get("problems"))).contains("chmod 600");
  }

  private List<JournalEntry> refreshes() {
    return world.posts("issuer", TOKEN).stream()
        .filter(call -> call.body().contains("grant_type=refresh_token"))
        .toList();
  }

  private void rename(String from, String to) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update bexio_clockodo.connection set connection = '"
              + to
              + "' where connection = '"
              + from
              + "'");
    }
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, work))) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
