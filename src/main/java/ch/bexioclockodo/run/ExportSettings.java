package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.ExportRules;
import ch.bexioclockodo.plan.MissingRules;
import ch.bexioclockodo.plan.TimesheetText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings that decide what an export reads and what it makes of an entry, checked. */
final class ExportSettings {

  private static final String MARKER = "export.marker";

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

  private final Settings settings;
  private final SettingValues values;

  ExportSettings(Settings settings) {
    this.settings = settings;
    values = settings.values();
  }

  /**
   * @param billedAskedFor whether the request wants billed entries, whatever the setting says
   * @param secondsKept whether bexio keeps the seconds of start and end
   */
  ExportRules rules(boolean billedAskedFor, boolean secondsKept) {
    values.oneOf("export.billed", "exclude", "export");
    values.oneOf("export.without-project", "decide", "allow");
    values.oneOf("export.hard-budget", "exclude", "export");
    values.oneOf("export.durations", "duration", "decide");
    values.oneOf("export.text", "plain", "html");
    values.oneOf("export.mark-billed", "true", "false");
    return new ExportRules(
        new WallTime(settings.zone()),
        settings.notBefore(),
        billedAskedFor || values.is("export.billed", "export"),
        values.is("export.without-project", "allow"),
        values.is("export.hard-budget", "export"),
        values.is("export.durations", "duration"),
        secondsKept,
        new TimesheetText(values.is("export.text", "html"), marker()),
        false,
        false);
  }

  /** The keys that clockodo's report is grouped by, outermost first. */
  List<String> grouping() {
    List<String> keys =
        Arrays.stream(values.get("export.grouping").split(",")).map(String::strip).toList();
    for (String key : keys) {
      if (!GROUPINGS.contains(key)) {
        throw SettingValues.mistake(
            "export.grouping",
            "\"" + key + "\" is none of " + String.join(", ", new TreeSet<>(GROUPINGS)));
      }
    }
    return keys;
  }

  /** The timesheet statuses that mean invoiced or closed. */
  Set<Integer> lockedStatuses() {
    String text = values.get("export.locked-statuses");
    if (!text.matches("\\d{1,6}(\\s*,\\s*\\d{1,6})*")) {
      throw SettingValues.mistake(
          "export.locked-statuses", "must be status ids such as 4,5; it is \"" + text + "\"");
    }
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  /** What happens to users whom bexio does not know, and how those are called that are created. */
  MissingRules missingUsers() {
    values.oneOf("export.salutation", "male", "female");
    values.oneOf("export.name-order", "first-last", "last-first");
    try {
      return MissingRules.parse(values.get("export.missing-users"));
    } catch (IllegalArgumentException wrong) {
      throw SettingValues.mistake("export.missing-users", wrong.getMessage());
    }
  }

  /** Whether exported entries are marked as billed in clockodo. */
  boolean marksBilled() {
    return values.is("export.mark-billed", "true");
  }

  private String marker() {
    String marker = values.get(MARKER);
    if (!marker.isEmpty()
        && !(marker.contains(TimesheetText.TEXT) && marker.contains(TimesheetText.ID))) {
      throw SettingValues.mistake(
          MARKER,
          "must hold {{text}} and {{id}}, such as {{text}} [clockodo {{id}}]; it is \""
              + marker
              + "\"");
    }
    return marker;
  }
}
