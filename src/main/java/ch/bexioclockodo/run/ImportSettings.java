package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.BookableStates;
import ch.bexioclockodo.plan.CustomerRule;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.ItemRule;
import ch.bexioclockodo.plan.NamePattern;
import java.util.Locale;

/** The settings of the import, read and checked. */
final class ImportSettings {

  private final Settings settings;

  ImportSettings(Settings settings) {
    this.settings = settings;
  }

  ImportRules rules() {
    settings.oneOf("import.contact-numbers", "true", "false");
    settings.oneOf("import.budget", "soft", "hard", "none");
    settings.oneOf("import.billable-default", "true", "false", "unset");
    settings.oneOf("import.services-from", "activities", "items");
    settings.oneOf("import.item-types", "services", "all");
    settings.oneOf("import.bill-service-ids", "true", "false");
    settings.oneOf("import.conflicts", "keep-clockodo", "take-bexio", "decide");
    return new ImportRules(
        customers(),
        namePattern("import.company-name"),
        namePattern("import.person-name"),
        isTrue("import.contact-numbers"),
        null,
        ImportRules.ServicesFrom.valueOf(constant("import.services-from")),
        new ItemRule(
            "services".equals(settings.get("import.item-types")),
            settings.get("import.item-numbers")),
        isTrue("import.bill-service-ids"),
        ImportRules.BudgetRule.valueOf(constant("import.budget")),
        "unset".equals(settings.get("import.billable-default"))
            ? null
            : Boolean.valueOf(settings.get("import.billable-default")),
        ImportRules.Conflicts.valueOf(constant("import.conflicts")));
  }

  /** The project states in which time may be booked, by id or name. */
  BookableStates bookableStates() {
    return BookableStates.parse(settings.get("import.project-states"));
  }

  /** How many percent of a kind's linked objects a run may change or deactivate unasked. */
  int mostChanges() {
    String text = settings.get("import.most-changes");
    if (!text.matches("\\d{1,2}%|100%")) {
      throw Settings.mistake(
          "import.most-changes", "must be a share such as 20%; it is \"" + text + "\"");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  private NamePattern namePattern(String key) {
    try {
      return NamePattern.parse(settings.get(key));
    } catch (IllegalArgumentException wrong) {
      throw Settings.mistake(key, wrong.getMessage() + "; it is \"" + settings.get(key) + "\"");
    }
  }

  private boolean isTrue(String key) {
    return "true".equals(settings.get(key));
  }

  private String constant(String key) {
    return settings.get(key).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private CustomerRule customers() {
    try {
      return CustomerRule.parse(settings.get("import.customers"));
    } catch (IllegalArgumentException wrong) {
      throw Settings.mistake(
          "import.customers",
          wrong.getMessage() + "; it is \"" + settings.get("import.customers") + "\"");
    }
  }
}
