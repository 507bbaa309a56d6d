package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The body of a search, {@code bexio.md} §1.4: conditions on supported fields, all of them met. */
final class BexioSearch {

  private static final int LONGEST = 255;

  private final Set<String> fields;
  private final BexioRules rules;

  BexioSearch(BexioRules rules, String... fields) {
    this.rules = rules;
    this.fields = Set.of(fields);
  }

  Predicate<ObjectNode> predicate(Call call) {
    if (!(call.json() instanceof ArrayNode conditions)) {
      throw call.body().length == 0
          ? new Refusal(BexioErrors.of(415, null))
          : BexioErrors.badRequest("The search needs a list of conditions.");
    }
    List<Predicate<ObjectNode>> all = new ArrayList<>();
    for (JsonNode condition : conditions) {
      all.add(condition(condition));
    }
    return row -> all.stream().allMatch(condition -> condition.test(row));
  }

  private Predicate<ObjectNode> condition(JsonNode condition) {
    String field = condition.path("field").asText("");
    String criteria = condition.path("criteria").asText("like");
    JsonNode value = condition.path("value");
    if (field.isEmpty() || field.length() > LONGEST || value.asText().length() > LONGEST) {
      throw BexioErrors.unprocessable("field and value are required, 255 characters at most.");
    }
    if (!fields.contains(field)) {
      if (rules.unsupportedFieldIgnored()) {
        return row -> true;
      }
      throw BexioErrors.unprocessable("The field " + field + " is not supported by this search.");
    }
    Predicate<JsonNode> test = test(criteria, value);
    return row -> test.test(BexioView.field(row, field));
  }

  private Predicate<JsonNode> test(String criteria, JsonNode value) {
    if (value.isMissingNode() && !criteria.equals("is_null") && !criteria.equals("not_null")) {
      throw BexioErrors.unprocessable("value is required.");
    }
    return switch (criteria) {
      case "=", "equal" -> found -> equal(found, value);
      case "!=", "not_equal" -> found -> !equal(found, value);
      case ">", "greater_than" -> found -> !found.isNull() && compare(found, value) > 0;
      case ">=", "greater_equal" -> found -> !found.isNull() && compare(found, value) >= 0;
      case "<", "less_than" -> found -> !found.isNull() && compare(found, value) < 0;
      case "<=", "less_equal" -> found -> !found.isNull() && compare(found, value) <= 0;
      case "like" -> like(value);
      case "not_like" -> like(value).negate();
      case "is_null" -> JsonNode::isNull;
      case "not_null" -> found -> !found.isNull();
      case "in" -> found -> values(value).stream().anyMatch(v -> v.equals(found.asText()));
      case "not_in" -> found -> values(value).stream().noneMatch(v -> v.equals(found.asText()));
      default -> throw BexioErrors.unprocessable("Unknown criteria " + criteria);
    };
  }

  private Predicate<JsonNode> like(JsonNode value) {
    String text = value.asText().toLowerCase(Locale.ROOT);
    if (!text.contains("%") && !rules.likeNeedsWildcards()) {
      return found -> !found.isNull() && found.asText().toLowerCase(Locale.ROOT).contains(text);
    }
    Pattern pattern = Pattern.compile(Pattern.quote(text).replace("%", "\\E.*\\Q"), Pattern.DOTALL);
    return found ->
        !found.isNull() && pattern.matcher(found.asText().toLowerCase(Locale.ROOT)).matches();
  }

  /** The encoding of several values is undocumented: a list or a comma string. */
  private static List<String> values(JsonNode value) {
    if (value.isArray()) {
      List<String> values = new ArrayList<>();
      value.forEach(v -> values.add(v.asText()));
      return values;
    }
    return Arrays.stream(value.asText().split(",")).map(String::trim).toList();
  }

  private static boolean equal(JsonNode found, JsonNode value) {
    return !found.isNull() && compare(found, value) == 0;
  }

  /** Numbers by value, everything else as text without case; null comes first. */
  static int compare(JsonNode a, JsonNode b) {
    if (a.isNull() || b.isNull()) {
      return Boolean.compare(!a.isNull(), !b.isNull());
    }
    if (a.isNumber() || b.isNumber()) {
      try {
        return new BigDecimal(a.asText()).compareTo(new BigDecimal(b.asText()));
      } catch (NumberFormatException notANumber) {
        return a.asText().compareTo(b.asText());
      }
    }
    return a.asText().compareToIgnoreCase(b.asText());
  }
}
