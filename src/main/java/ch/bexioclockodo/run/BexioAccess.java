package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.AccessTokens;
import ch.bexioclockodo.bexio.PersonalToken;
import ch.bexioclockodo.connection.BexioFunction;
import ch.bexioclockodo.connection.Issuer;
import ch.bexioclockodo.connection.SecretKey;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.connection.TokenKeeper;
import ch.bexioclockodo.plan.ImportRules;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How this application gets into bexio: with the personal access token of the settings, or with
 * what a person has agreed to.
 */
public final class BexioAccess extends ConnectorBean implements AccessTokens {

  /** The bean that says where the key lies when no setting holds it; a host has none. */
  public static final String KEY_FILE = "bexioClockodoSecretKeyFile";

  static final String CONNECTION = "default";

  /** A run's lease outlasts a call of 30 s and this. */
  private static final Duration ISSUER_ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final ThreadLocal<String> tried = new ThreadLocal<>();
  private AccessTokens tokens;
  private TokenKeeper keeper;

  @Override
  public String current() throws IOException {
    String trying = tried.get();
    return trying == null ? tokens().current() : trying;
  }

  @Override
  public String latest() throws IOException {
    String trying = tried.get();
    return trying == null ? tokens().latest() : trying;
  }

  @Override
  public void refused(String token) {
    if (tried.get() == null) {
      tokens().refused(token);
    }
  }

  /** Calls bexio with a token that is not the connection's yet. */
  <T> T trying(String token, Supplier<T> call) {
    tried.set(token);
    try {
      return call.get();
    } finally {
      tried.remove();
    }
  }

  /** The keeper of the tokens; nothing with a personal access token. */
  synchronized Optional<TokenKeeper> keeper() {
    tokens();
    return Optional.ofNullable(keeper);
  }

  private synchronized AccessTokens tokens() {
    if (tokens == null) {
      Settings settings = settings();
      if (settings.usesConsent()) {
        InstantSource now = () -> clock().instant();
        keeper =
            new TokenKeeper(
                CONNECTION,
                dataSource(),
                new SecretKey(
                    settings.secretKey(),
                    getCamelContext().getRegistry().lookupByNameAndType(KEY_FILE, Path.class)),
                new Issuer(
                    settings.bexioIssuer(),
                    settings.bexioClientId(),
                    settings.bexioClientSecret(),
                    ISSUER_ANSWERS_WITHIN,
                    now),
                now,
                System::nanoTime);
        tokens = keeper;
      } else {
        tokens = new PersonalToken(settings.bexioToken());
      }
    }
    return tokens;
  }

  /** How the connection stands; a personal access token always does, as far as anybody knows. */
  public Standing standing() throws SQLException {
    Optional<TokenKeeper> found = keeper();
    return found.isPresent()
        ? found.get().standing()
        : new Standing(Standing.State.CONNECTED, Set.of(), null, null);
  }

  /** What the settings choose to do with bexio. */
  Set<BexioFunction> functions() {
    Set<BexioFunction> functions = functions(Kind.IMPORT, false);
    functions.addAll(functions(Kind.EXPORT, false));
    if (settings().invoices()) {
      functions.addAll(functions(Kind.EXPORT, true));
    }
    return functions;
  }

  private Set<BexioFunction> functions(Kind kind, boolean invoicing) {
    if (kind.ofTimes()) {
      return EnumSet.of(
          invoicing ? BexioFunction.INVOICE_DRAFTS : BexioFunction.TIMESHEETS,
          BexioFunction.PROJECTS);
    }
    Set<BexioFunction> functions = EnumSet.of(BexioFunction.CUSTOMERS, BexioFunction.PROJECTS);
    if (settings().importRules().servicesFrom() == ImportRules.ServicesFrom.ITEMS) {
      functions.add(BexioFunction.ITEMS);
    }
    return functions;
  }

  /** What was not granted and a chosen function needs, each in words; empty when nothing lacks. */
  public List<String> missing() throws SQLException {
    Standing standing = standing();
    if (keeper().isEmpty() || !standing.connected()) {
      return List.of();
    }
    List<String> missing = words(BexioFunction.missing(functions(), true, standing.scopes()));
    if (!standing.scopes().contains(BexioFunction.LASTING)) {
      missing.add(lasting());
    }
    return missing;
  }

  /** The access that outlasts its first hour, in words. */
  static String lasting() {
    return Messages.text("function.lasting") + " (" + BexioFunction.LASTING + ")";
  }

  /** Refuses a run that bexio would refuse later, row by row. */
  void admit(ActiveRun run) throws SQLException {
    if (keeper().isEmpty()) {
      return;
    }
    Standing standing = standing();
    if (!standing.connected()) {
      // Asking for a token says why there is none.
      return;
    }
    Set<BexioFunction> functions = functions(run.request().kind(), run.isInvoicing());
    boolean writes = !run.request().preview();
    List<String> missing = words(BexioFunction.missing(functions, writes, standing.scopes()));
    if (!missing.isEmpty()) {
      throw new RunFailure(
          "connection.scopes-missing",
          Messages.text("problem.scopes-missing", String.join("; ", missing)));
    }
  }

  private static List<String> words(Map<BexioFunction, Set<String>> missing) {
    List<String> words = new ArrayList<>();
    missing.forEach(
        (function, scopes) ->
            words.add(
                Messages.text("function." + function.word())
                    + " ("
                    + String.join(", ", scopes)
                    + ")"));
    return words;
  }
}
