package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.CompanyProfile;
import ch.bexioclockodo.clockodo.ClockodoUser;
import java.util.List;

/**
 * Whom a connection pairs: one bexio company and one clockodo account, known by the user whose key
 * was used first.
 *
 * @param clockodoUser null while clockodo has never answered
 */
public record Identity(
    long bexioCompany,
    String bexioCompanyName,
    String bexioCompanyMail,
    Long clockodoUser,
    String clockodoUserName) {

  /**
   * @param user whose key is used in clockodo; null when clockodo does not answer
   */
  static Identity of(CompanyProfile company, ClockodoUser user) {
    return new Identity(
        company.id(),
        text(company.name()),
        text(company.mail()),
        user == null ? null : Long.valueOf(user.id()),
        user == null ? null : user.name());
  }

  /** The company that a token is of, which must be one. */
  public static CompanyProfile company(List<?> profiles) {
    if (profiles.isEmpty()) {
      throw new RunFailure("connection.no-company", Messages.text("problem.no-company"));
    }
    return (CompanyProfile) profiles.get(0);
  }

  /**
   * Refuses another company. No fact says that bexio's company ids differ between tenants, so an
   * equal id under both another name and another mail is another company; either alone may change.
   */
  public void refuseAnother(CompanyProfile company) {
    String mail = text(company.mail());
    boolean same =
        bexioCompany == company.id()
            && (bexioCompanyName.equals(text(company.name()))
                || (!mail.isEmpty() && bexioCompanyMail.equals(mail)));
    if (!same) {
      throw new RunFailure(
          "identity.bexio-changed",
          Messages.text(
              "problem.bexio-changed",
              bexioCompanyName,
              bexioCompany,
              company.name(),
              company.id()));
    }
  }

  /** Whether somebody's key was used before, or nobody's. */
  public boolean isKeyOf(ClockodoUser user) {
    return clockodoUser == null || clockodoUser == user.id();
  }

  /**
   * Refuses another clockodo account: the user whose key was first used must still be one of its
   * users.
   *
   * @param users all of them that this key sees
   */
  public void refuseAnother(ClockodoUser user, List<ClockodoUser> users) {
    if (!isKeyOf(user) && users.stream().noneMatch(each -> each.id() == clockodoUser)) {
      throw new RunFailure(
          "identity.clockodo-changed",
          Messages.text(
              "problem.clockodo-changed", clockodoUserName, clockodoUser, user.name(), user.id()));
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
