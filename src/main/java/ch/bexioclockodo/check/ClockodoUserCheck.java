package ch.bexioclockodo.check;

import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.run.Messages;

/** Whose key is used in clockodo. */
record ClockodoUserCheck() implements Check {

  static final String CALL = "clockodo-me";

  @Override
  public String name() {
    return "clockodo user";
  }

  @Override
  public void ask(Calls calls) {
    calls.ask(CALL);
  }

  @Override
  public boolean isEntrance() {
    return true;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    ClockodoUser user = calls.body(CALL, ListPage.Me.class).data();
    String role = user.role() == null ? Messages.text("check.role-hidden") : user.role();
    return Finding.ok(name(), Messages.text("check.user", user.name(), user.id(), role));
  }
}
