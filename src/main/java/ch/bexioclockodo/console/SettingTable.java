package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** The settings that hold, with where they come from, and nothing of what must stay secret. */
public final class SettingTable {

  /** The name of a map that says of each full key where its value comes from, if there is one. */
  public static final String SOURCES = "bexioClockodoSettingSources";

  /** By its name, so that a setting of tomorrow is secret too; an address may carry a secret. */
  private static final Pattern SECRET =
      Pattern.compile(".*(token|secret|key|password|hash|webhook).*");

  /** Behind its name, the address of a database may carry a password. */
  private static final Pattern OPTIONS = Pattern.compile("[;?].*");

  private static final String HIDDEN = "•••";

  private SettingTable() {}

  /**
   * One setting.
   *
   * @param value as it may be shown; empty when it is not set
   */
  record Line(String key, String value, String source) {}

  static List<Line> of(CamelContext context) {
    Map<?, ?> sources = context.getRegistry().lookupByNameAndType(SOURCES, Map.class);
    Map<String, String> defaults = Settings.defaults();
    List<Line> lines = new ArrayList<>();
    Settings.of(context)
        .effective()
        .forEach(
            (key, value) -> {
              Object source = sources == null ? null : sources.get(key);
              String word =
                  source != null
                      ? String.valueOf(source)
                      : value.equals(defaults.get(key)) ? "default" : "host";
              lines.add(new Line(key, shown(key, value), Messages.text("console.source." + word)));
            });
    return lines;
  }

  private static String shown(String key, String value) {
    if (value.isEmpty()) {
      return "";
    }
    if (SECRET.matcher(key).matches()) {
      return HIDDEN;
    }
    return key.endsWith("db.url") ? OPTIONS.matcher(value).replaceFirst("") : value;
  }
}
