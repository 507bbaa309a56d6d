package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.CompanyProfile;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.connection.BexioFunction;
import ch.bexioclockodo.connection.Grant;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.connection.TokenKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Connects with bexio and disconnects again, for whoever asks: a command or a page. */
public final class Connections extends ConnectorBean {

  /** The code of an answer that nobody was sent for: whoever waits for one may go on waiting. */
  public static final String FOREIGN_ANSWER = "connection.foreign-answer";

  /** SQL state: a row of the same key is there already. */
  private static final String UNIQUE = "23505";

  private BexioAccess access;

  public void setAccess(BexioAccess access) {
    this.access = access;
  }

  /**
   * A connection that was just made.
   *
   * @param missing what the chosen functions lack all the same, in words
   * @param note what else must be said, or null
   */
  public record Connected(
      String company, long companyId, List<String> scopes, List<String> missing, String note) {}

  /** Where a person must go to agree to what the chosen functions need. */
  public URI ask(URI redirect) throws NoAccess {
    return keeper().ask(redirect, BexioFunction.toAskFor(access.functions()));
  }

  /**
   * Takes the address that a person came back with. The tokens are kept only when they are for the
   * company that this connection knows; otherwise the issuer is told to forget them.
   */
  public Connected complete(URI answer) throws NoAccess, SQLException {
    TokenKeeper keeper = keeper();
    Grant grant =
        keeper
            .take(answer)
            .orElseThrow(
                () -> new RunFailure(FOREIGN_ANSWER, Messages.text("problem.foreign-answer")));
    // What fails here may pass; nothing is revoked for it, and nothing is kept.
    List<?> profiles = profiles(grant);
    Optional<Identity> known = known();
    Account account = account(known);
    CompanyProfile company;
    try {
      company = Identity.company(profiles);
      known.ifPresent(before -> before.refuseAnother(company));
      if (account.user() != null) {
        known.ifPresent(before -> before.refuseAnother(account.user(), account.users()));
      }
      remember(Identity.of(company, account.user()));
    } catch (RunFailure refused) {
      throw revoked(grant, refused);
    }
    keeper.keep(grant);
    access.standing();
    Set<String> missing = new LinkedHashSet<>(access.missing());
    if (grant.refreshToken() == null) {
      missing.add(BexioAccess.lasting());
    }
    return new Connected(
        company.name(),
        company.id(),
        List.copyOf(new TreeSet<>(grant.scopes())),
        List.copyOf(missing),
        account.silence());
  }

  /** Once more, when somebody else connects at the same moment and is there first. */
  private void remember(Identity identity) throws SQLException {
    try {
      rememberOnce(identity);
    } catch (SQLException taken) {
      if (!UNIQUE.equals(taken.getSQLState())) {
        throw taken;
      }
      rememberOnce(identity);
    }
  }

  private void rememberOnce(Identity identity) throws SQLException {
    inTransaction(
        database -> {
          IdentityStore.remember(database, BexioAccess.CONNECTION, identity, clock().instant());
          return null;
        });
  }

  /** Revokes what bexio has given and forgets it; what else must be said, or nothing. */
  public Optional<String> disconnect() throws NoAccess, SQLException {
    TokenKeeper keeper = keeper();
    Standing standing = keeper.standing();
    if (standing.state() == Standing.State.NOT_CONNECTED) {
      forgetWhatWasNeverUsed();
      return Optional.of(Messages.text("connect.nothing-to-disconnect"));
    }
    Optional<String> trouble;
    try {
      trouble = keeper.kept().flatMap(keeper::revoke);
    } catch (NoAccess unreadable) {
      trouble = Optional.of(unreadable.detail());
    }
    keeper.forget();
    forgetWhatWasNeverUsed();
    access.standing();
    return trouble.map(why -> Messages.text("connect.not-revoked", why));
  }

  /** How the connection stands. */
  public Standing standing() throws SQLException {
    return access.standing();
  }

  /** What the chosen functions lack, in words. */
  public List<String> missing() throws SQLException {
    return access.missing();
  }

  /** The company that this connection belongs to, with its id, if it is known yet. */
  public Optional<String> company() throws SQLException {
    return known().map(known -> known.bexioCompanyName() + " (" + known.bexioCompany() + ")");
  }

  /** Whether a person connects at all; with a personal access token nobody does. */
  public boolean usesConsent() {
    return access.keeper().isPresent();
  }

  private TokenKeeper keeper() {
    return access
        .keeper()
        .orElseThrow(
            () -> new RunFailure("connection.token-set", Messages.text("problem.token-set")));
  }

  /** With a session of the browser that both share, an issuer may end the former one too. */
  private RunFailure revoked(Grant grant, RunFailure refused) throws SQLException {
    boolean another = access.standing().connected();
    boolean revoked = keeper().revoke(grant).isEmpty();
    return another && revoked
        ? new RunFailure(
            refused.code(), refused.getMessage() + "; " + Messages.text("connect.former-ended"))
        : refused;
  }

  private List<?> profiles(Grant grant) {
    return access.trying(
        grant.accessToken(), () -> call("bexio-company-profile", null, false).getBody(List.class));
  }

  /**
   * Whose clockodo this is.
   *
   * @param user null when clockodo is silent
   * @param silence why, and what becomes of that; else null
   */
  private record Account(ClockodoUser user, List<ClockodoUser> users, String silence) {}

  /**
   * Everybody is asked for only where another's key is used than before. Nobody is asked twice: the
   * tokens are not kept yet.
   */
  private Account account(Optional<Identity> known) {
    try {
      ClockodoUser user = call("clockodo-me", null, true).getBody(ListPage.Me.class).data();
      boolean sameKey = known.map(before -> before.isKeyOf(user)).orElse(true);
      return new Account(
          user,
          sameKey
              ? List.of(user)
              : call("clockodo-list-users", OnePage.EVERY_USER, true)
                  .getBody(ListPage.Users.class)
                  .data(),
          null);
    } catch (RuntimeException silent) {
      return new Account(
          null, List.of(), Messages.text("connect.clockodo-later", FailureText.of(silent).text()));
    }
  }

  /** While somebody writes, the company stays: what they are about to write depends on it. */
  private void forgetWhatWasNeverUsed() throws SQLException {
    Optional<RunLock> lock =
        RunLock.take(
            dataSource(),
            BexioAccess.CONNECTION,
            LockOwner.of("a person", "disconnect", clock().instant()),
            clock(),
            System::nanoTime);
    if (lock.isPresent()) {
      try {
        inTransaction(database -> IdentityStore.forgetUnused(database, BexioAccess.CONNECTION));
      } finally {
        lock.get().release();
      }
    }
  }

  /** Whom this connection pairs, once that is known. */
  public Optional<Identity> known() throws SQLException {
    return inTransaction(database -> IdentityStore.find(database, BexioAccess.CONNECTION));
  }

  /**
   * @param impatient whether any answer is better than a late one
   */
  private Message call(String name, OnePage page, boolean impatient) {
    try (ProducerTemplate template = getCamelContext().createProducerTemplate()) {
      Exchange answer =
          template.request(
              "direct:bexio-clockodo-call-" + name,
              exchange -> {
                exchange.setVariable("bexioClockodoList", page);
                exchange.setVariable(Retries.IMPATIENT, impatient ? true : null);
              });
      if (answer.getException() != null) {
        FailureText.Failure failure = FailureText.of(answer.getException());
        throw new RunFailure(failure.code(), failure.text());
      }
      return answer.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
