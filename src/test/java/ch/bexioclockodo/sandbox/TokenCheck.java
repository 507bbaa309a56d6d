package ch.bexioclockodo.sandbox;

import java.util.Optional;
import java.util.Set;

/** Says which scopes an access token carries; nothing of a token that is not accepted. */
@FunctionalInterface
public interface TokenCheck {

  Optional<Set<String>> scopes(String accessToken);
}
