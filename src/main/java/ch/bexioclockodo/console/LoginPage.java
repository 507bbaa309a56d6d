package ch.bexioclockodo.console;

import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Where a person signs in to the console, and out again. */
public final class LoginPage extends ConnectorBean {

  private static final int REFUSED = 403;
  private static final int LATER = 429;

  /**
   * The form.
   *
   * @param problem what was wrong with the last try, or null
   */
  record View(String problem) {}

  /** Shows the form. */
  public void show(@Variable(Entrance.VISIT) Visit visit) {
    visit.show("login", new View(null));
  }

  /** Lets a person in whose user and password are right. */
  public void enter(Exchange exchange, @Variable(Entrance.VISIT) Visit visit) {
    Settings settings = settings();
    Instant now = clock().instant();
    Logins logins = entrance().logins();
    if (!logins.mayTry(now)) {
      visit.show(LATER, "login", new View(Messages.text("console.login.later")));
      return;
    }
    boolean right = isRight(visit, settings);
    logins.tried(right, now);
    if (right) {
      entrance().letIn(exchange, visit);
      visit.send("/");
    } else {
      visit.show(REFUSED, "login", new View(Messages.text("console.login.wrong")));
    }
  }

  /** Ends what was begun by signing in. */
  public void leave(@Variable(Entrance.VISIT) Visit visit) {
    entrance().logins().leave(visit.session());
    visit.send("/login");
  }

  /** The password is looked at in any case: how long it takes tells nobody who exists. */
  private static boolean isRight(Visit visit, Settings settings) {
    boolean password =
        !settings.httpUser().isEmpty()
            && Passwords.isRight(visit.secret("password"), settings.httpPasswordHash());
    boolean user =
        MessageDigest.isEqual(
            visit.field("user").getBytes(StandardCharsets.UTF_8),
            settings.httpUser().getBytes(StandardCharsets.UTF_8));
    return password && user;
  }

  private Entrance entrance() {
    return getCamelContext()
        .getRegistry()
        .lookupByNameAndType("bexioClockodoEntrance", Entrance.class);
  }
}
