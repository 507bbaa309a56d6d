package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.TOKEN;
import static ch.bexioclockodo.app.ByConsent.refreshes;
import static ch.bexioclockodo.app.ByConsent.together;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.IssuerRules;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How tokens are renewed and how they end, on the sandbox's issuer, as runs see it. */
class TokensEndToEndTest extends WorldByConsent {

  @Test
  void anAccessTokenIsRenewedAheadOfItsEndAndTheNewRefreshTokenIsKept() throws Exception {
    world.connect();
    for (int i = 1; i <= 2; i++) {
      long issued = 250L * (i - 1);
      world.clockAdvancesBy(Duration.ofSeconds(issued + 200));
      assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
      assertThat(refreshes(world)).as("more than a minute before the end").hasSize(i - 1);
      world.clockAdvancesBy(Duration.ofSeconds(issued + 250));
      assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
      assertThat(refreshes(world)).as("less than a minute before the end").hasSize(i);
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
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
    world.sandbox().expireAccessTokens();
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
    assertThat(refreshes(world)).hasSize(2);
    assertThat(made.missing()).isEmpty();
    assertThat(world.connections().missing()).isEmpty();
  }

  @Test
  void manyThreadsRenewOnce() throws Exception {
    world.connect();
    world.sandbox().expireAccessTokens();
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .then(Fault.latency(Duration.ofMillis(300)));

    AccessTokens tokens = world.connector().bean("bexioClockodoBexioAccess", AccessTokens.class);
    String ended = tokens.current();
    tokens.refused(ended);
    assertThat(Set.copyOf(together(20, tokens::current))).hasSize(1).doesNotContain(ended);

    assertThat(refreshes(world)).hasSize(1);
  }

  /** The issuer takes longer than H2 waits for a row by itself. */
  @Test
  void twoNodesRenewOnceHoweverLongTheIssuerTakes() throws Exception {
    ByConsent.twoNodesRenewOnce(world, Duration.ofMillis(2_500));
  }

  @Test
  void anAccessTokenThatEndsInMidRunIsRenewedOnceAndTheSameRowGoesAgain() throws Exception {
    world.connect();
    world.importAll();
    world.sandbox().faults().on("POST /2.0/timesheet").nth(3).then(Fault.unauthorizedOnce());

    Map<String, Object> exported = world.export();

    assertThat(World.count(exported, "failed")).isZero();
    assertThat(World.closes(exported)).isTrue();
    assertThat(refreshes(world)).hasSize(1);
    List<JournalEntry> posts = world.posts("bexio", "/2.0/timesheet");
    String turnedAway =
        posts.stream().filter(post -> post.status() == 401).findFirst().orElseThrow().body();
    assertThat(posts.stream().filter(post -> post.body().equals(turnedAway))).hasSize(2);
    assertThat(world.timesheets()).hasSize(World.exported(exported));
  }

  @Test
  void whenTheIssuerAcceptsNothingAnyMoreThePlanWaitsAndGoesOnAfterConsent() throws Exception {
    world.connect();
    world.importAll();
    String plan = String.valueOf(world.export("Preview", "true").get("plan"));
    world.sandbox().endSessions();

    Map<String, Object> refused = world.export("Plan", plan);
    assertThat(problems(refused)).containsExactly("connection.reconnect-needed");
    assertThat(refused.get("status")).isEqualTo("failed");
    assertThat(problems(world.export("Plan", plan))).containsExactly("connection.reconnect-needed");
    assertThat(refreshes(world)).as("no storm").hasSize(1);
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
    assertThat(refreshes(world)).hasSize(1);

    world.connect();
    assertThat(due.importIsDue()).isTrue();
  }

  @Test
  void aSessionThatEndsInMidRunStopsItAndTheRestStaysPlanned() throws Exception {
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
    assertThat(refreshes(world)).as("nobody repeats it unasked").hasSize(1);
    world.restart();
    Map<String, Object> second = world.importAll("Preview", "true", "Only", "users");
    assertThat(problems(second)).containsExactly("connection.reconnect-needed");
    assertThat(world.connections().standing().state()).isEqualTo(Standing.State.RECONNECT_NEEDED);
    world.connect();
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
  }

  @Test
  void anIssuerThatIsDownIsWaitedForAndTheTokenThatStillLastsIsUsed() throws Exception {
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
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
  }

  @Test
  void aWrongClientSecretIsOneClearProblemAndDoesNotEndTheConnection() throws Exception {
    world.connect();
    world.sandbox().expireAccessTokens();
    world.set("bexio.client-secret", "wrong").restart();
    Map<String, Object> refused = world.importAll("Preview", "true", "Only", "users");
    assertThat(problems(refused)).containsExactly("connection.issuer-refuses");
    assertThat(String.valueOf(refused.get("problems"))).contains("client-secret");
    world.set("bexio.client-secret", Sandbox.BEXIO_CLIENT_SECRET).restart();
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();
  }
}
