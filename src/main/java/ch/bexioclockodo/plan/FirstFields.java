package ch.bexioclockodo.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last look at the fields of something new in bexio, after an engineer's own steps: only fields
 * that bexio takes, of the right type, the required ones filled; a name that is too long is cut and
 * says so.
 *
 * @param fields what may be sent, as far as there is no mistake
 * @param mistake why nothing can be sent, or null
 * @param cut what was cut, or null
 */
public record FirstFields(Map<String, Object> fields, Reason mistake, Reason cut) {

  private static final int LONGEST_NAME_OF_A_PERSON = 80;
  private static final int LONGEST_TEXT = 255;
  private static final List<String> SALUTATIONS = List.of("male", "female");

  private enum Type {
    SALUTATION,
    NAME,
    EMAIL,
    TEXT,
    YES_NO,
    NUMBER
  }

  private static final Map<String, Map<String, Type>> KNOWN =
      Map.of(
          PlanRow.FICTIONAL_USER,
          Map.of(
              "salutation_type",
              Type.SALUTATION,
              "firstname",
              Type.NAME,
              "lastname",
              Type.NAME,
              "email",
              Type.EMAIL,
              "title_id",
              Type.NUMBER),
          PlanRow.ACTIVITY,
          Map.of(
              "name",
              Type.TEXT,
              "default_is_billable",
              Type.YES_NO,
              "default_price_per_hour",
              Type.NUMBER,
              "account_id",
              Type.NUMBER));

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          PlanRow.FICTIONAL_USER, List.of("salutation_type", "firstname", "lastname", "email"),
          PlanRow.ACTIVITY, List.of("name"));

  /** Checks the body that a mapping route left. */
  public static FirstFields of(String kind, Object body) {
    if (!(body instanceof Map<?, ?> map)) {
      return wrong(Reason.of(ReasonCode.MAPPING_NO_MAP));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    Reason cut = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      Type type = KNOWN.get(kind).get(name);
      if (type == null) {
        return wrong(Reason.of(ReasonCode.MAPPING_UNKNOWN_FIELD, name, kind));
      }
      Object value = typed(type, entry.getValue());
      if (!fits(type, value)) {
        return wrong(Reason.of(ReasonCode.MAPPING_WRONG_TYPE, name, value));
      }
      int longest = type == Type.NAME ? LONGEST_NAME_OF_A_PERSON : LONGEST_TEXT;
      if (value instanceof String text && text.length() > longest) {
        if (type == Type.EMAIL) {
          return wrong(Reason.of(ReasonCode.MAPPING_TOO_LONG, name, text.length(), longest));
        }
        cut = Reason.of(ReasonCode.FIELD_CUT, Words.field(name), text.length(), longest);
        value = MappedFields.cut(text, longest);
      }
      fields.put(name, value);
    }
    for (String required : REQUIRED.get(kind)) {
      if (fields.get(required) == null) {
        return wrong(Reason.of(ReasonCode.MAPPING_INVALID, required));
      }
    }
    return new FirstFields(fields, null, cut);
  }

  private static FirstFields wrong(Reason mistake) {
    return new FirstFields(Map.of(), mistake, null);
  }

  /** Camel's simple language hands over yes, no and numbers as text. */
  private static Object typed(Type type, Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    if (type == Type.YES_NO && stripped.matches("true|false")) {
      return Boolean.valueOf(stripped);
    }
    return type == Type.NUMBER && stripped.matches("\\d{1,9}(\\.\\d{1,6})?")
        ? new java.math.BigDecimal(stripped)
        : stripped;
  }

  private static boolean fits(Type type, Object value) {
    return value == null
        || switch (type) {
          case SALUTATION -> SALUTATIONS.contains(value);
          case NAME, EMAIL, TEXT -> value instanceof String;
          case YES_NO -> value instanceof Boolean;
          case NUMBER -> value instanceof Number;
        };
  }
}
