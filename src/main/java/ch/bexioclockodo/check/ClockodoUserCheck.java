package ch.bexioclockodo.check;

import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Identity;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunFailure;
import java.sql.SQLException;
import java.util.Optional;

/** Whose key is used in clockodo, and whether its account is the one of links and ledger. */
record ClockodoUserCheck(Connections connections) implements EntranceCheck {

  static final String CALL = "clockodo-me";

  @Override
  public String name() {
    return "clockodo user";
  }

  @Override
  public String call() {
    return CALL;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    ClockodoUser user = calls.body(CALL, ListPage.Me.class).data();
    try {
      Optional<Identity> known = connections.known();
      if (known.isPresent() && !known.get().isKeyOf(user)) {
        known.get().refuseAnother(user, ClockodoRightsCheck.users(calls));
      }
    } catch (RunFailure | SQLException another) {
      throw Problem.of(another);
    }
    String role = user.role() == null ? Messages.text("check.role-hidden") : user.role();
    return Finding.ok(name(), Messages.text("check.user", user.name(), user.id(), role));
  }
}
