package ch.bexioclockodo.sandbox;

import java.time.Duration;
import java.util.Set;

/**
 * What bexio's fact sheet leaves open about its issuer (§2), each with the default that the sheet
 * finds likelier.
 *
 * @param accessTokenLife real time, since whoever holds the token lives in it
 * @param rotates a refresh gives a new refresh token and ends the old one
 * @param reuseEndsAll a refresh token that is used twice ends everything that came from it
 * @param tellsScopes token answers name the granted scopes
 * @param agrees the person who signs in agrees
 * @param grantable the scopes that may be asked for; any other fails the whole consent
 */
public record IssuerRules(
    Duration accessTokenLife,
    boolean rotates,
    boolean reuseEndsAll,
    boolean tellsScopes,
    boolean agrees,
    Set<String> grantable) {

  private static final Set<String> SCOPES =
      Set.of(
          "openid",
          "profile",
          "email",
          "offline_access",
          "company_profile",
          "contact_show",
          "contact_edit",
          "project_show",
          "project_edit",
          "monitoring_show",
          "monitoring_edit",
          "article_show",
          "article_edit",
          "kb_invoice_show",
          "kb_invoice_edit",
          "bank_account_show",
          "stock_edit",
          "accounting");

  public static IssuerRules defaults() {
    return new IssuerRules(Duration.ofMinutes(5), true, true, true, true, SCOPES);
  }

  public IssuerRules accessTokenLife(Duration life) {
    return new IssuerRules(life, rotates, reuseEndsAll, tellsScopes, agrees, grantable);
  }

  public IssuerRules rotates(boolean value) {
    return new IssuerRules(accessTokenLife, value, reuseEndsAll, tellsScopes, agrees, grantable);
  }

  public IssuerRules tellsScopes(boolean value) {
    return new IssuerRules(accessTokenLife, rotates, reuseEndsAll, value, agrees, grantable);
  }

  public IssuerRules agrees(boolean value) {
    return new IssuerRules(accessTokenLife, rotates, reuseEndsAll, tellsScopes, value, grantable);
  }
}
