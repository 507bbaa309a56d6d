package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.CallWindow;
import ch.bexioclockodo.connection.Loopback;
import ch.bexioclockodo.connection.SecretKey;
import ch.bexioclockodo.plan.BookableStates;
import ch.bexioclockodo.plan.ExportRules;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.MissingRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.quartz.CronExpression;

/**
 * Every setting of the outside contract, with its default and its check; read where the host keeps
 * its properties.
 */
public final class Settings {

  private static final String PREFIX = "bexio-clockodo.";
  private static final String MARKER = PREFIX + "export.marker";
  private static final int LONGEST_APPLICATION = 50;
  private static final Set<String> GROUPINGS =
      Set.of(
          "customers_id",
          "projects_id",
          "subprojects_id",
          "services_id",
          "lumpsum_services_id",
          "texts_id",
          "users_id",
          "billable",
          "is_lumpsum");

  private static final Map<String, String> DEFAULTS = SettingDefaults.all();

  private final Function<String, String> lookup;

  /**
   * @param lookup the value of a full key, or null when it is not set
   */
  public Settings(Function<String, String> lookup) {
    this.lookup = lookup;
  }

  /**
   * The settings as a Camel application sees them: its properties, JVM properties and environment.
   */
  public static Settings of(CamelContext context) {
    PropertiesComponent properties = context.getPropertiesComponent();
    // A marker holds {{…}} of its own, which Camel cannot resolve: it is taken as it is.
    return new Settings(
        key ->
            properties
                .resolveProperty(key)
                .orElseGet(
                    () ->
                        key.equals(MARKER)
                            ? properties.loadProperties(MARKER::equals).getProperty(MARKER)
                            : null));
  }

  /** All keys with their defaults; an empty default means: not set. */
  public static Map<String, String> defaults() {
    Map<String, String> full = new LinkedHashMap<>();
    DEFAULTS.forEach((key, value) -> full.put(PREFIX + key, value));
    return full;
  }

  /** Every key with the value that holds: what is set, or the default. */
  public Map<String, String> effective() {
    Map<String, String> full = new LinkedHashMap<>();
    DEFAULTS.keySet().forEach(key -> full.put(PREFIX + key, get(key)));
    return full;
  }

  /** Finds every mistake that can be found without asking anybody. */
  public void check() {
    url("bexio.url");
    url("clockodo.url");
    zone();
    bexioCredentials();
    plain("clockodo.user");
    plain("clockodo.api-key");
    required("clockodo.user", "is missing: the e-mail of the clockodo user whose key is used");
    required("clockodo.api-key", "is missing: the API key from the user's personal data page");
    clockodoApplication();
    clockodoLimits();
    cron("import.cron");
    cron("export.cron");
    importRules();
    mostChanges();
    oneOf("export.as", "timesheets", "invoice-drafts");
    if ("invoice-drafts".equals(get("export.as"))) {
      throw mistake("export.as", "invoice drafts are not there yet; use timesheets");
    }
    grouping();
    window();
    notBefore();
    number("export.status", 1, 1000);
    number("export.concurrency", 1, 8);
    exportRules(false, true);
    missingUsers();
    settle();
    firstLook();
    lockedStatuses();
    oneOf("export.first-row", "stop", "learn");
    alertWebhookAddress();
    oneOf("reload", "true", "false");
    number("http.port", 1, 65535);
    ownMachine();
  }

  public String bexioUrl() {
    return get("bexio.url");
  }

  public String bexioToken() {
    return get("bexio.token");
  }

  /** Whether a person agrees at bexio to what is done there, instead of giving a token. */
  public boolean usesConsent() {
    return bexioToken().isEmpty();
  }

  public String bexioIssuer() {
    return get("bexio.issuer");
  }

  public String bexioClientId() {
    return get("bexio.client-id");
  }

  public String bexioClientSecret() {
    return get("bexio.client-secret");
  }

  /** What stored tokens are encrypted with; empty when it lies in a file. */
  public String secretKey() {
    return get("secret-key");
  }

  /** The port of the pages, on which bexio sends a person back. */
  public int httpPort() {
    return Integer.parseInt(get("http.port"));
  }

  /** The address that the pages are offered at. */
  public String httpBind() {
    return get("http.bind");
  }

