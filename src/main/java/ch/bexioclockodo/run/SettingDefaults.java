package ch.bexioclockodo.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every key of the settings, without its prefix, with its default; an empty one means: not set. */
final class SettingDefaults {

  private SettingDefaults() {}

  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("bexio.url", "https://api.bexio.com");
    all.put("bexio.token", "");
    all.put("bexio.issuer", "https://auth.bexio.com/realms/bexio");
    all.put("bexio.client-id", "");
    all.put("bexio.client-secret", "");
    all.put("secret-key", "");
    all.put("clockodo.url", "https://my.clockodo.com/api");
    all.put("clockodo.user", "");
    all.put("clockodo.api-key", "");
    all.put("clockodo.application", "");
    all.put(
        "clockodo.limits",
        "900/PT1M 2250/PT15M 4500/PT1H 20000/PT24H entrygroups:10/PT1M enhanced:300/PT15M");
    all.put("zone", "Europe/Zurich");
    all.put("db.url", "jdbc:h2:file:~/bexio-clockodo/bexio-clockodo");
    all.put("db.user", "");
    all.put("db.password", "");
    all.put("import.cron", "");
    all.put("export.cron", "");
    all.put("import.customers", "with-projects");
    all.put("import.company-name", "name_1 name_2");
    all.put("import.person-name", "name_2 name_1");
    all.put("import.contact-numbers", "true");
    all.put("import.project-states", "");
    all.put("import.budget", "soft");
    all.put("import.billable-default", "true");
    all.put("import.services-from", "activities");
    all.put("import.item-types", "services");
    all.put("import.item-numbers", "");
    all.put("import.bill-service-ids", "true");
    all.put("import.conflicts", "decide");
    all.put("import.most-changes", "20%");
    all.put("export.as", "timesheets");
    all.put("export.grouping", "customers_id,projects_id,services_id,users_id");
    all.put("export.window", "previous-and-current-month");
    all.put("export.not-before", "");
    all.put("export.status", "3");
    all.put("export.concurrency", "4");
    all.put("export.billed", "exclude");
    all.put("export.without-project", "decide");
    all.put("export.hard-budget", "exclude");
    all.put("export.durations", "duration");
    all.put("export.text", "plain");
    all.put("export.marker", "");
    all.put("export.mark-billed", "false");
    all.put("export.missing-users", "fictional");
    all.put("export.salutation", "male");
    all.put("export.name-order", "first-last");
    all.put("export.draft-per", "customer");
    all.put("export.draft-round", "none");
    all.put("export.draft-text", "project,service,user");
    all.put("export.draft-title", "");
    all.put("export.draft-header", "Leistungszeitraum: [from] – [to]");
    all.put("export.draft-account", "");
    all.put("export.draft-tax", "");
    all.put("export.draft-unit", "");
    all.put("export.draft-bank-account", "");
    all.put("export.draft-user", "");
    all.put("export.draft-decimals", "");
    all.put("export.draft-timesheets", "exclude");
    all.put("export.draft-mark-billed", "true");
    all.put("export.settle", "PT15M");
    all.put("export.first-row", "stop");
    all.put("export.first-look", "PT5S");
    all.put("export.locked-statuses", "4,5");
    all.put("alert.webhook", "");
    all.put("reload", "false");
    all.put("http.port", "8080");
    all.put("http.bind", "127.0.0.1");
    all.put("http.url", "");
    all.put("http.user", "");
    all.put("http.password-hash", "");
    all.put("data-source", "bexioClockodoDataSource");
    return all;
  }
}
