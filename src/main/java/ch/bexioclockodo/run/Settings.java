package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.BookableStates;
import ch.bexioclockodo.plan.ExportRules;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.MissingRules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * Every setting of the outside contract as what it means; read where the host keeps its properties.
 */
public final class Settings {

  private static final String MARKER = SettingValues.PREFIX + "export.marker";
  private static final int LONGEST_APPLICATION = 50;

  private final SettingValues values;

  /**
   * @param lookup the value of a full key, or null when it is not set
   */
  public Settings(Function<String, String> lookup) {
    values = new SettingValues(lookup);
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
    return full(SettingDefaults.all()::get);
  }

  /** Every key with the value that holds: what is set, or the default. */
  public Map<String, String> effective() {
    return full(values::get);
  }

  private static Map<String, String> full(Function<String, String> value) {
    Map<String, String> full = new LinkedHashMap<>();
    SettingDefaults.all()
        .keySet()
        .forEach(key -> full.put(SettingValues.PREFIX + key, value.apply(key)));
    return full;
  }

  /** The values by their short keys, for settings that are read elsewhere. */
  SettingValues values() {
    return values;
  }

  /** Finds every mistake that can be found without asking anybody. */
  public void check() {
    new SettingsCheck(this, values).run();
  }

  public String bexioUrl() {
    return values.get("bexio.url");
  }

  public String bexioToken() {
    return values.get("bexio.token");
  }

  /** Whether a person agrees at bexio to what is done there, instead of giving a token. */
  public boolean usesConsent() {
    return bexioToken().isEmpty();
  }

  public String bexioIssuer() {
    return values.get("bexio.issuer");
  }

  public String bexioClientId() {
    return values.get("bexio.client-id");
  }

  public String bexioClientSecret() {
    return values.get("bexio.client-secret");
  }

  /** What stored tokens are encrypted with; empty when it lies in a file. */
  public String secretKey() {
    return values.get("secret-key");
  }

  /** The port of the pages, on which bexio sends a person back. */
  public int httpPort() {
    return Integer.parseInt(values.get("http.port"));
  }

  /** The address that the pages are offered at. */
  public String httpBind() {
    return values.get("http.bind");
  }

  /** The address at which people elsewhere reach the console; empty when nobody does. */
  public String httpUrl() {
    return values.get("http.url");
  }

  /** Who may sign in to the console; empty when nobody has to. */
  public String httpUser() {
    return values.get("http.user");
  }

  /** The bcrypt hash of that user's password. */
  public String httpPasswordHash() {
    return values.get("http.password-hash");
  }

  public String clockodoUrl() {
    return values.get("clockodo.url");
  }

  public String clockodoUser() {
    return values.get("clockodo.user");
  }

  public String databaseUrl() {
    return values.get("db.url");
  }

  public String databaseUser() {
    return values.get("db.user");
  }

  public String databasePassword() {
    return values.get("db.password");
  }

  /** The name of the DataSource bean that holds our tables. */
  public String dataSource() {
    return values.get("data-source");
  }

  public String clockodoApplication() {
    values.required(
        "clockodo.application", "is missing: clockodo wants \"name;mail\" of whoever runs this");
    String application = values.get("clockodo.application");
    if (!application.matches("[ -:<-~]+;[!-:<-?A-~]+@[!-:<-?A-~]+")
        || application.length() > LONGEST_APPLICATION) {
      throw SettingValues.mistake(
          "clockodo.application",
          "must be a name and a contact e-mail without umlauts or accents, \"name;mail\", at most "
              + LONGEST_APPLICATION
              + " characters; it is \""
              + application
              + "\"");
    }
    return application;
  }

  /** bexio's wall time. */
  public ZoneId zone() {
    try {
      return ZoneId.of(values.get("zone"));
    } catch (DateTimeException unknown) {
      throw SettingValues.mistake(
          "zone", "\"" + values.get("zone") + "\" is no time zone; try Europe/Zurich");
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
    return new ExportSettings(this).grouping();
  }

  /** Whether times become invoice drafts, unless a run is asked for something else. */
  public boolean invoices() {
    return values.is("export.as", "invoice-drafts");
  }

  /** How times are put into invoice drafts. */
  public InvoiceSettings invoiceSettings() {
    return new InvoiceSettings(this);
  }

  /** What a scheduled export covers. */
  public Window window() {
    return values.parsed("export.window", Window::parse);
  }

  /** Nothing earlier is ever exported; null when not set. */
  public LocalDate notBefore() {
    String text = values.get("export.not-before");
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException wrong) {
      throw SettingValues.mistake(
          "export.not-before", "\"" + text + "\" is no date; write 2026-01-31");
    }
  }

  /** The Quartz cron of {@code import} or {@code export}, or empty when it is off. */
  public String cron(Kind kind) {
    return values.get(kind.word() + ".cron");
  }

  /** The timesheet status of new timesheets. */
  public int exportStatus() {
    return Integer.parseInt(values.get("export.status"));
  }

  /** The rate limits of the clockodo user, as they are written. */
  public String clockodoWindows() {
    return values.get("clockodo.limits");
  }

  /** How many timesheets are on their way at the same time. */
  public int exportConcurrency() {
    return Integer.parseInt(values.get("export.concurrency"));
  }

  /** What happens to clockodo users whom bexio does not know. */
  public MissingRules missingUsers() {
    return new ExportSettings(this).missingUsers();
  }

  /** How long an unknown outcome may still appear on the other side. */
  public Duration settle() {
    return values.duration("export.settle", "PT15M");
  }

  /** How long after the last row a run looks for what arrived although its answer was lost. */
  public Duration firstLook() {
    return values.duration("export.first-look", "PT5S");
  }

  /** The timesheet statuses that mean invoiced or closed: what has one is never written. */
  public Set<Integer> lockedStatuses() {
    return new ExportSettings(this).lockedStatuses();
  }

  /**
   * Whether what the first timesheet shows of bexio is taken as bexio's way; otherwise it stops the
   * run.
   */
  public boolean learnsFromFirstRow() {
    return values.is("export.first-row", "learn");
  }

  /** Whether serve loads route files that change while it runs. */
  public boolean reload() {
    return values.is("reload", "true");
  }

  /** Where notices are posted to; empty when only the log has them. Its path may be a secret. */
  public String alertWebhook() {
    return values.get("alert.webhook");
  }
}