  /** Whoever reaches the pages may connect and disconnect. */
  private void ownMachine() {
    if (!Loopback.is(httpBind())) {
      throw mistake(
          "http.bind",
          "must be this machine itself, 127.0.0.1, ::1 or localhost, until the pages have a login;"
              + " it is \""
              + httpBind()
              + "\"; from elsewhere use connect, or a tunnel such as ssh -L");
    }
  }

  private void bexioCredentials() {
    plain("bexio.token");
    plain("bexio.client-id");
    plain("bexio.client-secret");
    url("bexio.issuer");
    if (!Loopback.isPrivate(URI.create(bexioIssuer()))) {
      throw mistake(
          "bexio.issuer",
          "\"" + bexioIssuer() + "\" would carry tokens for everybody to read; write https://");
    }
    if (usesConsent() && bexioClientId().isEmpty()) {
      throw mistake(
          "bexio.token",
          "is missing: a personal access token of bexio (developer.bexio.com/pat), or instead of it"
              + " bexio-clockodo.bexio.client-id and .client-secret of an app there");
    }
    if (!secretKey().isEmpty() && !SecretKey.isKey(secretKey())) {
      throw mistake(
          "secret-key",
          "must be "
              + SecretKey.LENGTH
              + " random bytes as Base64, such as openssl rand -base64 32 prints");
    }
  }

  public String clockodoUrl() {
    return get("clockodo.url");
  }

  public String clockodoUser() {
    return get("clockodo.user");
  }

  public String databaseUrl() {
    return get("db.url");
  }

  public String databaseUser() {
    return get("db.user");
  }

  public String databasePassword() {
    return get("db.password");
  }

  /** The name of the DataSource bean that holds our tables. */
  public String dataSource() {
    return get("data-source");
  }

  public String clockodoApplication() {
    required(
        "clockodo.application", "is missing: clockodo wants \"name;mail\" of whoever runs this");
    String application = get("clockodo.application");
    if (!application.matches("[ -:<-~]+;[!-:<-?A-~]+@[!-:<-?A-~]+")
        || application.length() > LONGEST_APPLICATION) {
      throw mistake(
          "clockodo.application",
          "must be a name and a contact e-mail without umlauts or accents, \"name;mail\", at most "
              + LONGEST_APPLICATION
              + " characters; it is \""
              + application
              + "\"");
    }
    return application;
  }

  private void clockodoLimits() {
    try {
      CallWindow.parse(get("clockodo.limits"));
    } catch (IllegalArgumentException wrong) {
      throw mistake("clockodo.limits", wrong.getMessage());
    }
  }

  /** bexio's wall time. */
  public ZoneId zone() {
    try {
      return ZoneId.of(get("zone"));
    } catch (DateTimeException unknown) {
      throw mistake("zone", "\"" + get("zone") + "\" is no time zone; try Europe/Zurich");
    }
  }

  /** What an import does; which project states are meant by their names is not known yet. */
  public ImportRules importRules() {
    return new ImportSettings(this).rules();
  }

  /** What an export makes of an entry, with what else the run knows. */
  public ExportRules exportRules(boolean billedAskedFor, boolean secondsKept) {
    return new ExportSettings(this).rules(billedAskedFor, secondsKept);
  }

  /** The project states in which time may be booked, by id or name. */
  public BookableStates bookableStates() {
    return new ImportSettings(this).bookableStates();
  }

  /** How many percent of a kind's linked objects a run may change or deactivate unasked. */
  public int mostChanges() {
    return new ImportSettings(this).mostChanges();
  }

  /** The keys that clockodo's report is grouped by, outermost first. */
  public List<String> grouping() {
    List<String> keys =
        Arrays.stream(get("export.grouping").split(",")).map(String::strip).toList();
    for (String key : keys) {
      if (!GROUPINGS.contains(key)) {
        throw mistake(
            "export.grouping",
            "\"" + key + "\" is none of " + String.join(", ", new TreeSet<>(GROUPINGS)));
      }
    }
    return keys;
  }

  /** What a scheduled export covers. */
  public Window window() {
    try {
      return Window.parse(get("export.window"));
    } catch (IllegalArgumentException wrong) {
      throw mistake(
          "export.window", wrong.getMessage() + "; it is \"" + get("export.window") + "\"");
    }
  }

