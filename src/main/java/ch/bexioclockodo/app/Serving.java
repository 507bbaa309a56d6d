package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the routes and their schedules running until the process is told to end. */
abstract class Serving extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException, SQLException {
    SettingsFile file = open();
    CountDownLatch told = new CountDownLatch(1);
    AtomicReference<Connector> started = new AtomicReference<>();
    Signals.whenTold(
        () -> {
          Optional.ofNullable(started.get()).ifPresent(Connector::requestStop);
          told.countDown();
        });
    boolean reloads = file.settings().reload();
    // Read before the routes start: what changes meanwhile is loaded at the first looks.
    RouteFiles files = reloads ? RouteReload.read(Connector.routes()) : null;
    try (Connector connector = Connector.start(file, true)) {
      started.set(connector);
      terminal()
          .err()
          .println(
              "bexio-clockodo serves "
                  + connector.context().getRoutesSize()
                  + " routes with "
                  + file.path()
                  + "; end with Ctrl-C");
      tellSchedules(connector, file.settings().zone());
      if (reloads) {
        new RouteReload(file, connector, files).lookUntil(told);
      } else {
        told.await();
      }
    }
    return 0;
  }

  private void tellSchedules(Connector connector, ZoneId zone) throws SQLException {
    Due due = connector.bean("bexioClockodoDue", Due.class);
    for (Kind kind : List.of(Kind.IMPORT, Kind.EXPORT)) {
      String next =
          due.next(kind)
              .map(instant -> "next at " + instant.atZone(zone).toLocalDateTime() + " " + zone)
              .orElse("off");
      terminal().err().println("scheduled " + kind.word() + ": " + next);
    }
  }
}
