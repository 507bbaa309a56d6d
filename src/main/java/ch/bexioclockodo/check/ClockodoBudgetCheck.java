package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Messages;

/** clockodo tells no budget; what this application keeps within is told instead. */
record ClockodoBudgetCheck(String limits) implements Check {

  @Override
  public String name() {
    return "clockodo budget";
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    calls.answer(ClockodoUserCheck.CALL);
    return Finding.ok(name(), Messages.text("check.budget-kept", limits));
  }
}
