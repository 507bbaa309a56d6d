package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that are killed at every step of a token, on both databases: what they leave is a
 * connection that works, or one that says it must be made once more.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class TokenKillIT {

  private static final int SIGKILL = 128 + 9;
  private static final long SEED = 20261123;
  private static final int EACH = 5;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @TempDir Path folder;

  private enum Kind {
    POSTGRESQL,
    H2
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("sample")
  void aProcessThatDiesAtAStepOfATokenLeavesAConnectionThatWorksOrASaidEnd(
      TokenKillPoint point, Kind kind) throws Exception {
    killAndGoOn(point, kind);
  }

  @ParameterizedTest(name = "{0} on {1}, {2}.")
  @MethodSource("all")
  @Tag("faults")
  void aProcessThatDiesAtAnyStepOfATokenLeavesAConnectionThatWorksOrASaidEnd(
      TokenKillPoint point, Kind kind, int time) throws Exception {
    killAndGoOn(point, kind);
  }

  /** Each step once, on one of the databases by lot. */
  static Stream<Arguments> sample() {
    Random random = new Random(SEED);
    return Stream.of(TokenKillPoint.values())
        .map(point -> Arguments.of(point, Kind.values()[random.nextInt(Kind.values().length)]));
  }

  static Stream<Arguments> all() {
    return Stream.of(TokenKillPoint.values())
        .flatMap(
            point ->
                Stream.of(Kind.values())
                    .flatMap(
                        kind ->
                            IntStream.rangeClosed(1, EACH)
                                .mapToObj(time -> Arguments.of(point, kind, time))));
  }

  private void killAndGoOn(TokenKillPoint point, Kind kind) throws Exception {
    try (Sandbox sandbox = Sandbox.builder().data(SandboxData.entries(3)).limits(false).start();
        Distribution connector = new Distribution(folder, sandbox).byConsent(sandbox)) {
      if (kind == Kind.POSTGRESQL) {
        connector.set("db.url", POSTGRES.database("killed" + DATABASES.incrementAndGet()));
      }
      if (point.ofRenewal()) {
        connect(connector);
        sandbox.expireAccessTokens();
      }
      die(point, sandbox, connector);
      goesOn(point.after(), connector);
    }
  }

  private void die(TokenKillPoint point, Sandbox sandbox, Distribution connector) throws Exception {
    if (!point.ofDatabase()) {
      CountDownLatch asked = new CountDownLatch(1);
      sandbox
          .faults()
          .on("POST " + TOKEN)
          .row(
              grant -> {
                asked.countDown();
                return true;
              })
          .nth(1)
          .then(Fault.lateAnswer(Duration.ofSeconds(20)));
      Child child = connector.start("import", "--preview");
      assertThat(asked.await(60, TimeUnit.SECONDS)).as("the issuer is asked").isTrue();
      child.kill();
      return;
    }
    connector.jvm(point.commit().option(folder, 1));
    Child child = connector.start(point.ofRenewal() ? "import" : "connect", "--json");
    if (point.commit().sql().contains("into bexio_clockodo\\.token")) {
      child.paste(new Browser().open(ConnectIT.address(child)).toString());
    }
    Ended killed = child.ended();
    assertThat(killed.status()).as(killed.toString()).isEqualTo(SIGKILL);
  }

  private static void goesOn(Standing.State after, Distribution connector) throws Exception {
    try (Connector next = connector.inThisProcess()) {
      Connections connections = next.bean("bexioClockodoConnections", Connections.class);
      List<String> problems = World.problems(preview(next));
      assertThat(connections.standing().state()).isEqualTo(after);
      if (after == Standing.State.CONNECTED) {
        assertThat(problems).isEmpty();
        return;
      }
      assertThat(problems)
          .containsExactly(
              after == Standing.State.NOT_CONNECTED
                  ? "connection.not-connected"
                  : "connection.reconnect-needed");
      connections.complete(new Browser().open(connections.ask(connector.callback())));
      assertThat(World.problems(preview(next))).isEmpty();
    }
  }

  private static Map<String, Object> preview(Connector connector) {
    return connector.call(
        "bexio-clockodo-import",
        Map.of("bexioClockodoPreview", true, "bexioClockodoOnly", "users"));
  }

  private static void connect(Distribution connector) throws Exception {
    try (Connector first = connector.inThisProcess()) {
      Connections connections = first.bean("bexioClockodoConnections", Connections.class);
      connections.complete(new Browser().open(connections.ask(connector.callback())));
    }
  }
}
