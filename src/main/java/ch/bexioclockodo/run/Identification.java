package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.CompanyProfile;
import ch.bexioclockodo.clockodo.ListPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Makes sure that a connection still pairs the bexio company and the clockodo account that it was
 * made for.
 */
public final class Identification extends ConnectorBean {

  private BexioAccess access;

  public void setAccess(BexioAccess access) {
    this.access = access;
  }

  /** Refuses a run that lacks what bexio must have granted, before anything is asked or written. */
  public void granted(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    access.admit(run.request().kind(), !run.request().preview());
  }

  /**
   * Takes whose key is used; only an owner's key sees everybody's entries (facts: clockodo §4.5).
   */
  public void clockodoUser(@Variable(Runs.VARIABLE) ActiveRun run, @Body ListPage.Me me) {
    run.clockodoUser(me.data());
    if (!me.data().seesEverything()) {
      run.problem(
          "clockodo.not-owner",
          Messages.text("problem.not-owner", me.data().name(), me.data().id()));
    }
  }

  /** Takes whose token is used, and refuses another company than the connection's. */
  public void bexioCompany(
      @Variable(Runs.VARIABLE) ActiveRun run, @Body List<CompanyProfile> profiles)
      throws SQLException {
    if (profiles.isEmpty()) {
      throw new IllegalStateException("bexio names no company for this token");
    }
    CompanyProfile company = profiles.get(0);
    run.identity(
        new Identity(
            company.id(),
            text(company.name()),
            text(company.mail()),
            run.clockodoUser().id(),
            run.clockodoUser().name()));
    Optional<Identity> known = known(run);
    if (known.isPresent()
        && !known.get().isCompany(company.id(), text(company.name()), text(company.mail()))) {
      throw new RunFailure(
          "identity.bexio-changed",
          Messages.text(
              "problem.bexio-changed",
              known.get().bexioCompanyName(),
              known.get().bexioCompany(),
              company.name(),
              company.id()));
    }
  }

  /**
   * Refuses another clockodo account: the user whose key was first used must still be one of its
   * users.
   */
  public void clockodoAccount(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Optional<Identity> known = known(run);
    if (known.isEmpty() || known.get().clockodoUser() == run.clockodoUser().id()) {
      return;
    }
    boolean sameAccount =
        run.sources().masterData().clockodoUsers().stream()
            .anyMatch(user -> user.id() == known.get().clockodoUser());
    if (!sameAccount) {
      throw new RunFailure(
          "identity.clockodo-changed",
          Messages.text(
              "problem.clockodo-changed",
              known.get().clockodoUserName(),
              known.get().clockodoUser(),
              run.clockodoUser().name(),
              run.clockodoUser().id()));
    }
  }

  private Optional<Identity> known(ActiveRun run) throws SQLException {
    try (Connection database = dataSource().getConnection()) {
      return IdentityStore.find(database, run.request().connection());
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
