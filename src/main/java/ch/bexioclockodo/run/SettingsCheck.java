package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.CallWindow;
import ch.bexioclockodo.connection.Loopback;
import ch.bexioclockodo.connection.SecretKey;
import java.net.URI;

/** Finds every mistake in the settings that can be found without asking anybody. */
final class SettingsCheck {

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
    ownMachine();
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

  /** Whoever reaches the pages may connect and disconnect. */
  private void ownMachine() {
    if (!Loopback.is(settings.httpBind())) {
      throw SettingValues.mistake(
          "http.bind",
          "must be this machine itself, 127.0.0.1, ::1 or localhost, until the pages have a login;"
              + " it is \""
              + settings.httpBind()
              + "\"; from elsewhere use connect, or a tunnel such as ssh -L");
    }
  }
}
