package ch.bexioclockodo.architecturesample.clockodo;

import ch.bexioclockodo.architecturesample.bexio.KnowsClockodo;

/** Breaks the rule that clockodo does not know bexio. */
public final class KnowsBexio {

  public KnowsClockodo other;
}
