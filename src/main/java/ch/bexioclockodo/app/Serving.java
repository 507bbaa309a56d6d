package ch.bexioclockodo.app;

import ch.bexioclockodo.console.ConsoleAddress;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.Messages;
import java.net.BindException;
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
      WebServer pages = pages(file, connector);
      try {
        if (reloads) {
          new RouteReload(file, connector, files).lookUntil(told);
        } else {
          told.await();
        }
      } finally {
        if (pages != null) {
          pages.close();
        }
      }
    }
    return 0;
  }

  /** The console; without a port of its own serve still does its work. */
  private WebServer pages(SettingsFile file, Connector connector) throws SQLException {
    Connections connections = connector.bean("bexioClockodoConnections", Connections.class);
    ConsoleAddress address = new ConsoleAddress(file.settings());
    boolean connected = connections.standing().connected();
    List<String> missing = connections.missing();
    if (!missing.isEmpty()) {
      terminal().err().println(Messages.text("problem.scopes-missing", String.join("; ", missing)));
    }
    try {
      WebServer pages = WebServer.start(file.settings());
      terminal()
          .err()
          .println(
              "console: "
                  + address.home()
                  + (connected ? "" : " (" + Messages.text("page.not-connected") + ")"));
      return pages;
    } catch (BindException taken) {
      terminal()
          .err()
          .println(
              "setting bexio-clockodo.http.port: port "
                  + file.settings().httpPort()
                  + " is taken, so there is no console");
      return null;
    }
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
