package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what clockodo answers: {@code {error}}, {@code {errors}} with or without a wrapper, or no
 * JSON (§3).
 */
public final class ClockodoAnswer {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CONFLICT = "ResourceConflictFound";
  private static final int LONGEST_TEXT = 300;

  private ClockodoAnswer() {}

  /** The id in {@code {"data":{"id":…}}}, or nothing when the answer cannot be read so. */
  public static OptionalLong createdId(String body) {
    JsonNode id = tree(body).path("data").path("id");
    String digits = id.isIntegralNumber() || id.isTextual() ? id.asText() : "";
    return digits.matches("[1-9]\\d{0,17}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** The object in {@code {"data":{…}}}, or nothing when the answer cannot be read so. */
  public static Optional<MasterObject> data(String body, Class<? extends MasterObject> type) {
    JsonNode data = tree(body).path("data");
    try {
      return data.path("id").isIntegralNumber()
          ? Optional.of(MAPPER.treeToValue(data, type))
          : Optional.empty();
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Whether clockodo itself says that it has no such thing, not that it has no such address (facts:
   * clockodo §1, §3).
   */
  public static boolean isUnknownThing(String body) {
    return isClockodoError(body) && !body.contains("RouteNotFound");
  }

  /** Whether clockodo refused because something has that name already (facts: §3, §4.1). */
  public static boolean isConflict(String body) {
    return errors(body).stream().anyMatch(error -> CONFLICT.equals(error.path("type").asText()));
  }

  /** The ids that a conflict names, as text; a dash when it names none. */
  public static String conflictingIds(String body) {
    List<String> ids = new ArrayList<>();
    for (JsonNode error : errors(body)) {
      for (JsonNode resource : error.path("details").path("resources")) {
        ids.add(resource.isObject() ? resource.path("id").asText() : resource.asText());
      }
    }
    return ids.isEmpty() ? "–" : String.join(", ", ids);
  }

  private static List<JsonNode> errors(String body) {
    List<JsonNode> errors = new ArrayList<>();
    for (JsonNode item : tree(body).path("errors")) {
      errors.add(item.path("error").isObject() ? item.get("error") : item);
    }
    return errors;
  }

  /** Whether clockodo itself spoke, not a proxy before it. */
  public static boolean isClockodoError(String body) {
    return tree(body).has("error") || tree(body).has("errors");
  }

  /** clockodo's own message with its stable type, or a short form of whatever came. */
  public static String message(String body) {
    JsonNode tree = tree(body);
    List<String> parts = new ArrayList<>();
    if (tree.path("error").isObject()) {
      parts.add(describe(tree.get("error")));
      tree.get("error").path("fields").forEach(field -> parts.add("field " + field.asText()));
    }
    errors(body).forEach(error -> parts.add(describe(error)));
    if (parts.isEmpty()) {
      return body == null || body.isBlank()
          ? "empty answer"
          : shorten("unexpected answer: " + body);
    }
    return shorten(String.join("; ", parts));
  }

  private static String describe(JsonNode error) {
    String message = error.path("message").asText("no message");
    String type = error.path("type").asText("");
    String path = error.path("path").asText("");
    return message
        + (type.isEmpty() ? "" : " (" + type + ")")
        + (path.isEmpty() || "null".equals(path) ? "" : " at " + path);
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
