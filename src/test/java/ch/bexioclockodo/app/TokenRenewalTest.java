package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.TOKEN;
import static ch.bexioclockodo.app.ByConsent.refreshes;
import static ch.bexioclockodo.app.ByConsent.together;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.connection.Issuer;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.connection.SecretKey;
import ch.bexioclockodo.connection.TokenKeeper;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the issuer is asked to renew a token when that does not succeed. */
class TokenRenewalTest extends WorldByConsent {

  private static final String SILENT = "ISSUER_SILENT";

  /** The token of the sandbox lasts five minutes, and is renewed a minute before its end. */
  private static final Duration NEAR_ITS_END = Duration.ofSeconds(260);

  private static final Duration AFTER_ITS_END = Duration.ofSeconds(310);

  private final AtomicLong nanos = new AtomicLong();

  /** Each test has keepers of its own, and tokens that nobody has used. */
  @BeforeEach
  void connect() throws Exception {
    world.connect();
    world.sandbox().journal().clear();
  }

  @Test
  void anIssuerThatFailsIsAskedOnceInEightSecondsHoweverManyCallsWait() {
    world.sandbox().faults().on("POST " + TOKEN).then(Fault.htmlStatus(503));
    TokenKeeper keeper = keeper(AFTER_ITS_END);
    for (int call = 1; call <= 5; call++) {
      assertThat(outcome(keeper)).isEqualTo(SILENT);
    }
    assertThat(refreshes(world)).hasSize(1);

    nanos.addAndGet(Duration.ofSeconds(8).toNanos());
    assertThat(outcome(keeper)).isEqualTo(SILENT);
    assertThat(refreshes(world)).hasSize(2);

    world.sandbox().faults().clear();
    nanos.addAndGet(Duration.ofSeconds(8).toNanos());
    assertThat(outcome(keeper)).isEqualTo("access");
    assertThat(refreshes(world)).hasSize(3);
  }

  @Test
  void aTokenThatStillLastsIsUsedMeanwhileWithoutAskingAgain() {
    world.sandbox().faults().on("POST " + TOKEN).then(Fault.htmlStatus(503));
    TokenKeeper keeper = keeper(NEAR_ITS_END);
    for (int call = 1; call <= 5; call++) {
      assertThat(outcome(keeper)).isEqualTo("access");
    }
    assertThat(refreshes(world)).hasSize(1);
  }

