package ch.bexioclockodo.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nights of exports while people edit both sides and calls go wrong, drawn by lot from a seed. A
 * history that fails prints its seed and all that happened; {@code -Dsimulation.seed=…} lives it
 * again, and nothing else.
 */
class ExportNightsSimulationTest {

  private static final int ENTRIES = 12;
  private static final int NIGHTS = 10;
  private static final int AT_ONCE = 3;

  /** All that may happen; recording comes more often than the rest. */
  private static final List<NightlyEdits.Act> ACTS =
      Stream.concat(
              Stream.of(NightlyEdits.Act.values()),
              Collections.nCopies(4, NightlyEdits.Act.RECORD).stream())
          .toList();

  @Test
  void twoHundredNightsLoseAndDoubleNothing() throws Exception {
    live(20261123, 20);
  }

  @Test
  @Tag("faults")
  void tenThousandNightsLoseAndDoubleNothing() throws Exception {
    live(System.currentTimeMillis(), 1000);
  }

  private static void live(long firstSeed, int histories) throws Exception {
    String given = System.getProperty("simulation.seed");
    long first = given == null ? firstSeed : Long.parseLong(given);
    AtomicInteger next = new AtomicInteger();
    int most = given == null ? histories : 1;
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> living = new ArrayList<>();
      for (int thread = 0; thread < AT_ONCE; thread++) {
        living.add(
            threads.submit(
                () -> {
                  try (ExportNightsWorld world = new ExportNightsWorld(ENTRIES)) {
                    for (int i = next.getAndIncrement(); i < most; i = next.getAndIncrement()) {
                      live(world, first + i);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : living) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failed) {
        throw failed;
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void live(ExportNightsWorld world, long seed) throws Exception {
    world.putBack();
    ExportNights nights = new ExportNights(world, seed, ACTS);
    try {
      nights.live(NIGHTS);
    } catch (AssertionError | Exception e) {
      throw new AssertionError(
          "-Dsimulation.seed="
              + seed
              + "\n"
              + e.getMessage()
              + "\n"
              + String.join("\n", nights.history()),
          e);
    }
  }
}
