package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.Values;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last look at what a mapping made, after an engineer's own steps: required fields, lengths,
 * types and unknown names. A name or note that is too long is cut at a character boundary, and says
 * so; anything else that clockodo cannot take is a mistake that names the field.
 *
 * @param fields what may be sent, as far as there is no mistake
 * @param mistake why nothing can be sent, or null
 * @param cut what was cut, or null
 */
public record MappedFields(Map<String, Object> fields, Reason mistake, Reason cut) {

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          PlanRow.CUSTOMER, List.of("name"),
          PlanRow.PROJECT, List.of("name", "customers_id"),
          PlanRow.SERVICE, List.of("name"));

  /** One character as people see it, for example an emoji that is put together from others. */
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  /**
   * Checks the body that a mapping route left.
   *
   * @param parent what it goes under, which no mapping may change, since the next run would find it
   *     in the wrong place
   */
  public static MappedFields of(String kind, Object body, Object parent) {
    if (!(body instanceof Map<?, ?> map)) {
      return wrong(Reason.of(ReasonCode.MAPPING_NO_MAP));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    Reason cut = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      ClockodoFields.Type type = ClockodoFields.of(kind).get(name);
      if (type == null) {
        return wrong(Reason.of(ReasonCode.MAPPING_UNKNOWN_FIELD, name, kind));
      }
      Object value = typed(type, entry.getValue());
      if (!fits(type, value)) {
        return wrong(
            Reason.of(ReasonCode.MAPPING_WRONG_TYPE, name, shortened(String.valueOf(value))));
      }
      if (value instanceof String text && type.longest() > 0) {
        String stripped = text.strip();
        if (stripped.length() > type.longest()) {
          if (type == ClockodoFields.Type.NUMBER) {
            return wrong(
                Reason.of(ReasonCode.MAPPING_TOO_LONG, name, stripped.length(), type.longest()));
          }
          cut =
              Reason.of(ReasonCode.FIELD_CUT, Words.field(name), stripped.length(), type.longest());
          stripped = cut(stripped, type.longest());
        }
        value = stripped.isEmpty() ? null : stripped;
      }
      fields.put(name, value);
    }
    if (!Values.same(fields.get(ClockodoFields.PARENT), parent)) {
      return wrong(Reason.of(ReasonCode.MAPPING_PARENT, ClockodoFields.PARENT));
    }
    for (String required : REQUIRED.get(kind)) {
      if (fields.get(required) == null) {
        return wrong(Reason.of(ReasonCode.MAPPING_INVALID, required));
      }
    }
    return new MappedFields(fields, null, cut);
  }

  /** Whether a field was too long. */
  public boolean isCut(String field) {
    return cut != null && cut.args().get(0).equals(Words.field(field));
  }

  private static MappedFields wrong(Reason mistake) {
    return new MappedFields(Map.of(), mistake, null);
  }

  /** Camel's simple language hands over yes, no and numbers as text. */
  private static Object typed(ClockodoFields.Type type, Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (type) {
      case YES_NO -> text.matches("true|false") ? Boolean.valueOf(text) : text;
      case COLOR, ID -> text.matches("[1-9]\\d{0,8}") ? Integer.valueOf(text) : text;
      default -> text;
    };
  }

  private static boolean fits(ClockodoFields.Type type, Object value) {
    if (value == null) {
      return true;
    }
    return switch (type) {
      case NAME, NUMBER, TEXT -> value instanceof String;
      case YES_NO -> value instanceof Boolean;
      case ID -> value instanceof Integer || value instanceof Long || isReference(value);
      case DATE -> value instanceof String text && (text.isBlank() || isDate(text));
      case COLOR -> value instanceof Integer color && color >= 1 && color <= 9;
      case IDS ->
          value instanceof Collection<?> ids && ids.stream().allMatch(id -> id instanceof Number);
      case BUDGET -> value instanceof Map<?, ?> budget && isBudget(budget);
    };
  }

  private static boolean isReference(Object value) {
    return value instanceof Map<?, ?> map && map.size() == 1 && map.get("row") instanceof Integer;
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text.strip());
      return true;
    } catch (DateTimeException wrong) {
      return false;
    }
  }

  private static boolean isBudget(Map<?, ?> budget) {
    Object amount = budget.get("amount");
    return ClockodoFields.BUDGET.containsAll(budget.keySet())
        && budget.get("monetary") instanceof Boolean
        && (amount == null
            || amount instanceof Number number
                && new BigDecimal(String.valueOf(number)).signum() >= 0);
  }

  /** The longest beginning of a text that ends between two characters as people see them. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    Matcher character = CHARACTER.matcher(text);
    int end = 0;
    while (character.find() && character.end() <= longest) {
      end = character.end();
    }
    return text.substring(0, end).strip();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
