package ch.bexioclockodo.run;

/**
 * Whom a connection pairs: one bexio company and one clockodo account, known by the user whose key
 * was used first.
 */
public record Identity(
    long bexioCompany,
    String bexioCompanyName,
    String bexioCompanyMail,
    long clockodoUser,
    String clockodoUserName) {

  /**
   * Whether a company is this one. No fact says that bexio's company ids differ between tenants, so
   * an equal id under both another name and another mail is another company; either alone may
   * change.
   */
  boolean isCompany(long id, String name, String mail) {
    return bexioCompany == id
        && (bexioCompanyName.equals(name) || (!mail.isEmpty() && bexioCompanyMail.equals(mail)));
  }
}
