package ch.bexioclockodo.ledger;

import ch.bexioclockodo.bexio.Timesheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How bexio keeps what it is sent, learnt from its own echoes: whether seconds survive, and whether
 * texts come back as they were sent. What the rule allows is no difference.
 *
 * @param secondsKept whether start and end keep their seconds (facts: bexio §11.3)
 * @param text how texts come back
 */
public record EchoRule(boolean secondsKept, TextRule text) {

  /** How texts come back. */
  public enum TextRule {
    /** Character by character. */
    AS_SENT,
    /**
     * Trimmed, escaped or with line breaks as HTML, but with the same words (facts: bexio §6.5).
     */
    REWRITTEN
  }

  /** What holds until something else was learnt. */
  public static final EchoRule EXACT = new EchoRule(true, TextRule.AS_SENT);

  private static final Pattern RANGE_TIME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2})(:\\d{2})?.*");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,3}):(\\d{2}).*");
  private static final List<String> IDS =
      List.of(
          "user_id",
          "status_id",
          "client_service_id",
          "contact_id",
          "sub_contact_id",
          "pr_project_id",
          "pr_package_id",
          "pr_milestone_id");

  /**
   * Whether a timesheet is what was sent, in every field that was sent; its status may have gone
   * on.
   */
  public boolean same(Timesheet sent, Timesheet there) {
    List<String> fields = new ArrayList<>(sent.fields().keySet());
    fields.remove("status_id");
    return differences(sent, there, fields).isEmpty();
  }

  /** The fields in which two timesheets differ, out of some. */
  public List<String> differences(Timesheet one, Timesheet other, Iterable<String> fields) {
    List<String> different = new ArrayList<>();
    for (String field : fields) {
      boolean same =
          Objects.equals(one.fields().get(field), other.fields().get(field))
              || ("text".equals(field)
                  ? isSameText(one.text(), other.text())
                  : Objects.equals(canonical(one, field), canonical(other, field)));
      if (!same) {
        different.add(field);
      }
    }
    return different;
  }

  private Object canonical(Timesheet timesheet, String field) {
    Object value = timesheet.fields().get(field);
    if (IDS.contains(field)) {
      return timesheet.number(field);
    }
    return switch (field) {
      case "tracking" -> when(timesheet.tracking());
      case "allowable_bill" ->
          value != null
              && List.of("true", "1").contains(String.valueOf(value).toLowerCase(Locale.ROOT));
      default -> value == null || "".equals(value) ? null : String.valueOf(value);
    };
  }

  /** A text that was rewritten says the same as it stands, or once it is read as HTML. */
  private boolean isSameText(String one, String other) {
    if (text == TextRule.AS_SENT || one.equals(other)) {
      return one.equals(other);
    }
    return collapsed(one).equals(collapsed(other))
        || collapsed(one).equals(words(other))
        || words(one).equals(collapsed(other))
        || words(one).equals(words(other));
  }

  /** The words of a text, whatever its mark-up, entities, line breaks and blanks. */
  static String words(String text) {
    return text.replaceAll("(?i)<br\\s*/?>|</p>", " ")
        .replaceAll("<[a-zA-Z/][^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .transform(EchoRule::collapsed);
  }

  private static String collapsed(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ").strip();
  }

  /** When it was, in one spelling. */
  private String when(Map<String, Object> tracking) {
    if (tracking.get("start") != null) {
      return time(tracking.get("start")) + " – " + time(tracking.get("end"));
    }
    Matcher length = DURATION.matcher(String.valueOf(tracking.get("duration")));
    String date = String.valueOf(tracking.get("date"));
    return length.matches()
        ? date + " " + (Integer.parseInt(length.group(1)) * 60 + Integer.parseInt(length.group(2)))
        : tracking.toString();
  }

  private String time(Object value) {
    Matcher time = RANGE_TIME.matcher(String.valueOf(value));
    if (!time.matches()) {
      return String.valueOf(value);
    }
    String seconds = !secondsKept || time.group(3) == null ? ":00" : time.group(3);
    return time.group(1) + " " + time.group(2) + seconds;
  }
}
