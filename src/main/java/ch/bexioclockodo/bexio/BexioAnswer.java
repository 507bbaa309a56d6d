package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads what bexio answers, however it is shaped: JSON errors of several forms, HTML, or nothing
 * (facts: bexio §1.6).
 */
public final class BexioAnswer {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_TEXT = 300;

  private BexioAnswer() {}

  /** The id in a created object, or nothing when the answer cannot be read as one. */
  public static OptionalLong createdId(String body) {
    JsonNode id = tree(body).path("id");
    String digits = id.isIntegralNumber() || id.isTextual() ? id.asText() : "";
    return digits.matches("[1-9]\\d{0,17}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** Whether the answer says that what was asked for is done, and nothing more. */
  public static boolean isSuccess(String body) {
    return tree(body).path("success").asBoolean(false);
  }

  /** Whether bexio itself spoke, not a proxy before it. */
  public static boolean isBexioError(String body) {
    return tree(body).has("error_code") || tree(body).has("message");
  }

  /** bexio's own message with the fields it names, or a short form of whatever came. */
  public static String message(String body) {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      return body == null || body.isBlank()
          ? "empty answer"
          : shorten("an answer that is not JSON: " + body);
    }
    List<String> parts = new ArrayList<>();
    if (tree.hasNonNull("message")) {
      parts.add(tree.get("message").asText());
    }
    JsonNode errors = tree.path("errors");
    if (errors.isArray()) {
      errors.forEach(error -> parts.add(errorText(error)));
    } else if (errors.isObject()) {
      errors
          .properties()
          .forEach(field -> parts.add(field.getKey() + ": " + errorText(field.getValue())));
    }
    return parts.isEmpty() ? "no message" : shorten(String.join("; ", parts));
  }

  private static String errorText(JsonNode error) {
    if (error.isObject() && error.hasNonNull("field")) {
      return error.path("field").asText() + ": " + error.path("message").asText();
    }
    return error.isTextual() ? error.asText() : error.toString();
  }

  private static String shorten(String text) {
    String oneLine = text.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= LONGEST_TEXT ? oneLine : oneLine.substring(0, LONGEST_TEXT) + "…";
  }

  private static JsonNode tree(String body) {
    if (body == null || body.isBlank()) {
      return MAPPER.missingNode();
    }
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MAPPER.missingNode();
    }
  }
}
