package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.CallWindow;
import ch.bexioclockodo.connection.Loopback;
import ch.bexioclockodo.connection.SecretKey;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds every mistake in the settings that can be found without asking anybody. */
final class SettingsCheck {

  private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$1[0-6]\\$[./A-Za-z0-9]{53}");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  private final Settings settings;
  private final SettingValues values;

  SettingsCheck(Settings settings, SettingValues values) {
    this.settings = settings;
    this.values = values;
  }

  void run() {
    values.url("bexio.url");
    values.url("clockodo.url");
    settings.zone();
    bexioCredentials();
    values.plain("clockodo.user");
    values.plain("clockodo.api-key");
    values.required(
        "clockodo.user", "is missing: the e-mail of the clockodo user whose key is used");
    values.required(
        "clockodo.api-key", "is missing: the API key from the user's personal data page");
    settings.clockodoApplication();
    clockodoLimits();
    values.cron("import.cron");
    values.cron("export.cron");
    settings.importRules();
    settings.mostChanges();
    values.oneOf("export.as", "timesheets", "invoice-drafts");
    settings.grouping();
    settings.window();
    settings.notBefore();
    values.number("export.status", 1, 1000);
    values.number("export.concurrency", 1, 8);
    settings.exportRules(false, true);
    settings.missingUsers();
    settings.settle();
    settings.firstLook();
    settings.lockedStatuses();
    settings.invoiceSettings().layout();
    values.oneOf("export.first-row", "stop", "learn");
    alertWebhook();
    values.oneOf("reload", "true", "false");
    values.number("http.port", 1, 65535);
    console();
  }

  private void bexioCredentials() {
    values.plain("bexio.token");
    values.plain("bexio.client-id");
    values.plain("bexio.client-secret");
    values.url("bexio.issuer");
    if (!Loopback.isPrivate(URI.create(settings.bexioIssuer()))) {
      throw SettingValues.mistake(
          "bexio.issuer",
          "\""
              + settings.bexioIssuer()
              + "\" would carry tokens for everybody to read; write https://");
    }
    if (settings.usesConsent() && settings.bexioClientId().isEmpty()) {
      throw SettingValues.mistake(
          "bexio.token",
          "is missing: a personal access token of bexio (developer.bexio.com/pat), or instead of it"
              + " bexio-clockodo.bexio.client-id and .client-secret of an app there");
    }
    if (!settings.secretKey().isEmpty() && !SecretKey.isKey(settings.secretKey())) {
      throw SettingValues.mistake(
          "secret-key",
          "must be "
              + SecretKey.LENGTH
              + " random bytes as Base64, such as openssl rand -base64 32 prints");
    }
  }

  private void clockodoLimits() {
    try {
      CallWindow.parse(settings.clockodoWindows());
    } catch (IllegalArgumentException wrong) {
      throw SettingValues.mistake("clockodo.limits", wrong.getMessage());
    }
  }

  private void alertWebhook() {
    String address = settings.alertWebhook();
    if (!address.isEmpty() && !address.matches("https?://[^/\\s?#]+([/?]\\S*)?")) {
      throw SettingValues.mistake("alert.webhook", "is no address; it begins with https://");
    }
  }

  /** Whoever reaches the console may do everything that the commands do. */
  private void console() {
    String user = settings.httpUser();
    String hash = settings.httpPasswordHash();
    if (user.isEmpty() != hash.isEmpty()) {
      throw SettingValues.mistake(
          user.isEmpty() ? "http.user" : "http.password-hash",
          "is missing: the console takes a user and the hash of a password, or neither");
    }
    if (!hash.isEmpty() && !HASH.matcher(hash).matches()) {
      throw SettingValues.mistake(
          "http.password-hash",
          "is no bcrypt hash with a cost of 10 to 16; the command hash-password makes one");
    }
    if (!settings.httpUrl().isEmpty()) {
      values.url("http.url");
      if (!URI.create(settings.httpUrl()).getRawPath().isEmpty()) {
        throw SettingValues.mistake(
            "http.url", "must end with the name or port, such as https://times.example.ch");
      }
    }
    if (Loopback.is(settings.httpBind())) {
      return;
    }
    if (user.isEmpty()) {
      throw SettingValues.mistake(
          "http.bind",
          "would offer the console to other machines, \""
              + settings.httpBind()
              + "\", which needs bexio-clockodo.http.user and .password-hash (the command"
              + " hash-password makes it); or use a tunnel such as ssh -L");
    }
    if (EVERYWHERE.contains(settings.httpBind()) && settings.httpUrl().isEmpty()) {
      throw SettingValues.mistake(
          "http.url",
          "is missing: with bexio-clockodo.http.bind="
              + settings.httpBind()
              + " it names the address that people type, such as https://times.example.ch");
    }
  }
}
