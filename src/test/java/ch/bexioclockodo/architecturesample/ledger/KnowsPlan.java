package ch.bexioclockodo.architecturesample.ledger;

import ch.bexioclockodo.architecturesample.plan.Planned;

/** Breaks the rule that ledger does not know plan. */
public final class KnowsPlan {

  public Planned planned;
}
