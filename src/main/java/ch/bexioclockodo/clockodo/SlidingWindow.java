package ch.bexioclockodo.clockodo;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Never more than so many calls in any interval of one length, wherever the server's own windows
 * begin (docs/decisions/0008). Each call takes the place of the one that many calls earlier; times
 * are nanoseconds since a beginning of the caller's choice. Not thread-safe.
 */
final class SlidingWindow {

  private final long length;
  private final long[] freeAgainAt;
  private int next;

  SlidingWindow(int calls, Duration length) {
    this.length = length.toNanos();
    this.freeAgainAt = new long[calls];
  }

  long length() {
    return length;
  }

  /** How long one more call must wait; zero when there is a place. */
  long waiting(long now) {
    return Math.max(0, freeAgainAt[next] - now);
  }

  /**
   * Takes the place of a call that leaves now. Whoever learns that the call has ended tells when:
   * the server counted it at some moment until then, so its place is free one length later.
   */
  LongConsumer take(long now) {
    int place = next;
    next = (next + 1) % freeAgainAt.length;
    freeAgainAt[place] = now + length;
    return ended -> freeAgainAt[place] = ended + length;
  }
}