  @Test
  void sendersThatWaitedForAnIssuerThatHangsDoNotWaitForItInTurn() throws Exception {
    TokenKeeper keeper = keeper(AFTER_ITS_END);
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .then(Fault.latency(Duration.ofSeconds(2)));
    long start = System.nanoTime();
    assertThat(together(4, () -> outcome(keeper))).containsOnly(SILENT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(refreshes(world)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void anAnswerThatComesByteByByteIsNotWaitedForToItsEnd() {
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row("refresh_token")
        .then(Fault.slowBody(Duration.ofMillis(10)));
    long start = System.nanoTime();
    assertThat(outcome(keeper(AFTER_ITS_END))).isEqualTo(SILENT);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void aWriteThatWasAdmittedGoesWithTheTokenItWasAdmittedWithAndWaitsForNobody() throws Exception {
    TokenKeeper keeper = keeper(Duration.ZERO);
    String admittedWith = keeper.current();
    CountDownLatch asked = new CountDownLatch(1);
    world
        .sandbox()
        .faults()
        .on("POST " + TOKEN)
        .row(grant -> tell(asked, grant.equals("refresh_token")))
        .then(Fault.latency(Duration.ofSeconds(2)));
    keeper.refused(admittedWith);
    Thread renewing = new Thread(() -> outcome(keeper));
    renewing.start();
    assertThat(asked.await(10, TimeUnit.SECONDS)).as("the issuer is asked").isTrue();
    long start = System.nanoTime();
    assertThat(keeper.latest()).isEqualTo(admittedWith);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    renewing.join();
  }

  @Test
  void whatTheDatabaseDidNotTakeIsStoredAtTheNextCallAndNotAskedForAgain() throws Exception {
    TokenKeeper keeper = keeper(AFTER_ITS_END);
    sql(
        "alter table bexio_clockodo.token add constraint full_disk"
            + " check (issued_at < date '2000-01-01') nocheck");
    for (int call = 1; call <= 3; call++) {
      assertThat(outcome(keeper)).isEqualTo("DATABASE");
    }
    sql("alter table bexio_clockodo.token drop constraint full_disk");
    assertThat(outcome(keeper)).isEqualTo("access");
    assertThat(refreshes(world)).hasSize(1);

    assertThat(outcome(keeper(AFTER_ITS_END.multipliedBy(2))))
        .as("with the new refresh token, from the database")
        .isEqualTo("access");
    assertThat(refreshes(world)).hasSize(2);
  }

  @Test
  void aDatabaseThatIsGoneForAMomentTakesNoTokenAwayThatStillLasts() throws Exception {
    TokenKeeper keeper = keeper(Duration.ZERO);
    String token = keeper.current();
    sql("alter table bexio_clockodo.token rename to gone");
    for (int look = 1; look <= 2; look++) {
      nanos.addAndGet(Duration.ofSeconds(3).toNanos());
      assertThat(keeper.current()).isEqualTo(token);
    }
    keeper.refused(token);
    assertThat(outcome(keeper)).as("what bexio has turned away").isEqualTo("DATABASE");
    assertThat(outcome(keeper(Duration.ZERO))).as("who knows none").isEqualTo("DATABASE");
    assertThat(refreshes(world)).isEmpty();

    sql("alter table bexio_clockodo.gone rename to token");
    assertThat(outcome(keeper)).isEqualTo("access");
    assertThat(refreshes(world)).hasSize(1);
  }

  @Test
  void aConnectionThatIsKnownToBeGoneIsNotBroughtBackByADatabaseThatIsGoneToo() throws Exception {
    TokenKeeper keeper = keeper(Duration.ZERO);
    assertThat(outcome(keeper)).isEqualTo("access");
    keeper(Duration.ZERO).forget();
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(outcome(keeper)).isEqualTo("NOT_CONNECTED");
    sql("alter table bexio_clockodo.token rename to gone");
    assertThat(outcome(keeper)).isEqualTo("DATABASE");
    sql("alter table bexio_clockodo.gone rename to token");
    assertThat(outcome(keeper)).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void whatTheDatabaseCannotTakeNearTheEndIsWaitedForWithTheTokenThatStillLasts() throws Exception {
    TokenKeeper keeper = keeper(NEAR_ITS_END);
    sql(
        "alter table bexio_clockodo.token add constraint full_disk"
            + " check (issued_at < date '2000-01-01') nocheck");
    assertThat(outcome(keeper)).isEqualTo("access");
    assertThat(outcome(keeper)).isEqualTo("access");
    assertThat(refreshes(world)).hasSize(1);
    sql("alter table bexio_clockodo.token drop constraint full_disk");
    assertThat(keeper.current()).isNotNull();
    assertThat(refreshes(world)).as("the new token was kept in memory").hasSize(1);
  }

  private static boolean tell(CountDownLatch latch, boolean meant) {
    if (meant) {
      latch.countDown();
    }
    return meant;
  }

  private void sql(String statement) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement work = database.createStatement()) {
      work.execute(statement);
    }
  }

  /** The keeper of another process, whose clock goes ahead, and which waits one second. */
  private TokenKeeper keeper(Duration ahead) {
    InstantSource clock = Clock.offset(Clock.systemUTC(), ahead);
    return new TokenKeeper(
        "default",
        world.connector().dataSource(),
        new SecretKey("", world.folder().resolve("bexio-clockodo.key")),
        new Issuer(
            world.sandbox().issuerUrl(),
            Sandbox.BEXIO_CLIENT_ID,
            Sandbox.BEXIO_CLIENT_SECRET,
            Duration.ofSeconds(1),
            clock),
        clock,
        nanos::get);
  }

  private static String outcome(TokenKeeper keeper) {
    try {
      return keeper.current().isEmpty() ? "nothing" : "access";
    } catch (NoAccess none) {
      return none.reason().name();
    }
  }
}
