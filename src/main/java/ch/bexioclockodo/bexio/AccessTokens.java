package ch.bexioclockodo.bexio;

import java.io.IOException;

/** Where the access token of each call to bexio comes from. */
public interface AccessTokens {

  /** A token that lasts for as long as one call takes. */
  String current() throws IOException;

  /** The token that was asked for last; a write that has been admitted waits for nobody. */
  default String latest() throws IOException {
    return current();
  }

  /** Says that bexio has turned a token away; whoever asks next gets another, if there is one. */
  void refused(String token);
}
