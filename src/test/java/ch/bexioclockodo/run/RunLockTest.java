package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.MutableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RunLockTest {

  private final DataSource dataSource = TestDatabase.create();
  private final MutableClock clock = new MutableClock("2026-09-01T08:00:00Z");
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void onlyOneOwnsTheLock() throws SQLException {
    RunLock lock = take("first").orElseThrow();
    assertThat(take("second")).isEmpty();
    assertThat(RunLock.holder(dataSource, "default"))
        .contains(new RunLock.Holder("first", Instant.parse("2026-09-01T08:01:30Z")));
    lock.release();
    assertThat(RunLock.holder(dataSource, "default")).isEmpty();
    assertThat(take("second")).get().extracting(RunLock::epoch).isEqualTo(lock.epoch() + 1);
  }

  @Test
  void aPoolWhoseConnectionsDoNotCommitByThemselvesGuardsAsWell() throws SQLException {
    DataSource manual = TestDatabase.withoutAutoCommit(dataSource);
    RunLock lock = RunLock.take(manual, "default", "first", clock, nanos::get).orElseThrow();
    assertThat(RunLock.take(manual, "default", "second", clock, nanos::get)).isEmpty();
    pass(RunLock.LEASE.minusSeconds(10));
    lock.hold();
    pass(Duration.ofSeconds(30));
    assertThat(RunLock.take(manual, "default", "third", clock, nanos::get)).isEmpty();
    lock.release();
    assertThat(RunLock.take(manual, "default", "fourth", clock, nanos::get)).isPresent();
  }

  @Test
  void eachConnectionHasItsOwnLock() throws SQLException {
    take("first").orElseThrow();
    assertThat(RunLock.take(dataSource, "other", "second", clock, nanos::get)).isPresent();
  }

  @Test
  void anEndedLeaseIsTakenOverAndItsOwnerNoticesBeforeItWrites() throws SQLException {
    RunLock dead = take("dead").orElseThrow();
    pass(RunLock.LEASE);
    assertThat(take("heir")).as("the lease lasts to its last instant").isEmpty();
    pass(Duration.ofMillis(1));
    RunLock heir = take("heir").orElseThrow();
    assertThat(heir.epoch()).isGreaterThan(dead.epoch());
    assertThatThrownBy(dead::hold).isInstanceOf(LeaseLost.class);
    dead.release();
    assertThat(RunLock.holder(dataSource, "default").orElseThrow().owner()).isEqualTo("heir");
    heir.hold();
  }

  @Test
  void anOwnerThatWasReplacedRecordsNothing() throws SQLException {
    RunLock dead = take("dead").orElseThrow();
    pass(RunLock.LEASE.plusMillis(1));
    RunLock heir = take("heir").orElseThrow();
    try (Connection database = dataSource.getConnection()) {
      heir.fence(database);
      assertThatThrownBy(() -> dead.fence(database)).isInstanceOf(LeaseLost.class);
    }
  }

  @Test
  void aLateOwnerWhomNobodyReplacedRenews() throws SQLException {
    RunLock lock = take("late").orElseThrow();
    pass(RunLock.LEASE.multipliedBy(2));
    lock.hold();
    assertThat(leaseUntil()).isEqualTo(clock.instant().plus(RunLock.LEASE));
    assertThat(take("second")).isEmpty();
  }

  @Test
  void aFreshLeaseIsHeldWithoutAskingTheDatabase() throws SQLException {
    RunLock lock = take("first").orElseThrow();
    Instant until = leaseUntil();
    pass(RunLock.LEASE.minus(RunLock.RENEWED).minusSeconds(1));
    lock.hold();
    assertThat(leaseUntil()).isEqualTo(until);
    pass(Duration.ofSeconds(1));
    lock.hold();
    assertThat(leaseUntil()).isEqualTo(clock.instant().plus(RunLock.LEASE));
  }

  /** As while the outcomes of a chunk are being recorded, which keeps the lock's row. */
  @Test
  void aRenewalThatFailsIsTriedAgainAsLongAsTheLeaseIsCertain() throws SQLException {
    RunLock lock = take("first").orElseThrow();
    Instant until = leaseUntil();
    try (Connection recording = dataSource.getConnection()) {
      recording.setAutoCommit(false);
      lock.fence(recording);
      pass(RunLock.LEASE.minus(RunLock.RENEWED));
      lock.hold();
      assertThat(leaseUntil()).isEqualTo(until);
      pass(RunLock.RENEWED.minus(RunLock.MARGIN));
      assertThatThrownBy(lock::hold).isInstanceOf(LeaseLost.class);
      recording.rollback();
    }
    lock.hold();
    assertThat(leaseUntil()).isEqualTo(clock.instant().plus(RunLock.LEASE));
  }

  @Test
  void aMachineThatSleptRenewsThoughItsMonotonicClockStood() throws SQLException {
    RunLock lock = take("sleeper").orElseThrow();
    clock.advance(Duration.ofHours(8));
    lock.hold();
    assertThat(leaseUntil()).isEqualTo(clock.instant().plus(RunLock.LEASE));
  }

  @Test
  void aMachineThatSleptWhileAnotherTookOverWritesNothing() throws SQLException {
    RunLock lock = take("sleeper").orElseThrow();
    clock.advance(Duration.ofHours(8));
    take("other").orElseThrow();
    assertThatThrownBy(lock::hold).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aWallClockThatWasSetBackDoesNotProlongTheLease() throws SQLException {
    RunLock lock = take("first").orElseThrow();
    clock.advance(Duration.ofHours(-1));
    nanos.addAndGet(RunLock.LEASE.minus(RunLock.MARGIN).toNanos());
    lock.hold();
    assertThat(leaseUntil()).isEqualTo(clock.instant().plus(RunLock.LEASE));
  }

  private Optional<RunLock> take(String owner) throws SQLException {
    return RunLock.take(dataSource, "default", owner, clock, nanos::get);
  }

  private Instant leaseUntil() throws SQLException {
    return RunLock.holder(dataSource, "default").orElseThrow().until();
  }

  private void pass(Duration duration) {
    clock.advance(duration);
    nanos.addAndGet(duration.toNanos());
  }
}
