package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.together;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.RunFailure;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connection with a real Keycloak, which bexio's issuer is: PKCE is required, and a refresh
 * token that is used twice ends the session. It runs where the zip of Keycloak is at hand, and
 * everywhere with {@code -Pkeycloak}.
 */
class KeycloakIT {

  private static final int THREADS = 20;

  private static KeycloakServer keycloak;

  @TempDir Path folder;

  private World world;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> zip = KeycloakServer.zip();
    // The profile has promised these tests: without the zip they fail, they are not left out.
    boolean promised = Boolean.getBoolean("keycloak.required");
    assertThat(promised && zip.isEmpty())
        .as("-Pkeycloak without the zip of Keycloak at %s", System.getProperty("keycloak.zip"))
        .isFalse();
    assumeTrue(zip.isPresent(), "no zip of Keycloak at hand");
    keycloak = KeycloakServer.start(zip.orElseThrow(), Path.of("target", "keycloak"));
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @BeforeEach
  void connectorOnKeycloak() throws IOException {
    world =
        new World(
            folder,
            SandboxData.company(),
            builder -> builder.tokens(keycloak.tokens()),
            "bexio.token",
            "",
            "bexio.issuer",
            keycloak.issuer(),
            "bexio.client-id",
            KeycloakServer.CLIENT,
            "bexio.client-secret",
            KeycloakServer.CLIENT_SECRET);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Connections.Connected connect() throws Exception {
    Connections connections = world.connections();
    return connections.complete(
        new Browser(KeycloakServer.USER, KeycloakServer.PASSWORD)
            .open(connections.ask(World.CALLBACK)));
  }

  private AccessTokens tokens() {
    return world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class);
  }

  @Test
  void afterSigningInARunWorksAndTheTokenIsRenewedAheadOfItsEnd() throws Exception {
    Connections.Connected made = connect();
    assertThat(made.company()).isEqualTo("Limmat Ingenieure AG");
    assertThat(made.scopes())
        .contains("contact_show", "monitoring_edit", "project_show", "offline_access");
    assertThat(made.missing()).isEmpty();
    assertThat(World.count(world.importAll(), "done")).isPositive();

    String first = tokens().current();
    for (int i = 1; i <= 2; i++) {
      world.restart();
      world.clockAdvancesBy(Duration.ofSeconds(250L * i));
      assertThat(tokens().current()).isNotEqualTo(first);
      assertThat(problems(world.importAll("Preview", "true"))).isEmpty();
    }
  }

  @Test
  void twentyThreadsRenewOnce() throws Exception {
    connect();
    String before = tokens().current();
    long refreshes = keycloak.refreshes();
    world.clockAdvancesBy(Duration.ofSeconds(250));

    Set<String> got = new HashSet<>(together(THREADS, () -> tokens().current()));

    assertThat(got).hasSize(1).doesNotContain(before);
    assertThat(keycloak.refreshes()).isEqualTo(refreshes + 1);
    world.clockAdvancesBy(Duration.ofSeconds(500));
    assertThat(problems(world.importAll("Preview", "true")))
        .as("a second use would have ended the session")
        .isEmpty();
  }

  @Test
  void twoProcessesRenewOnce() throws Exception {
    connect();
    world.clockAdvancesBy(Duration.ofSeconds(250));
    long refreshes = keycloak.refreshes();
    try (Connector other =
        Connector.start(SettingsFile.read(folder.resolve("application.properties")), false)) {
      other
          .context()
          .getRegistry()
          .bind("bexioClockodoClock", Clock.offset(Clock.systemUTC(), Duration.ofSeconds(250)));
      AccessTokens theirs = other.bean("bexioClockodoBexioAccess", AccessTokens.class);
      AtomicInteger turn = new AtomicInteger();
      List<String> got =
          together(
              THREADS,
              () -> turn.getAndIncrement() % 2 == 0 ? tokens().current() : theirs.current());
      assertThat(new HashSet<>(got)).hasSize(1);
    }
    assertThat(keycloak.refreshes()).isEqualTo(refreshes + 1);
  }

  @Test
  void aConsentThatWasTakenBackNeedsAPersonAndThePlanGoesOnAfterwards() throws Exception {
    connect();
    world.importAll();
    String plan = String.valueOf(world.export("Preview", "true").get("plan"));
    keycloak.takeConsentBack();
    world.clockAdvancesBy(Duration.ofSeconds(250));
    long refreshes = keycloak.refreshes();

    for (int i = 0; i < 2; i++) {
      assertThat(problems(world.export("Plan", plan)))
          .containsExactly("connection.reconnect-needed");
    }
    assertThat(keycloak.refreshes()).as("no storm").isEqualTo(refreshes + 1);
    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.RECONNECT_NEEDED);

    world.restart();
    connect();
    assertThat(World.closes(world.export("Plan", plan))).isTrue();
    assertThat(world.timesheets()).isNotEmpty();
  }

  @Test
  void aMissingScopeIsNamedAndGrantedByReconnecting() throws Exception {
    connect();
    world.set("import.services-from", "items").restart();
    Map<String, Object> refused = world.importAll();
    assertThat(problems(refused)).containsExactly("connection.scopes-missing");
    assertThat(String.valueOf(refused.get("problems"))).contains("article_show");
    assertThat(connect().missing()).isEmpty();
    assertThat(problems(world.importAll())).isEmpty();
  }

  @Test
  void anotherCompanyIsRefusedAndItsTokensAreRevoked() throws Exception {
    connect();
    world.importAll();
    world.nameCompany("Fremde GmbH", "info@fremde.example");
    assertThatThrownBy(this::connect)
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("Limmat Ingenieure AG")
        .hasMessageContaining("Fremde GmbH");
  }

  @Test
  void whatIsDisconnectedIsRevoked() throws Exception {
    connect();
    String token = tokens().current();
    assertThat(keycloak.userinfo(token)).isEqualTo(200);
    assertThat(world.connections().disconnect()).as("trouble").isEmpty();
    assertThat(keycloak.userinfo(token)).as("Keycloak has forgotten it").isEqualTo(401);
    assertThat(problems(world.importAll())).containsExactly("connection.not-connected");
    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.NOT_CONNECTED);
  }
}
