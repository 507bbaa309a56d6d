package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** The process of an export that is killed at one of its steps, and the runs after that. */
abstract class KilledExport {

  private static final int SIGKILL = 128 + 9;
  private static final int OCCURRENCES = 20;
  private static final Duration REST = Duration.ofMillis(300);

  @TempDir Path folder;

  private final String[] command;
  private final Map<String, Object> headers;

  /**
   * @param command the export whose process is killed
   * @param headers those of the next exports
   */
  KilledExport(String[] command, Map<String, Object> headers) {
    this.command = command.clone();
    this.headers = headers;
  }

  /** Each step once, each time another of its occurrences. */
  static Stream<Arguments> eachOnce(KillStep[] steps, long seed) {
    Random random = new Random(seed);
    return Stream.of(steps).map(step -> Arguments.of(step, 1 + random.nextInt(step.times())));
  }

  /** Each step at each of its occurrences, or at some of them where they are many. */
  static Stream<Arguments> eachOften(KillStep... steps) {
    return Stream.of(steps)
        .flatMap(
            step ->
                IntStream.rangeClosed(1, Math.min(step.times(), OCCURRENCES))
                    .map(i -> step.times() > OCCURRENCES ? i * step.times() / OCCURRENCES : i)
                    .mapToObj(nth -> Arguments.of(step, nth)));
  }

  /**
   * Starts the export, which dies at the nth occurrence of a step.
   *
   * @param route the call in which it dies, unless it dies around a commit of its own database
   * @param there how many such calls the other side has committed by now
   */
  void die(
      KillStep step,
      int nth,
      Sandbox sandbox,
      Distribution connector,
      String route,
      IntSupplier there)
      throws IOException, InterruptedException {
    if (step.commit() != null) {
      String option = step.commit().option(folder, nth);
      Ended killed = connector.jvm(option).start(command).ended();
      assertThat(killed.status()).as("killed %s: %s", step, killed).isEqualTo(SIGKILL);
      return;
    }
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    Fault fault =
        step.committed()
            ? Fault.lateAnswer(Duration.ofSeconds(30))
            : nth % 2 == 0
                ? Fault.lateCommit(Duration.ofMillis(400))
                : Fault.latency(Duration.ofMillis(400));
    sandbox
        .faults()
        .on(route)
        .row(
            row -> {
              boolean meant = count.incrementAndGet() == nth;
              if (meant) {
                arrived.countDown();
              }
              return meant;
            })
        .then(fault);
    Child child = connector.start(command);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).as("the request arrived").isTrue();
    if (step.committed()) {
      Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> there.getAsInt() >= nth);
    }
    child.kill();
    // What was on its way when the process died is committed or not by then.
    Awaitility.await().during(REST).until(sandbox::isAtRest);
  }

  /** The run after the crash, which is looked at, and one after the settle time. */
  void goOn(Distribution connector, Consumer<Map<String, Object>> afterTheFirst)
      throws IOException {
    try (Connector next = connector.inThisProcess()) {
      Map<String, Object> report = next.call("bexio-clockodo-export", headers);
      assertThat(World.closes(report)).as("balance of %s", report).isTrue();
      assertThat(report.get("status")).as("%s", report).isIn("done", "attention");
      afterTheFirst.accept(report);
      World.setClock(next, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)));
      Map<String, Object> settled = next.call("bexio-clockodo-export", headers);
      assertThat(settled.get("status")).as("%s", settled).isEqualTo("done");
    }
  }
}
