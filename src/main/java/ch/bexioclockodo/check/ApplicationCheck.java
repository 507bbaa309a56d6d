package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Messages;

/** What clockodo is told about who runs this, within the length that it takes. */
record ApplicationCheck(String application) implements Check {

  private static final int LONGEST = 50;

  @Override
  public String name() {
    return "clockodo application";
  }

  @Override
  public Finding find(Calls calls) {
    return Finding.ok(
        name(), Messages.text("check.application", application, application.length(), LONGEST));
  }
}
