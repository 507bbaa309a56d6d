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
    if (left == null) {
      return Finding.ok(name(), Messages.text("check.budget-untold"));
    }
    return Finding.ok(
        name(), Messages.text(left > 0 ? "check.budget" : "check.budget-spent", left));
  }
}
