package ch.bexioclockodo.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * Asks a run to end after its current row: because the process was told to, or because the host
 * shuts down.
 */
public final class StopSignal implements BooleanSupplier, CamelContextAware {

  private static final Duration LOOK_AT_HOST_EVERY = Duration.ofMillis(500);

  private CamelContext camelContext;
  private volatile boolean requested;

  public void request() {
    synchronized (this) {
      requested = true;
      notifyAll();
    }
  }

  /** Waits, but not a moment longer than until a stop is requested; returns whether it is. */
  public synchronized boolean pause(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0 && !isRequested(); left = end - System.nanoTime()) {
      // A host that shuts down tells nobody, so it is looked for now and then.
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_AT_HOST_EVERY.toNanos()));
    }
    return isRequested();
  }

  public boolean isRequested() {
    return requested || camelContext.isStopping() || camelContext.isStopped();
  }

  /** {@link #isRequested}, for those who know nothing of runs. */
  @Override
  public boolean getAsBoolean() {
    return isRequested();
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }
}
