package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** A call on its way: until when, and who is told then. */
  private record Flight(long ends, LongConsumer place) {}

  @Test
  void aPlaceIsFreeOneLengthAfterItsCallHasEnded() {
    SlidingWindow window = new SlidingWindow(2, MINUTE);
    LongConsumer first = window.take(0);
    assertThat(window.waiting(0)).isZero();
    window.take(10 * SECOND);
    assertThat(window.waiting(10 * SECOND)).isEqualTo(50 * SECOND);
    first.accept(12 * SECOND);
    assertThat(window.waiting(10 * SECOND)).isEqualTo(62 * SECOND);
    assertThat(window.waiting(72 * SECOND)).isZero();
    window.take(72 * SECOND);
    assertThat(window.waiting(72 * SECOND)).as("the second call's place").isZero();
  }

  @Test
  void whoeverHasEnoughToDoUsesAllOfIt() {
    SlidingWindow window = new SlidingWindow(900, MINUTE);
    long now = 0;
    for (int call = 0; call < 9000; call++) {
      now += window.waiting(now);
      window.take(now).accept(now);
    }
    assertThat(now).isEqualTo(9 * 60 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noIntervalEverHoldsMoreHoweverLateTheServerCounts(long seed) {
    Random random = new Random(seed);
    int calls = 1 + random.nextInt(40);
    SlidingWindow window = new SlidingWindow(calls, MINUTE);
    PriorityQueue<Flight> flights = new PriorityQueue<>(Comparator.comparingLong(Flight::ends));
    List<Long> counted = new ArrayList<>();
    long now = 0;
    for (int call = 0; call < 5000; call++) {
      now += random.nextInt(10) == 0 ? random.nextLong(90 * SECOND) : random.nextLong(SECOND);
      long wait = land(flights, window, now);
      while (wait > 0) {
        now += wait;
        wait = land(flights, window, now);
      }
      long ends = now + random.nextLong(20 * SECOND);
      counted.add(now + random.nextLong(ends - now + 1));
      flights.add(new Flight(ends, window.take(now)));
    }
    counted.sort(null);
    for (int call = calls; call < counted.size(); call++) {
      assertThat(counted.get(call) - counted.get(call - calls)).isGreaterThanOrEqualTo(60 * SECOND);
    }
  }

  /** Ends what has ended by now; returns how long the next call must wait. */
  private static long land(PriorityQueue<Flight> flights, SlidingWindow window, long now) {
    while (!flights.isEmpty() && flights.peek().ends() <= now) {
      Flight flight = flights.remove();
      flight.place().accept(flight.ends());
    }
    return window.waiting(now);
  }
}
