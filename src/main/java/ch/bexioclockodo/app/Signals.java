package ch.bexioclockodo.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process in order when it is told to end (SIGTERM, Ctrl-C): asks the work to stop, waits
 * until it has written what it must, and then leaves with the work's own exit status.
 */
final class Signals implements AutoCloseable {

  private static final long LONGEST_WAIT_SECONDS = 120;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile int status = CommandLineApplication.FAILED;

  private Signals(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                if (finished.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                  Runtime.getRuntime().halt(status);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "bexio-clockodo-signal");
  }

  static Signals whenTold(Runnable stop) {
    Signals signals = new Signals(stop);
    Runtime.getRuntime().addShutdownHook(signals.hook);
    return signals;
  }

  /** Everything is written and printed; if the process is ending, this is its exit status. */
  void finished(int exitStatus) {
    status = exitStatus;
    finished.countDown();
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook itself ends the process.
    }
  }
}
