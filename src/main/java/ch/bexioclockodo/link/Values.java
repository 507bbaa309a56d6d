package ch.bexioclockodo.link;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/** When two values of a field are the same, although bexio, JSON and clockodo write them apart. */
public final class Values {

  private Values() {}

  /**
   * Unset, null and empty are one; numbers are equal by value; texts but for line ends and outer
   * blanks; objects where both say something.
   */
  public static boolean same(Object one, Object other) {
    Object a = plain(one);
    Object b = plain(other);
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return left.entrySet().stream()
          .filter(entry -> right.containsKey(entry.getKey()))
          .allMatch(entry -> same(entry.getValue(), right.get(entry.getKey())));
    }
    if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
      return left.compareTo(right) == 0;
    }
    return Objects.equals(a, b);
  }

  /** A value as people read it in a report. */
  public static String text(Object value) {
    Object plain = plain(value);
    if (plain instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    return plain == null ? "–" : String.valueOf(plain);
  }

  private static Object plain(Object value) {
    if (value instanceof Number) {
      return new BigDecimal(String.valueOf(value));
    }
    if (value instanceof String text) {
      String stripped = text.replace("\r\n", "\n").strip();
      return stripped.isEmpty() ? null : stripped;
    }
    return value;
  }
}
