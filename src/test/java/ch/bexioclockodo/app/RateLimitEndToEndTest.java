package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Limits;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Budgets are waited for before they are overdrawn; here a minute's window lasts a second or less.
 */
class RateLimitEndToEndTest {

  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");
  private static final int A_MINUTE = 20;

  @TempDir Path folder;

  @Test
  void aSteadyExportNeverMeetsA429() throws IOException {
    try (World world =
        new World(
            folder,
            SandboxData.entries(300),
            builder ->
                builder
                    .clock(EIGHT, 60)
                    .limits(new Limits(100, 400, 250, 900, 2250, 4500, 20_000, 300, 10)))) {
      world.importAll();
      Map<String, Object> run = world.export();

      assertThat(count(run, "done")).isEqualTo(300);
      assertThat(world.sandbox().journal().requests())
          .noneMatch(request -> request.status() == 429);
    }
  }

  @Test
  void anImportUsesClockodosWindowsUpAndNeverMeetsA429() throws IOException {
    try (World world =
        new World(
            folder,
            SandboxData.empty(),
            builder ->
                builder
                    .clock(EIGHT, 50)
                    .limits(new Limits(1000, 400, 250, A_MINUTE, 2250, 4500, 20_000, 300, 10)))) {
      contacts(world, 45);
      limitedTo(world, A_MINUTE + "/PT1.2S");
      world.sandbox().clock().advance(untilNextMinute(world.sandbox().clock().now()));
      Map<String, Object> run = world.importAll();

      assertThat(count(run, "done")).isGreaterThanOrEqualTo(45);
      TreeMap<Long, Long> minutes =
          world.sandbox().journal().requests().stream()
              .filter(request -> "clockodo".equals(request.side()))
              .peek(request -> assertThat(request.status()).isEqualTo(200))
              .collect(
                  Collectors.groupingBy(
                      RateLimitEndToEndTest::minute, TreeMap::new, Collectors.counting()));
      // In the last one there was not enough to do.
      minutes.pollLastEntry();
      assertThat(minutes.values()).hasSize(2).allMatch(calls -> calls >= 0.95 * A_MINUTE);
    }
  }

  @Test
  void aDaysWindowThatIsFullEndsTheRunAndSaysWhenToComeAgain() throws IOException {
    try (World world = new World(folder, SandboxData.empty())) {
      contacts(world, 5);
      limitedTo(world, callsToRead(world) + 3 + "/PT24H");
      Map<String, Object> run = world.importAll();

      assertThat(run).containsEntry("status", "interrupted");
      assertThat(problems(run)).containsExactly("clockodo.too-many-requests");
      assertThat(run.get("problems").toString()).contains("another 24 h 0 min");
      assertThat(world.posts("clockodo", "/v3/customers")).hasSize(3);
    }
  }

  @Test
  void aReadDoesNotWaitForADaysWindowEither() throws IOException {
    try (World world = new World(folder, SandboxData.empty())) {
      limitedTo(world, "2/PT24H");
      assertThat(problems(world.importAll())).containsExactly("clockodo.too-many-requests");
    }
  }

  /** With room for two calls it is a read that waits, with some more it is a write. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(20)
  void whoeverWaitsForItsTurnIsStoppedAtOnce(boolean reading) throws Exception {
    try (World world = new World(folder, SandboxData.empty())) {
      contacts(world, 5);
      int admitted = reading ? 2 : callsToRead(world) + 2;
      limitedTo(world, admitted + "/PT30M");
      CompletableFuture<Map<String, Object>> run = CompletableFuture.supplyAsync(world::importAll);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () ->
                  world.sandbox().journal().count("clockodo", "GET", "/")
                          + world.sandbox().journal().count("clockodo", "POST", "/")
                      >= admitted);
      world.connector().requestStop();
      assertThat(problems(run.get(5, TimeUnit.SECONDS))).containsExactly("run.stopped");
    }
  }

  /** What an import asks clockodo before it writes; counted by a preview. */
  private static int callsToRead(World world) {
    world.importAll("Preview", "true");
    return world.sandbox().journal().count("clockodo", "GET", "/");
  }

  private static void limitedTo(World world, String windows) throws IOException {
    world.sandbox().journal().clear();
    world.set("clockodo.limits", windows).restart();
  }

  private static void contacts(World world, int count) {
    for (int i = 1; i <= count; i++) {
      world
          .sandbox()
          .bexio()
          .table("contact")
          .insert(new ObjectMapper().createObjectNode().put("name_1", "Kunde " + i + " AG"));
    }
    world.set("import.customers", "all");
  }

  private static Duration untilNextMinute(Instant now) {
    return Duration.ofSeconds(60).minus(Duration.ofMillis(now.toEpochMilli() % 60_000));
  }

  private static long minute(JournalEntry request) {
    return request.instant().getEpochSecond() / 60;
  }
}
