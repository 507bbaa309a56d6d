package ch.bexioclockodo.connection;

import java.time.Instant;

/**
 * What a person is asked for at bexio, until they come back.
 *
 * @param state proves that whoever comes back was sent by us
 * @param verifier proves to the issuer that whoever takes the tokens has asked for them (PKCE)
 * @param scopes divided by blanks
 */
record Consent(String state, String verifier, String redirect, String scopes, Instant askedAt) {

  @Override
  public String toString() {
    return "Consent[redirect=" + redirect + ", scopes=" + scopes + ", askedAt=" + askedAt + "]";
  }
}
