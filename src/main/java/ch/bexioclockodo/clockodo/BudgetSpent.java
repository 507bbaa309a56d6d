package ch.bexioclockodo.clockodo;

import java.io.IOException;
import java.time.Duration;

/**
 * A call that was kept back, since clockodo would not admit it now: nothing was sent. A write never
 * waits where nobody keeps its lease alive, a read not longer than {@link
 * ClockodoLimits#LONGEST_WAIT}.
 */
public final class BudgetSpent extends IOException {

  private static final long serialVersionUID = 1L;

  private final Duration waiting;

  public BudgetSpent(Duration waiting) {
    super("clockodo's budget of calls is used up for " + waiting.toSeconds() + " s");
    this.waiting = waiting;
  }

  /** How long until clockodo admits the call. */
  public Duration waiting() {
    return waiting;
  }
}
