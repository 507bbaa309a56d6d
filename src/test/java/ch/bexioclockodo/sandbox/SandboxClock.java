package ch.bexioclockodo.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * The sandbox's own time: starts at a fixed instant and runs {@code scale} sandbox seconds per real
 * second, so that a rate window of a minute can last a second.
 */
public final class SandboxClock {

  private final double scale;
  private final long origin = System.nanoTime();
  private volatile Instant start;
  private volatile Duration dateAhead = Duration.ZERO;

  SandboxClock(Instant start, double scale) {
    if (scale <= 0) {
      throw new IllegalArgumentException("The clock's scale must be positive, not " + scale);
    }
    this.start = start;
    this.scale = scale;
  }

  public Instant now() {
    return start.plusNanos((long) ((System.nanoTime() - origin) * scale));
  }

  /** What the header {@code Date} says: the time of the world, whatever day the data is of. */
  Instant date() {
    return Instant.now().plus(dateAhead);
  }

  /** From now on the header {@code Date} is ahead of the machine's clock, or behind it. */
  public void dateAhead(Duration value) {
    dateAhead = value;
  }

  public double scale() {
    return scale;
  }

  /** Jumps by sandbox time, forwards or (negative) backwards. */
  public synchronized void advance(Duration duration) {
    start = start.plus(duration);
  }

  /** Real seconds that a caller has to wait until the sandbox instant, rounded up, at least 1. */
  long realSecondsUntil(Instant instant) {
    double sandboxSeconds = Duration.between(now(), instant).toMillis() / 1000.0;
    return Math.max(1, (long) Math.ceil(sandboxSeconds / scale));
  }
}
