package ch.bexioclockodo.run;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that send timesheets: as many as {@code bexio-clockodo.export.concurrency} says, and
 * none while nothing is sent. With one, rows leave in the order of the plan.
 */
public final class Senders extends ThreadPoolExecutor {

  private static final int IDLE_SECONDS = 10;

  public Senders() {
    super(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    AtomicInteger threads = new AtomicInteger();
    setThreadFactory(
        work -> {
          Thread thread = new Thread(work, "bexio-clockodo-sender-" + threads.incrementAndGet());
          // A host that ends does not wait for threads that have nothing to do.
          thread.setDaemon(true);
          return thread;
        });
    allowCoreThreadTimeOut(true);
  }

  public void setConcurrency(int threads) {
    setMaximumPoolSize(Math.max(threads, getMaximumPoolSize()));
    setCorePoolSize(threads);
    setMaximumPoolSize(threads);
  }
}
