package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run has given to its database happens in that order, whatever fails. */
class InFlightTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
  private final InFlight inFlight = new InFlight();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void outcomesAreRecordedBeforeTheChunkThatWasAskedForAfterThem() throws Exception {
    for (int chunk = 1; chunk <= 20; chunk++) {
      String number = String.valueOf(chunk);
      CountDownLatch asked = new CountDownLatch(1);
      inFlight.record(
          afterAFailure -> {
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            done.add("recorded " + number);
          },
          false,
          threads);
      inFlight.prepare(() -> prepared("prepared " + number), threads);
      asked.countDown();
      inFlight.take();
    }
    inFlight.await();
    assertThat(done).hasSize(40);
    for (int chunk = 1; chunk <= 20; chunk++) {
      assertThat(done.poll()).isEqualTo("recorded " + chunk);
      assertThat(done.poll()).isEqualTo("prepared " + chunk);
    }
  }

  @Test
  void afterAFailureOutcomesAreStillRecordedAndNothingIsPrepared() {
    inFlight.record(
        afterAFailure -> {
          throw new SQLException("the disk is full");
        },
        true,
        threads);
    inFlight.record(afterAFailure -> done.add("recorded, " + afterAFailure), true, threads);
    inFlight.prepare(() -> prepared("prepared"), threads);
    assertThatThrownBy(inFlight::take)
        .isInstanceOf(SQLException.class)
        .hasMessage("the disk is full");
    assertThatThrownBy(inFlight::await).isInstanceOf(SQLException.class);
    assertThat(done).containsExactly("recorded, true");
  }

  @Test
  void aFetchThatFailsTakesNoAttemptFromARecording() throws Exception {
    inFlight.prepare(
        () -> {
          throw new SQLException("the database has gone for a moment");
        },
        threads);
    inFlight.record(afterAFailure -> done.add("recorded, " + afterAFailure), true, threads);
    assertThatThrownBy(inFlight::await).hasMessage("the database has gone for a moment");
    assertThat(done).containsExactly("recorded, false");
  }

  @Test
  void aChunkThatWasTakenIsRememberedUntilItsOutcomesAreGivenToBeRecorded() throws Exception {
    inFlight.prepare(() -> List.of(Sending.of(ROW)), threads);
    List<Sending> chunk = inFlight.take();
    assertThat(inFlight.taken()).isEqualTo(chunk);
    inFlight.record(none -> done.add("recorded"), true, threads);
    assertThat(inFlight.taken()).isEmpty();
    inFlight.await();
  }

  @Test
  void aChunkIsUnrecordedFromWhenItIsTakenUntilItsOutcomesAreKept() throws Exception {
    inFlight.prepare(() -> List.of(Sending.of(ROW)), threads);
    assertThat(inFlight.isPrepared()).isTrue();
    assertThat(inFlight.take()).hasSize(1);
    assertThat(inFlight.isPrepared()).isFalse();
    assertThat(inFlight.isUnrecorded()).isTrue();
    inFlight.record(none -> assertThat(inFlight.isUnrecorded()).isTrue(), true, threads);
    inFlight.await();
    assertThat(inFlight.isUnrecorded()).isFalse();
  }

  private static final Map<String, Object> ROW =
      Map.of("id", 1, "kind", "timesheet", "action", "CREATE", "source_id", 80001);

  private List<Sending> prepared(String what) {
    done.add(what);
    return List.of();
  }
}
