package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.BexioLimits;
import ch.bexioclockodo.run.Messages;

/** How many calls bexio still admits in this minute, as its answers tell. */
record BexioBudgetCheck(BexioLimits limits) implements Check {

  @Override
  public String name() {
    return "bexio budget";
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    calls.answer(CompanyCheck.CALL);
    Integer left = limits.remaining();
    return Finding.ok(
        name(),
        left == null ? Messages.text("check.budget-untold") : Messages.text("check.budget", left));
  }
}