  /** Nothing earlier is ever exported; null when not set. */
  public LocalDate notBefore() {
    String text = get("export.not-before");
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException wrong) {
      throw mistake("export.not-before", "\"" + text + "\" is no date; write 2026-01-31");
    }
  }

  /** The Quartz cron of {@code import} or {@code export}, or empty when it is off. */
  public String cron(Kind kind) {
    return get(kind.word() + ".cron");
  }

  private void cron(String key) {
    String cron = get(key);
    if (!cron.isEmpty() && !CronExpression.isValidExpression(cron)) {
      throw mistake(
          key, "\"" + cron + "\" is no Quartz cron; \"0 30 2 * * ?\" is half past two every night");
    }
  }

  /** The timesheet status of new timesheets. */
  public int exportStatus() {
    return Integer.parseInt(get("export.status"));
  }

  /** The rate limits of the clockodo user, as they are written. */
  public String clockodoWindows() {
    return get("clockodo.limits");
  }

  /** How many timesheets are on their way at the same time. */
  public int exportConcurrency() {
    return Integer.parseInt(get("export.concurrency"));
  }

  /** What happens to clockodo users whom bexio does not know. */
  public MissingRules missingUsers() {
    return new ExportSettings(this).missingUsers();
  }

  /** How long an unknown outcome may still appear on the other side. */
  public Duration settle() {
    return duration("export.settle", "PT15M");
  }

  /** How long after the last row a run looks for what arrived although its answer was lost. */
  public Duration firstLook() {
    return duration("export.first-look", "PT5S");
  }

  /** The timesheet statuses that mean invoiced or closed: what has one is never written. */
  public Set<Integer> lockedStatuses() {
    String text = get("export.locked-statuses");
    if (!text.matches("\\d{1,6}(\\s*,\\s*\\d{1,6})*")) {
      throw mistake(
          "export.locked-statuses", "must be status ids such as 4,5; it is \"" + text + "\"");
    }
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  /**
   * Whether what the first timesheet shows of bexio is taken as bexio's way; otherwise it stops the
   * run.
   */
  public boolean learnsFromFirstRow() {
    return "learn".equals(get("export.first-row"));
  }

  private Duration duration(String key, String example) {
    try {
      Duration duration = Duration.parse(get(key));
      if (duration.isNegative()) {
        throw new DateTimeException("negative");
      }
      return duration;
    } catch (DateTimeException wrong) {
      throw mistake(key, "\"" + get(key) + "\" is no duration; write " + example);
    }
  }

  /** Whether serve loads route files that change while it runs. */
  public boolean reload() {
    return "true".equals(get("reload"));
  }

  /** Where notices are posted to; empty when only the log has them. Its path may be a secret. */
  public String alertWebhook() {
    return get("alert.webhook");
  }

  private void alertWebhookAddress() {
    String address = alertWebhook();
    if (!address.isEmpty() && !address.matches("https?://[^/\\s?#]+([/?]\\S*)?")) {
      throw mistake("alert.webhook", "is no address; it begins with https://");
    }
  }

  private void url(String key) {
    try {
      URI uri = new URI(get(key));
      if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          || uri.getHost() == null) {
        throw mistake(key, "\"" + get(key) + "\" is no address; it begins with https://");
      }
      if (get(key).endsWith("/")) {
        throw mistake(key, "\"" + get(key) + "\" must not end with a slash");
      }
    } catch (URISyntaxException wrong) {
      throw mistake(key, "\"" + get(key) + "\" is no address; it begins with https://");
    }
  }

  private void required(String key, String sentence) {
    if (get(key).isEmpty()) {
      throw mistake(key, sentence);
    }
  }

  private void plain(String key) {
    if (get(key).chars().anyMatch(character -> character <= ' ' || character > '~')) {
      throw mistake(key, "holds a blank or a character that it cannot have; copy it once more");
    }
  }

  void oneOf(String key, String... values) {
    if (!List.of(values).contains(get(key))) {
      throw mistake(key, "must be " + String.join(" or ", values) + "; it is \"" + get(key) + "\"");
    }
  }

  private void number(String key, int least, int most) {
    String text = get(key);
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw mistake(
          key, "must be a number from " + least + " to " + most + "; it is \"" + text + "\"");
    }
  }

  String get(String key) {
    String value = lookup.apply(PREFIX + key);
    return value == null || value.isBlank() ? DEFAULTS.get(key) : value.strip();
  }

  static SettingsException mistake(String key, String sentence) {
    return new SettingsException(PREFIX + key, sentence);
  }
}
