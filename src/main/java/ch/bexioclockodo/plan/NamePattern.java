package ch.bexioclockodo.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a contact's name is put together from bexio's two name fields, for example {@code name_2
 * name_1} or {@code name_1, name_2}; what stands between them goes when one of them is empty.
 */
public record NamePattern(String before, int first, String between, Integer second, String after) {

  private static final Pattern FIELD = Pattern.compile("name_([12])");

  /** Reads a pattern; it names {@code name_1}, {@code name_2} or both, each once. */
  public static NamePattern parse(String text) {
    Matcher matcher = FIELD.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("must name name_1, name_2 or both");
    }
    int first = Integer.parseInt(matcher.group(1));
    int firstEnd = matcher.end();
    String before = text.substring(0, matcher.start());
    if (!matcher.find()) {
      return new NamePattern(before, first, "", null, text.substring(firstEnd));
    }
    int second = Integer.parseInt(matcher.group(1));
    String between = text.substring(firstEnd, matcher.start());
    String after = text.substring(matcher.end());
    if (first == second || matcher.find()) {
      throw new IllegalArgumentException("must name name_1 and name_2 at most once each");
    }
    return new NamePattern(before, first, between, second, after);
  }

  /** The name; empty when the fields are. */
  public String of(String name1, String name2) {
    String one = text(first == 1 ? name1 : name2);
    String other = second == null ? "" : text(second == 1 ? name1 : name2);
    if (one.isEmpty() && other.isEmpty()) {
      // A pattern that names one field only must not lose who has but the other.
      String left = second != null ? "" : text(first == 1 ? name2 : name1);
      return left;
    }
    return (before + one + (one.isEmpty() || other.isEmpty() ? "" : between) + other + after)
        .strip();
  }

  private static String text(String value) {
    return value == null ? "" : value.strip();
  }
}
