package ch.bexioclockodo.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Keeps the routes and their schedules running until the process is told to end. */
@Command(name = "serve", description = "Run the routes and their schedules until stopped.")
class ServeCommand extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    SettingsFile file = open();
    try (Connector connector = Connector.start(file, true)) {
      CountDownLatch told = new CountDownLatch(1);
      try (Signals signals =
          Signals.whenTold(
              () -> {
                connector.requestStop();
                told.countDown();
              })) {
        terminal()
            .err()
            .println(
                "bexio-clockodo serves "
                    + connector.context().getRoutesSize()
                    + " routes with "
                    + file.path()
                    + "; end with Ctrl-C");
        told.await();
        connector.stop();
        signals.finished(0);
      }
    }
    return 0;
  }
}
