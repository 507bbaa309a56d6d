package ch.bexioclockodo.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body that is (to be) sent, byte for byte. Where it must name something that another row of
 * the same plan creates first, it holds {@code {"row":N}} in place of the id.
 */
public final class Payload {

  private static final Pattern REFERENCE = Pattern.compile("\\{\"row\":(\\d+)}");

  private Payload() {}

  /** A reference to what another row of the same plan will have created. */
  public static Map<String, Object> reference(int row) {
    return Map.of("row", row);
  }

  /** The wire form of mapped fields; fields without a value are left out. */
  public static String of(Map<String, Object> fields) {
    Map<String, Object> present = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return Json.write(present);
  }

  /** The wire form of changes to something that is there; a field without a value is cleared. */
  public static String ofChanges(Map<String, Object> fields) {
    return Json.write(fields);
  }

  /** The rows of the same plan that must be done first, in order. */
  public static TreeSet<Integer> references(Map<String, Object> fields) {
    TreeSet<Integer> rows = new TreeSet<>();
    for (Object value : fields.values()) {
      if (value instanceof Map<?, ?> map
          && map.size() == 1
          && map.get("row") instanceof Integer row) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The body with every listed reference replaced by the id that its row has created. */
  public static String resolve(
      String payload, java.util.Set<Integer> references, IntToLongFunction idOf) {
    return name(payload, references, row -> String.valueOf(idOf.applyAsLong(row)));
  }

  /** The body with every listed reference replaced by a word for its row. */
  static String name(
      String payload, java.util.Set<Integer> references, IntFunction<String> nameOf) {
    if (references.isEmpty()) {
      return payload;
    }
    return REFERENCE
        .matcher(payload)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    replacement(match.group(), match.group(1), references, nameOf)));
  }

  private static String replacement(
      String text, String row, java.util.Set<Integer> references, IntFunction<String> nameOf) {
    int number = Integer.parseInt(row);
    return references.contains(number) ? nameOf.apply(number) : text;
  }
}
