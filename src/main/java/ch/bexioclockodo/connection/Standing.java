package ch.bexioclockodo.connection;

import java.time.Instant;
import java.util.Set;

/**
 * How a connection stands, as the database says without any key.
 *
 * @param scopes what was granted; empty when nobody has connected
 * @param since when a person has last connected, or null
 * @param why what the issuer said when it no longer accepted the connection, else null
 */
public record Standing(State state, Set<String> scopes, Instant since, String why) {

  /** The states of a connection. */
  public enum State {
    NOT_CONNECTED,
    CONNECTED,
    RECONNECT_NEEDED
  }

  public boolean connected() {
    return state == State.CONNECTED;
  }
}
