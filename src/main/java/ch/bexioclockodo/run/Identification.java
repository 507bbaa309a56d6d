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
    access.admit(run);
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
    CompanyProfile company = Identity.company(profiles);
    run.identity(Identity.of(company, run.clockodoUser()));
    known(run).ifPresent(known -> known.refuseAnother(company));
  }

  /** Refuses another clockodo account than the connection's. */
  public void clockodoAccount(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    known(run)
        .ifPresent(
            known ->
                known.refuseAnother(
                    run.clockodoUser(), run.sources().masterData().clockodoUsers()));
  }

  private Optional<Identity> known(ActiveRun run) throws SQLException {
    try (Connection database = dataSource().getConnection()) {
      return IdentityStore.find(database, run.request().connection());
    }
  }
}
