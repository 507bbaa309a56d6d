package ch.bexioclockodo.bexio;

import java.time.Duration;
import java.time.Instant;

/**
 * One of bexio's rate windows: what the answers told of it, and the calls that are under way. Times
 * are given by whoever asks. Not thread-safe.
 */
final class BexioWindow {

  /**
   * So many last calls of a window go one by one: somebody else may take some of them, and each
   * answer tells.
   */
  static final int ONE_BY_ONE = 16;

  /** How long the first call of a new window may keep the others waiting for what it learns. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** When a place depends on an answer that is under way, it is looked for again so soon. */
  private static final Duration SOON = Duration.ofMillis(5);

  private Instant until;
  private int left;
  private boolean refused;
  private boolean unannounced;
  private int underWay;
  private Instant asked;

  /** How long one more call must wait at least; zero when it may leave. */
  Duration waiting(Instant now) {
    if (unannounced) {
      return Duration.ZERO;
    }
    if (!isKnown(now)) {
      return asked == null || !now.isBefore(asked.plus(PATIENCE)) ? Duration.ZERO : SOON;
    }
    if (left <= 0) {
      return Duration.between(now, until);
    }
    boolean place = left > ONE_BY_ONE ? underWay < left : underWay == 0;
    return place ? Duration.ZERO : SOON;
  }

  /** Counts a call that leaves now; the first of a new window is asked what that holds. */
  void depart(Instant now) {
    underWay++;
    if (!unannounced && !isKnown(now)) {
      asked = now;
    }
  }

  /** Counts a call as ended, with or without an answer. */
  void ended(Instant departed) {
    underWay--;
    if (departed.equals(asked)) {
      asked = null;
    }
  }

  /** A refusal closes the window, whatever the answers of calls that are still under way say. */
  void refuse(Instant end) {
    until = end;
    left = 0;
    refused = true;
    unannounced = false;
    asked = null;
  }

  /**
   * Learns from the answer to a call.
   *
   * @param departed when that call left: an answer that arrives after its window's end tells
   *     nothing of the next
   * @param remaining what the answer says is left, or null
   * @param end when it says that the window ends, never too early
   */
  void learn(Instant departed, Instant now, Integer remaining, Instant end) {
    if (isKnown(now)) {
      if (remaining != null && !refused) {
        left = Math.min(left, remaining);
        until = end.isBefore(until) ? end : until;
      }
    } else if (until == null || !departed.isBefore(until)) {
      unannounced = remaining == null;
      left = unannounced ? 0 : remaining;
      until = unannounced ? null : end;
      refused = false;
      asked = null;
    }
  }

  private boolean isKnown(Instant now) {
    return until != null && now.isBefore(until);
  }
}
