package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Messages;

/** Whether there is a token for bexio, or one can be had. */
record ConnectionCheck(Connections connections) implements Check {

  @Override
  public String name() {
    return "bexio connection";
  }

  @Override
  public boolean isEntrance() {
    return true;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    calls.awaitToken();
    return Finding.ok(
        name(),
        connections.usesConsent()
            ? Messages.text("check.connected")
            : Messages.text("check.personal-token"));
  }
}
