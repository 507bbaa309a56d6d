package ch.bexioclockodo.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the sandbox's issuer has given out: codes, refresh tokens and access tokens by session. */
final class IssuedTokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Refresh> refreshTokens = new HashMap<>();
  private final Map<String, Access> accessTokens = new HashMap<>();
  private final List<Session> sessions = new ArrayList<>();

  /** One consent and all that came from it. */
  static final class Session {
    private final Set<String> scopes;
    private boolean ended;

    private Session(Set<String> scopes) {
      this.scopes = scopes;
    }

    Set<String> scopes() {
      return scopes;
    }
  }

  private record Code(Session session, String redirect, String challenge) {}

  private record Refresh(Session session, boolean used) {}

  private record Access(Session session, Instant until) {}

  synchronized String code(Set<String> scopes, String redirect, String challenge) {
    Session session = new Session(new LinkedHashSet<>(scopes));
    sessions.add(session);
    String code = random();
    codes.put(code, new Code(session, redirect, challenge));
    return code;
  }

  /** The session of a code, which serves once, for its redirect address and its verifier. */
  synchronized Optional<Session> redeem(String code, String redirect, String verifier) {
    Code known = codes.remove(code);
    return known != null
            && known.redirect.equals(redirect)
            && known.challenge.equals(challenge(verifier))
        ? Optional.of(known.session)
        : Optional.empty();
  }

  synchronized String access(Session session, Instant until) {
    String token = random();
    accessTokens.put(token, new Access(session, until));
    return token;
  }

  synchronized String refresh(Session session) {
    String token = random();
    refreshTokens.put(token, new Refresh(session, false));
    return token;
  }

  /** The session of a refresh token that may still be used. */
  synchronized Optional<Session> use(String refreshToken, IssuerRules rules) {
    Refresh known = refreshTokens.get(refreshToken);
    if (known == null || known.session.ended) {
      return Optional.empty();
    }
    if (known.used && rules.reuseEndsAll()) {
      known.session.ended = true;
    }
    if (known.used) {
      return Optional.empty();
    }
    if (rules.rotates()) {
      refreshTokens.put(refreshToken, new Refresh(known.session, true));
    }
    return Optional.of(known.session);
  }

  /** Ends the session of a token, whichever it is. */
  synchronized void revoke(String token) {
    Refresh refresh = refreshTokens.get(token);
    Access access = accessTokens.get(token);
    if (refresh != null) {
      refresh.session.ended = true;
    } else if (access != null) {
      access.session.ended = true;
    }
  }

  synchronized void endAll() {
    sessions.forEach(session -> session.ended = true);
  }

  /** Access tokens end at once, as if their time had come; refresh tokens stay. */
  synchronized void expireAccess() {
    accessTokens.clear();
  }

  /** The scopes of an access token that is accepted now. */
  synchronized Optional<Set<String>> accepts(String token, Instant now) {
    Access known = accessTokens.get(token);
    return known == null || known.session.ended || !now.isBefore(known.until)
        ? Optional.empty()
        : Optional.of(known.session.scopes);
  }

  /** Everything that must be kept secret. */
  synchronized Set<String> secrets() {
    Set<String> secrets = new LinkedHashSet<>(refreshTokens.keySet());
    secrets.addAll(accessTokens.keySet());
    return secrets;
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
