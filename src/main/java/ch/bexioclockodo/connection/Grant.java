package ch.bexioclockodo.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What the issuer has given: an access token for a while, and what renews it.
 *
 * @param refreshToken null when the issuer gave none; then the access token is the last
 * @param scopes what was granted, which may be less or more than was asked for
 */
public record Grant(
    String accessToken,
    String refreshToken,
    Instant issuedAt,
    Instant expiresAt,
    Set<String> scopes) {

  /**
   * An access token is renewed so long before its end, or a quarter of its life if that is less.
   */
  private static final Duration AHEAD = Duration.ofSeconds(60);

  private static final int PART_OF_LIFE = 4;

  /** Whether the access token lasts for a call that leaves now. */
  boolean isFresh(Instant now) {
    Duration part = Duration.between(issuedAt, expiresAt).dividedBy(PART_OF_LIFE);
    return now.isBefore(expiresAt.minus(part.compareTo(AHEAD) < 0 ? part : AHEAD));
  }

  /** The same with another access token; the refresh token and the scopes stay if none came. */
  Grant renewedBy(Grant answer) {
    return new Grant(
        answer.accessToken,
        answer.refreshToken == null ? refreshToken : answer.refreshToken,
        answer.issuedAt,
        answer.expiresAt,
        answer.scopes.isEmpty() ? scopes : answer.scopes);
  }

  /** Neither token is ever printed. */
  @Override
  public String toString() {
    return "Grant[issuedAt=" + issuedAt + ", expiresAt=" + expiresAt + ", scopes=" + scopes + "]";
  }
}
