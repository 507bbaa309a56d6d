package ch.bexioclockodo.connection;

import ch.bexioclockodo.bexio.AccessTokens;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Keeps the tokens of one connection: renews them ahead of their end, once for all threads and all
 * processes, and stores what came before anybody uses it. A token that the issuer no longer accepts
 * ends the connection until a person connects again; nobody asks the issuer any more till then.
 */
public final class TokenKeeper implements AccessTokens {

  /** What another process has done with the connection is seen within this time of a database. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** After an issuer has failed, nobody asks it again before so long has passed. */
  private static final Duration LEAVE_ALONE = Duration.ofSeconds(8);

  private static final Duration CONSENT_LASTS = Duration.ofMinutes(15);

  private final String connection;
  private final DataSource dataSource;
  private final SecretKey key;
  private final Issuer issuer;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  private Grant grant;
  private long lookedAt;
  private NoAccess failure;
  private long failedAt;
  private volatile String given;
  private volatile String refused;

  /** What the issuer has given and the database has not taken yet: there is no second copy. */
  private Grant unsaved;

  private Grant unsavedFrom;

  public TokenKeeper(
      String connection,
      DataSource dataSource,
      SecretKey key,
      Issuer issuer,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.connection = connection;
    this.dataSource = dataSource;
    this.key = key;
    this.issuer = issuer;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized String current() throws NoAccess {
    if (isUsable(grant) && nanoTime.getAsLong() - lookedAt < LOOK_AGAIN.toNanos()) {
      return grant.accessToken();
    }
    try {
      grant = transaction(this::stored);
      if (!isUsable(grant)) {
        grant = renewedOrStillGood(grant);
        if (!isUsable(grant) && failure == null) {
          // What had waited to be stored has ended meanwhile.
          grant = renewedOrStillGood(grant);
        }
      }
    } catch (NoAccess failed) {
      if (failed.needsPerson()) {
        grant = null;
        given = null;
      }
      // A database that does not work for a moment takes no token away that bexio accepts.
      if (failed.reason() != NoAccess.Reason.DATABASE || !lasts(grant)) {
        throw failed;
      }
    }
    lookedAt = nanoTime.getAsLong();
    given = grant.accessToken();
    return given;
  }

  @Override
  public String latest() throws NoAccess {
    String latest = given;
    return latest == null ? current() : latest;
  }

  @Override
  public void refused(String token) {
    refused = token;
  }

  /** How the connection stands, which needs no key. */
  public Standing standing() throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return TokenStore.standing(database, connection);
    }
  }

  /** Where a person is sent to agree to these scopes. */
  public URI ask(URI redirect, Set<String> scopes) throws NoAccess {
    Consent consent = issuer.newConsent(redirect, scopes);
    URI address = issuer.address(consent);
    SecretBox box = key.boxOrNew();
    transaction(
        database -> {
          ConsentStore.write(database, connection, consent, box);
          return null;
        });
    return address;
  }

  /**
   * Takes what a person came back with; nothing of it is stored yet.
   *
   * @return nothing when nobody was sent with that state, or they came before, or too late
   */
  public Optional<Grant> take(URI answer) throws NoAccess {
    String state = Issuer.state(answer);
    Optional<Consent> asked =
        state == null
            ? Optional.empty()
            : transaction(
                database ->
                    ConsentStore.take(
                        database, connection, state, key, clock.instant().minus(CONSENT_LASTS)));
    return asked.isEmpty() ? Optional.empty() : Optional.of(issuer.take(answer, asked.get()));
  }

  /** Stores what was taken, as the connection from now on. */
  public synchronized void keep(Grant taken) throws NoAccess {
    SecretBox box = key.boxOrNew();
    transaction(
        database -> {
          DurableCommit.ask(database);
          TokenStore.lock(database, connection);
          TokenStore.connect(database, connection, taken, box, clock.instant());
          return null;
        });
    grant = null;
    given = null;
    failure = null;
    forgetUnsaved();
  }

  /**
   * Makes the issuer forget what was taken.
   *
   * @return what went wrong with that, in words; empty when nothing did
   */
  public Optional<String> revoke(Grant taken) {
    try {
      issuer.revoke(taken.refreshToken() == null ? taken.accessToken() : taken.refreshToken());
      return Optional.empty();
    } catch (NoAccess failed) {
      return Optional.of(failed.detail());
    }
  }

  /** What is stored, if the connection stands and the key is right. */
  public Optional<Grant> kept() throws NoAccess {
    return transaction(database -> TokenStore.find(database, connection, key));
  }

  /** Forgets the tokens, whatever they are encrypted with; false when there were none. */
  public synchronized boolean forget() throws NoAccess {
    grant = null;
    given = null;
    forgetUnsaved();
    return transaction(database -> TokenStore.forget(database, connection));
  }

  private boolean isUsable(Grant known) {
    return lasts(known) && known.isFresh(clock.instant());
  }

  private boolean lasts(Grant known) {
    return known != null
        && clock.instant().isBefore(known.expiresAt())
        && !Objects.equals(known.accessToken(), refused);
  }

  /** A failure of the issuer is everybody's for a while: those who waited do not ask once more. */
  private Grant renewedOrStillGood(Grant found) throws NoAccess {
    if (failure == null || nanoTime.getAsLong() - failedAt >= LEAVE_ALONE.toNanos()) {
      try {
        Grant renewed = transaction(this::renewed);
        failure = null;
        return renewed;
      } catch (NoAccess failed) {
        if (!failed.isOfIssuer()) {
          throw failed;
        }
        failure = failed;
        failedAt = nanoTime.getAsLong();
      }
    }
    if (!failure.needsPerson() && lasts(found)) {
      return found;
    }
    throw new NoAccess(failure.reason(), failure.detail());
  }

  private Grant stored(Connection database) throws SQLException, NoAccess {
    Optional<Grant> found = TokenStore.find(database, connection, key);
    if (found.isPresent()) {
      return found.get();
    }
    Standing standing = TokenStore.standing(database, connection);
    throw standing.state() == Standing.State.RECONNECT_NEEDED
        ? new NoAccess(NoAccess.Reason.RECONNECT_NEEDED, standing.why())
        : new NoAccess(NoAccess.Reason.NOT_CONNECTED, "nobody has connected");
  }

  /** The row stays locked from the look at it to the commit: whoever comes second finds it done. */
  private Grant renewed(Connection database) throws SQLException, NoAccess {
    TokenStore.lock(database, connection);
    Grant found = stored(database);
    if (isUsable(found)) {
      return found;
    }
    SecretBox box = key.box();
    try {
      if (!found.equals(unsavedFrom)) {
        unsaved = refreshed(found);
        unsavedFrom = found;
      }
      Grant renewed = unsaved;
      DurableCommit.ask(database);
      TokenStore.renew(database, connection, renewed, box);
      database.commit();
      forgetUnsaved();
      return renewed;
    } catch (Issuer.GrantEnded ended) {
      TokenStore.reconnectNeeded(database, connection, ended.getMessage());
      database.commit();
      throw new NoAccess(NoAccess.Reason.RECONNECT_NEEDED, ended.getMessage());
    }
  }

  private Grant refreshed(Grant found) throws NoAccess, Issuer.GrantEnded {
    if (found.refreshToken() == null) {
      throw new Issuer.GrantEnded("the access token has ended, and nothing renews it");
    }
    return found.renewedBy(issuer.refresh(found.refreshToken()));
  }

  private void forgetUnsaved() {
    unsavedFrom = null;
    unsaved = null;
  }

  /** Work on the database. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Connection database) throws SQLException, NoAccess;
  }

  private <T> T transaction(Work<T> work) throws NoAccess {
    return Patience.whileLocked(() -> once(work), nanoTime);
  }

  private <T> T once(Work<T> work) throws SQLException, NoAccess {
    try (Connection database = dataSource.getConnection()) {
      boolean before = database.getAutoCommit();
      database.setAutoCommit(false);
      try {
        T result = work.on(database);
        database.commit();
        return result;
      } catch (SQLException | RuntimeException | NoAccess e) {
        database.rollback();
        throw e;
      } finally {
        database.setAutoCommit(before);
      }
    }
  }
}
