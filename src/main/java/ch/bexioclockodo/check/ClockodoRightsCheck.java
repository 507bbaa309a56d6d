package ch.bexioclockodo.check;

import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.OnePage;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the key sees everything: clockodo does not refuse what somebody may not see, it leaves it
 * out.
 */
record ClockodoRightsCheck() implements Check {

  private static final String USERS = "clockodo-list-users";

  @Override
  public String name() {
    return "clockodo rights";
  }

  @Override
  public void ask(Calls calls) {
    calls.ask(USERS, OnePage.EVERY_USER);
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    List<String> hidden = new ArrayList<>();
    ClockodoUser me = calls.body(ClockodoUserCheck.CALL, ListPage.Me.class).data();
    if (!me.seesEverything()) {
      hidden.add(Messages.text("check.hides-entries"));
    }
    if (users(calls).stream().anyMatch(user -> user.active() && user.email() == null)) {
      hidden.add(Messages.text("check.hides-mails"));
    }
    if (!hidden.isEmpty()) {
      throw new Problem(
          Messages.text("check.hidden", me.name(), me.id(), String.join("; ", hidden)),
          Messages.text("check.remedy.owner"));
    }
    return Finding.ok(name(), Messages.text("check.sees-everything"));
  }

  /** The users whom the key sees. */
  static List<ClockodoUser> users(Calls calls) throws Problem {
    return calls.body(USERS, ListPage.Users.class).data();
  }
}
