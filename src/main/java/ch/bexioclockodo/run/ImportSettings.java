package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.BookableStates;
import ch.bexioclockodo.plan.CustomerRule;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.ItemRule;
import ch.bexioclockodo.plan.NamePattern;
import java.util.Locale;

/** The settings of the import, read and checked. */
final class ImportSettings {

  private final SettingValues values;

  ImportSettings(Settings settings) {
    values = settings.values();
  }

  ImportRules rules() {
    values.oneOf("import.contact-numbers", "true", "false");
    values.oneOf("import.budget", "soft", "hard", "none");
    values.oneOf("import.billable-default", "true", "false", "unset");
    values.oneOf("import.services-from", "activities", "items");
    values.oneOf("import.item-types", "services", "all");
    values.oneOf("import.bill-service-ids", "true", "false");
    values.oneOf("import.conflicts", "keep-clockodo", "take-bexio", "decide");
    return new ImportRules(
        values.parsed("import.customers", CustomerRule::parse),
        values.parsed("import.company-name", NamePattern::parse),
        values.parsed("import.person-name", NamePattern::parse),
        values.is("import.contact-numbers", "true"),
        null,
        ImportRules.ServicesFrom.valueOf(constant("import.services-from")),
        new ItemRule(values.is("import.item-types", "services"), values.get("import.item-numbers")),
        values.is("import.bill-service-ids", "true"),
        ImportRules.BudgetRule.valueOf(constant("import.budget")),
        values.is("import.billable-default", "unset")
            ? null
            : Boolean.valueOf(values.get("import.billable-default")),
        ImportRules.Conflicts.valueOf(constant("import.conflicts")));
  }

  /** The project states in which time may be booked, by id or name. */
  BookableStates bookableStates() {
    return BookableStates.parse(values.get("import.project-states"));
  }

  /** How many percent of a kind's linked objects a run may change or deactivate unasked. */
  int mostChanges() {
    String text = values.get("import.most-changes");
    if (!text.matches("\\d{1,2}%|100%")) {
      throw SettingValues.mistake(
          "import.most-changes", "must be a share such as 20%; it is \"" + text + "\"");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  private String constant(String key) {
    return values.get(key).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
