package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Two owners of one connection: the one that sleeps, and the one that takes over meanwhile. */
abstract class TwoOwners {

  static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private final List<String> exportedAs;
  World sleeper;
  Connector other;

  /**
   * @param exportedAs the headers of an export beside its period, in pairs
   */
  TwoOwners(String... exportedAs) {
    this.exportedAs = List.of(exportedAs);
  }

  void start(int entries, String... settings) throws IOException {
    sleeper = new World(folder, SandboxData.entries(entries), builder -> builder, settings);
    sleeper.importAll();
    other =
        Connector.start(
            SettingsFile.read(folder.resolve("application.properties")),
            Connector.routes(),
            false,
            Database.PATIENT);
  }

  @AfterEach
  void end() {
    other.close();
    sleeper.close();
  }

  /** The sleeper's export, while the test goes on. */
  CompletableFuture<Map<String, Object>> exportOfTheSleeper() {
    return CompletableFuture.supplyAsync(() -> sleeper.export(exportedAs.toArray(String[]::new)));
  }

  /** The other's export, when its clock has gone on by so much. */
  Map<String, Object> exportOfTheOther(Duration later) {
    World.setClock(other, Clock.offset(Clock.systemUTC(), later));
    Map<String, Object> headers = new HashMap<>();
    headers.put("bexioClockodoFrom", "2026-09-01");
    headers.put("bexioClockodoTo", "2026-09-30");
    for (int i = 0; i < exportedAs.size(); i += 2) {
      headers.put("bexioClockodo" + exportedAs.get(i), exportedAs.get(i + 1));
    }
    return other.call("bexio-clockodo-export", headers);
  }

  /**
   * As a machine that sleeps: its requests on the route stand still, and its clock has moved when
   * it wakes; the other exports meanwhile.
   */
  Takeover sleepThroughATakeover(String route, Duration asleep) throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    sleeper
        .sandbox()
        .faults()
        .on(route)
        .row(
            row -> {
              left.countDown();
              return true;
            })
        .then(Fault.latency(asleep));
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    World.setClock(sleeper.connector(), new MovedClock(slept));
    CompletableFuture<Map<String, Object>> sleeping = exportOfTheSleeper();
    assertThat(left.await(30, TimeUnit.SECONDS)).as("a request has left").isTrue();
    slept.set(LONGER_THAN_A_LEASE);
    sleeper.sandbox().faults().clear();
    Map<String, Object> taken = exportOfTheOther(LONGER_THAN_A_LEASE);
    assertThat(sleeping).as("it still sleeps").isNotDone();
    return new Takeover(taken, sleeping.get(30, TimeUnit.SECONDS));
  }

  /** How both end that begin at the same moment. */
  List<Object> statusesOfTwoAtOnce() throws Exception {
    CompletableFuture<Map<String, Object>> one = exportOfTheSleeper();
    CompletableFuture<Map<String, Object>> two =
        CompletableFuture.supplyAsync(() -> exportOfTheOther(Duration.ZERO));
    return Stream.of(one.get(30, TimeUnit.SECONDS), two.get(30, TimeUnit.SECONDS))
        .map(report -> report.get("status"))
        .toList();
  }

  /**
   * What both report.
   *
   * @param taken the report of the other, which took over
   * @param woken the report of the one that slept
   */
  record Takeover(Map<String, Object> taken, Map<String, Object> woken) {}

  /** A clock that whoever holds it sees moving. */
  private static final class MovedClock extends Clock {

    private final AtomicReference<Duration> moved;

    MovedClock(AtomicReference<Duration> moved) {
      this.moved = moved;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(moved.get());
    }
  }
}
