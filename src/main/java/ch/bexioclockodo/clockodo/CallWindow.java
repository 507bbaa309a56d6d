package ch.bexioclockodo.clockodo;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many calls within one length of time ({@code bexio-clockodo.clockodo.limits}; facts: clockodo
 * §3).
 *
 * @param group {@link #ALL} calls of the user, {@link #ENTRY_GROUPS} for each method by itself, or
 *     the {@link #ENHANCED} list of entries
 */
public record CallWindow(String group, int calls, Duration length) {

  static final String ALL = "";
  static final String ENTRY_GROUPS = "entrygroups";
  static final String ENHANCED = "enhanced";

  private static final Pattern WINDOW =
      Pattern.compile(
          "(?:(" + ENTRY_GROUPS + "|" + ENHANCED + "):)?([1-9]\\d{0,4})/(P[0-9A-Z.]{2,12})");
  private static final Duration LONGEST = Duration.ofDays(31);

  /**
   * Reads windows with blanks between them: {@code 900/PT1M entrygroups:10/PT1M}.
   *
   * @throws IllegalArgumentException with a sentence, when one of them is none
   */
  public static List<CallWindow> parse(String text) {
    List<CallWindow> windows = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      windows.add(one(word));
    }
    return windows;
  }

  private static CallWindow one(String word) {
    Matcher window = WINDOW.matcher(word);
    if (window.matches()) {
      try {
        Duration length = Duration.parse(window.group(3));
        if (!length.isZero() && !length.isNegative() && length.compareTo(LONGEST) <= 0) {
          String group = window.group(1) == null ? ALL : window.group(1);
          return new CallWindow(group, Integer.parseInt(window.group(2)), length);
        }
      } catch (DateTimeParseException wrong) {
        // Said below.
      }
    }
    throw new IllegalArgumentException(
        "\""
            + word
            + "\" is no window of calls; write 900/PT1M, entrygroups:10/PT1M or enhanced:300/PT15M");
  }
}
