package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.ExportRules;
import ch.bexioclockodo.plan.MissingRules;
import ch.bexioclockodo.plan.TimesheetText;

/** The settings that decide what an export makes of an entry, read and checked. */
final class ExportSettings {

  private static final String MARKER = "export.marker";

  private final Settings settings;

  ExportSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param billedAskedFor whether the request wants billed entries, whatever the setting says
   * @param secondsKept whether bexio keeps the seconds of start and end
   */
  ExportRules rules(boolean billedAskedFor, boolean secondsKept) {
    settings.oneOf("export.billed", "exclude", "export");
    settings.oneOf("export.without-project", "decide", "allow");
    settings.oneOf("export.hard-budget", "exclude", "export");
    settings.oneOf("export.durations", "duration", "decide");
    settings.oneOf("export.text", "plain", "html");
    settings.oneOf("export.mark-billed", "true", "false");
    return new ExportRules(
        new WallTime(settings.zone()),
        settings.notBefore(),
        billedAskedFor || is("export.billed", "export"),
        is("export.without-project", "allow"),
        is("export.hard-budget", "export"),
        is("export.durations", "duration"),
        secondsKept,
        new TimesheetText(is("export.text", "html"), marker()),
        false,
        false);
  }

  /** What happens to users whom bexio does not know, and how those are called that are created. */
  MissingRules missingUsers() {
    settings.oneOf("export.salutation", "male", "female");
    settings.oneOf("export.name-order", "first-last", "last-first");
    try {
      return MissingRules.parse(settings.get("export.missing-users"));
    } catch (IllegalArgumentException wrong) {
      throw Settings.mistake("export.missing-users", wrong.getMessage());
    }
  }

  /** Whether exported entries are marked as billed in clockodo. */
  boolean marksBilled() {
    return is("export.mark-billed", "true");
  }

  private String marker() {
    String marker = settings.get(MARKER);
    if (!marker.isEmpty()
        && !(marker.contains(TimesheetText.TEXT) && marker.contains(TimesheetText.ID))) {
      throw Settings.mistake(
          MARKER,
          "must hold {{text}} and {{id}}, such as {{text}} [clockodo {{id}}]; it is \""
              + marker
              + "\"");
    }
    return marker;
  }

  private boolean is(String key, String value) {
    return value.equals(settings.get(key));
  }
}
