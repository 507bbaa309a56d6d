package ch.bexioclockodo.check;

import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.run.Messages;
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
    calls.ask(USERS, "page=1&items_per_page=100");
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    List<String> hidden = new ArrayList<>();
    ClockodoUser me = calls.body(ClockodoUserCheck.CALL, ListPage.Me.class).data();
    if (!me.seesEverything()) {
      hidden.add(Messages.text("check.hides-entries"));
    }
    ListPage.Users users = calls.body(USERS, ListPage.Users.class);
    if (users.data().stream().anyMatch(user -> user.active() && user.email() == null)) {
      hidden.add(Messages.text("check.hides-mails"));
    }
    if (!hidden.isEmpty()) {
      throw new Problem(
          Messages.text("check.hidden", me.name(), me.id(), String.join("; ", hidden)),
          Messages.text("check.remedy.owner"));
    }
    return Finding.ok(name(), Messages.text("check.sees-everything"));
  }
}
