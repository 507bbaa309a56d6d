package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, each time Quartz wakes, whether a scheduled run is due, and claims its date so that
 * nobody else runs it.
 */
public final class Due extends ConnectorBean {

  private static final Logger LOG = LoggerFactory.getLogger(Due.class);
  private static final String CONNECTION = "default";

  /** For which date of each kind it was said that it waits: once, not at each wake. */
  private final Map<Kind, LocalDate> waiting = new ConcurrentHashMap<>();

  private volatile Instant settledAt;
  private BexioAccess access;

  public void setAccess(BexioAccess access) {
    this.access = access;
  }

  public boolean importIsDue() throws SQLException {
    return isDue(Kind.IMPORT);
  }

  public boolean exportIsDue() throws SQLException {
    return isDue(Kind.EXPORT);
  }

  /**
   * Whether something of unknown outcome can be settled now; not more often than the settle time,
   * however often it fails.
   */
  public boolean settlingIsDue() throws SQLException {
    Instant now = clock().instant();
    Duration settle = settings().settle();
    if (isPaused()) {
      return false;
    }
    if (settledAt != null && settledAt.plus(settle).isAfter(now)) {
      return false;
    }
    boolean due =
        inTransaction(
            database ->
                DoubtStore.isDue(database, CONNECTION, now.minus(settle))
                    || InvoiceDrafts.isDue(database, CONNECTION, now.minus(settle)));
    if (due) {
      settledAt = now;
    }
    return due;
  }

  /** When a schedule will start its next run; empty when it is off. */
  public Optional<Instant> next(Kind kind) throws SQLException {
    String cron = settings().cron(kind);
    if (cron.isEmpty()) {
      return Optional.empty();
    }
    LocalDate last = inTransaction(database -> lastDate(database, kind));
    return new Schedule(cron, settings().zone()).next(last, clock().instant());
  }

  /** Whether a date has been due for so long, and nobody has claimed it. */
  public boolean isOverdue(Kind kind, Duration late) throws SQLException {
    String cron = settings().cron(kind);
    if (cron.isEmpty()) {
      return false;
    }
    Schedule schedule = new Schedule(cron, settings().zone());
    Instant then = clock().instant().minus(late);
    return inTransaction(
        database -> {
          Optional<Instant> since = since(database, kind);
          return since.isPresent()
              && schedule.due(since.get(), lastDate(database, kind), then).isPresent();
        });
  }

  /** Without a connection nothing is claimed, so that what is missed runs once there is one. */
  private boolean isPaused() throws SQLException {
    return access != null && !access.standing().connected();
  }

  private boolean isDue(Kind kind) throws SQLException {
    String cron = settings().cron(kind);
    if (cron.isEmpty() || isPaused()) {
      return false;
    }
    Instant now = clock().instant();
    Schedule schedule = new Schedule(cron, settings().zone());
    Optional<LocalDate> due = inTransaction(database -> due(database, kind, schedule, now));
    if (due.isEmpty()
        || !hasAccess(kind, due.get())
        || !inTransaction(database -> insert(database, kind, due.get(), now))) {
      return false;
    }
    LOG.info("scheduled {} of {} is due", kind.word(), due.get());
    return true;
  }

  /** A date is claimed only when bexio can be called: the night that finds a loss runs later. */
  private boolean hasAccess(Kind kind, LocalDate date) throws SQLException {
    if (access == null) {
      return true;
    }
    try {
      access.current();
      return true;
    } catch (IOException none) {
      boolean pausedIsSaid = !access.standing().connected();
      if (!date.equals(waiting.put(kind, date)) && !pausedIsSaid) {
        LOG.warn("scheduled {} of {} waits: {}", kind.word(), date, FailureText.of(none).text());
      }
      return false;
    }
  }

  private Optional<LocalDate> due(Connection database, Kind kind, Schedule schedule, Instant now)
      throws SQLException {
    LocalDate yesterday = LocalDate.ofInstant(now, schedule.zone()).minusDays(1);
    Optional<Instant> since = since(database, kind);
    if (since.isEmpty()) {
      // The first wake ever: from now on fires count, earlier ones do not.
      insert(database, kind, yesterday, now);
      LOG.info("{} schedule \"{}\" is known from now on", kind.word(), schedule.cron());
      return Optional.empty();
    }
    return schedule.due(since.get(), lastDate(database, kind), now);
  }

  private static Optional<Instant> since(Connection database, Kind kind) throws SQLException {
    String sql = "select min(claimed_at) from bexio_clockodo.due where connection = ? and kind = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, CONNECTION);
      statement.setString(2, kind.word());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  private static LocalDate lastDate(Connection database, Kind kind) throws SQLException {
    String sql = "select max(local_date) from bexio_clockodo.due where connection = ? and kind = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, CONNECTION);
      statement.setString(2, kind.word());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1, LocalDate.class);
      }
    }
  }

  private static boolean insert(Connection database, Kind kind, LocalDate date, Instant now)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
            + " select ?, ?, ?, ?, ? where not exists (select 1 from bexio_clockodo.due"
            + " where connection = ? and kind = ? and local_date = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, CONNECTION);
      statement.setString(2, kind.word());
      statement.setObject(3, date);
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      statement.setString(5, "process " + ManagementFactory.getRuntimeMXBean().getPid());
      statement.setString(6, CONNECTION);
      statement.setString(7, kind.word());
      statement.setObject(8, date);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      if (e.getSQLState().startsWith("23")) {
        return false;
      }
      throw e;
    }
  }
}
