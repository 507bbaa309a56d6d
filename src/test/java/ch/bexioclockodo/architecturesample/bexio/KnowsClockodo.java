package ch.bexioclockodo.architecturesample.bexio;

import ch.bexioclockodo.architecturesample.clockodo.KnowsBexio;

/** Breaks the rule that bexio does not know clockodo. */
public final class KnowsClockodo {

  public KnowsBexio other;
}
