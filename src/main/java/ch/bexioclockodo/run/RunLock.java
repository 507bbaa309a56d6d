package ch.bexioclockodo.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * The right to write for one connection: an owner, an epoch that grows with each owner, and a
 * lease. Before each write the owner asks {@link #hold}; it holds only while both the wall clock
 * and the monotonic clock say so, with a margin.
 */
public final class RunLock {

  /**
   * How long a lease lasts: longer than any single call, short enough that a dead owner is soon
   * replaced.
   */
  static final Duration LEASE = Duration.ofSeconds(90);

  /** A call may take 30 s (the HTTP client's limit); it must end within the lease. */
  static final Duration MARGIN = Duration.ofSeconds(35);

  /**
   * It is renewed before it must be: outcomes that are being recorded keep its row for a moment,
   * and a database may stumble once.
   */
  static final Duration RENEWED = Duration.ofSeconds(50);

  private final DataSource dataSource;
  private final String connection;
  private final long epoch;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private Instant leaseUntil;
  private long leaseUntilNanos;

  private RunLock(
      DataSource dataSource,
      String connection,
      long epoch,
      Clock clock,
      LongSupplier nanoTime,
      Instant leaseUntil) {
    this.dataSource = dataSource;
    this.connection = connection;
    this.epoch = epoch;
    this.clock = clock;
    this.nanoTime = nanoTime;
    remember(leaseUntil, nanoTime.getAsLong());
  }

  /** Who holds the lock, and until when. */
  public record Holder(String owner, Instant until) {}

  /** Takes the lock if nobody holds it; a lease that ended is taken over with a new epoch. */
  public static Optional<RunLock> take(
      DataSource dataSource, String connection, String owner, Clock clock, LongSupplier nanoTime)
      throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      create(database, connection);
      Instant now = clock.instant();
      Instant until = now.plus(LEASE);
      String sql =
          "update bexio_clockodo.run_lock set owner = ?, epoch = epoch + 1, lease_until = ?"
              + " where connection = ? and (owner is null or lease_until < ?)";
      try (PreparedStatement statement = database.prepareStatement(sql)) {
        statement.setString(1, owner);
        statement.setObject(2, until.atOffset(ZoneOffset.UTC));
        statement.setString(3, connection);
        statement.setObject(4, now.atOffset(ZoneOffset.UTC));
        int taken = statement.executeUpdate();
        commit(database);
        if (taken == 0) {
          return Optional.empty();
        }
      }
      return Optional.of(
          new RunLock(
              dataSource, connection, epoch(database, connection, owner), clock, nanoTime, until));
    }
  }

  /** The holder right now, if the lock is held. */
  public static Optional<Holder> holder(DataSource dataSource, String connection)
      throws SQLException {
    String sql =
        "select owner, lease_until from bexio_clockodo.run_lock where connection = ? and owner is not null";
    try (Connection database = dataSource.getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Holder(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  public long epoch() {
    return epoch;
  }

  /**
   * Makes sure that the lock is still ours for as long as one call may take; renews it when that is
   * no longer certain. Of several who ask, one renews it and the others wait for that.
   */
  public synchronized void hold() {
    if (remaining().compareTo(RENEWED) > 0) {
      return;
    }
    Instant until = clock.instant().plus(LEASE);
    long nanos = nanoTime.getAsLong();
    String sql =
        "update bexio_clockodo.run_lock set lease_until = ? where connection = ? and epoch = ? and owner is not null";
    try (Connection database = dataSource.getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(1, until.atOffset(ZoneOffset.UTC));
      statement.setString(2, connection);
      statement.setLong(3, epoch);
      int held = statement.executeUpdate();
      commit(database);
      if (held == 0) {
        throw new LeaseLost("another run has taken over; this one sends nothing more");
      }
      remember(until, nanos);
    } catch (SQLException e) {
      if (remaining().compareTo(MARGIN) > 0) {
        return;
      }
      throw new LeaseLost(
          "the lock cannot be renewed (" + e.getMessage() + "); nothing more is sent");
    }
  }

  /**
   * Makes sure, within a transaction, that nobody else has taken over, and that nobody does before
   * it ends.
   */
  public void fence(Connection database) throws SQLException {
    String sql =
        "select epoch from bexio_clockodo.run_lock where connection = ? and epoch = ?"
            + " and owner is not null for update";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, epoch);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new LeaseLost("another run has taken over; what this one knows is not recorded");
        }
      }
    }
  }

  public void release() throws SQLException {
    String sql =
        "update bexio_clockodo.run_lock set owner = null where connection = ? and epoch = ?";
    try (Connection database = dataSource.getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, epoch);
      statement.executeUpdate();
      commit(database);
    }
  }

  /**
   * The shorter of what both clocks say: the wall clock sees a suspended machine, the monotonic one
   * a set-back clock.
   */
  private Duration remaining() {
    Duration wall = Duration.between(clock.instant(), leaseUntil);
    Duration monotonic = Duration.ofNanos(leaseUntilNanos - nanoTime.getAsLong());
    return wall.compareTo(monotonic) < 0 ? wall : monotonic;
  }

  private void remember(Instant until, long nanosNow) {
    leaseUntil = until;
    leaseUntilNanos = nanosNow + LEASE.toNanos();
  }

  /** A host's pool may hand out connections that do not commit by themselves. */
  private static void commit(Connection database) throws SQLException {
    if (!database.getAutoCommit()) {
      database.commit();
    }
  }

  private static void create(Connection database, String connection) throws SQLException {
    String sql =
        "insert into bexio_clockodo.run_lock (connection, owner, epoch, lease_until)"
            + " select ?, null, 0, ? where not exists"
            + " (select 1 from bexio_clockodo.run_lock where connection = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setObject(2, Instant.EPOCH.atOffset(ZoneOffset.UTC));
      statement.setString(3, connection);
      statement.executeUpdate();
      commit(database);
    } catch (SQLException e) {
      if (!e.getSQLState().startsWith("23")) {
        throw e;
      }
      if (!database.getAutoCommit()) {
        database.rollback();
      }
    }
  }

  private static long epoch(Connection database, String connection, String owner)
      throws SQLException {
    String sql = "select epoch from bexio_clockodo.run_lock where connection = ? and owner = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, owner);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new LeaseLost("another run has taken the lock at the same moment");
        }
        return row.getLong(1);
      }
    }
  }
}
