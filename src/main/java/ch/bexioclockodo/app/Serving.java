package ch.bexioclockodo.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Keeps the routes and their schedules running until the process is told to end. */
abstract class Serving extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    SettingsFile file = open();
    CountDownLatch told = new CountDownLatch(1);
    try (Connector connector = Connector.start(file, true)) {
      Signals.whenTold(
          () -> {
            connector.requestStop();
            told.countDown();
          });
      terminal()
          .err()
          .println(
              "bexio-clockodo serves "
                  + connector.context().getRoutesSize()
                  + " routes with "
                  + file.path()
                  + "; end with Ctrl-C");
      told.await();
    }
    return 0;
  }
}
