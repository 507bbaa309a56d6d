package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.OnePage;

/**
 * Whether a list can be read: a package without the module, or a user without the right, answers
 * 403 or 404.
 *
 * @param page null for a call that needs none
 * @param whenWithheld the key of what helps then
 */
record ListCheck(String name, String call, OnePage page, String whenWithheld) implements Check {

  @Override
  public void ask(Calls calls) {
    calls.ask(call, page);
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    calls.answer(call);
    return Finding.ok(name, Messages.text("check.readable"));
  }
}
