package ch.bexioclockodo.bexio;

/** A personal access token: always the same, whatever bexio says of it. */
public final class PersonalToken implements AccessTokens {

  private final String token;

  public PersonalToken(String token) {
    this.token = token;
  }

  @Override
  public String current() {
    return token;
  }

  @Override
  public void refused(String refusedToken) {
    // There is no other.
  }
}
