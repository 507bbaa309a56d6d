package ch.bexioclockodo.connection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Waits while another process holds a row or has just changed it: H2 gives up after two seconds by
 * itself, which is less than an issuer may take to answer.
 */
final class Patience {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A machine that slept meanwhile has not waited. */
  private static final int LEAST_TRIES = 5;

  /** H2: the lock was not free in time, or the row was changed at the same moment. */
  private static final Set<Integer> H2_LOCKED = Set.of(50200, 90131);

  /**
   * PostgreSQL: a host's own limit for locks has passed, the row was changed at the same moment, or
   * two waited for each other.
   */
  private static final Set<String> POSTGRESQL_LOCKED = Set.of("55P03", "40001", "40P01");

  /** So that the others get on; a lock that was waited for costs more than that. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Patience() {}

  /** Work that a held row may stop. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException, NoAccess;
  }

  static <T> T whileLocked(Work<T> work, LongSupplier nanoTime) throws NoAccess {
    long start = nanoTime.getAsLong();
    for (int tries = 1; ; tries++) {
      try {
        return work.run();
      } catch (SQLException e) {
        boolean locked =
            H2_LOCKED.contains(e.getErrorCode())
                || (e.getSQLState() != null && POSTGRESQL_LOCKED.contains(e.getSQLState()));
        boolean patient =
            !Thread.currentThread().isInterrupted()
                && (tries < LEAST_TRIES || nanoTime.getAsLong() - start < LONGEST.toNanos());
        if (!locked || !patient) {
          String message = String.valueOf(e.getMessage());
          throw new NoAccess(NoAccess.Reason.DATABASE, message.lines().findFirst().orElse(message));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
