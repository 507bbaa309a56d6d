package ch.bexioclockodo.architecturesample.link;

import ch.bexioclockodo.architecturesample.plan.Planned;

/** Breaks the rule that link does not know plan. */
public final class KnowsPlan {

  public Planned planned;
}
