package ch.bexioclockodo.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** The plans whose runs somebody wants to end, while the process goes on. */
  private final Set<Long> plans = ConcurrentHashMap.newKeySet();

  public void request() {
    synchronized (this) {
      requested = true;
      notifyAll();
    }
  }

  /** Asks the run that applies a plan to end after its current rows; the rest stays planned. */
  public void requestFor(long plan) {
    plans.add(plan);
    synchronized (this) {
      notifyAll();
    }
  }

  /** Whether the run of a plan is to end, for whichever reason. */
  boolean isRequestedFor(long plan) {
    return isRequested() || plans.contains(plan);
  }

  /** A plan is applied, perhaps once more. */
  void goOn(long plan) {
    plans.remove(plan);
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
