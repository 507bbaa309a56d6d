package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** clockodo's three error shapes, {@code clockodo.md} §3: v2, v3/v4, and v3/v4 for 422. */
final class ClockodoErrors {

  private final ClockodoRules rules;

  ClockodoErrors(ClockodoRules rules) {
    this.rules = rules;
  }

  /** One item of v3/v4 errors; path and details may be null. */
  static ObjectNode item(String type, String message, String path, JsonNode details) {
    return Json.object("type", type, "message", message, "path", path, "details", details);
  }

  /** The shape of the call's version with the usual type of the status. */
  Answer of(Call call, int status, String message) {
    String text = message == null ? text(status) : message;
    return isVersion2(call) ? version2(status, text, List.of()) : typed(status, type(status), text);
  }

  /** v3/v4 shape with a type of its own. */
  Answer typed(int status, String type, String message) {
    return items(status, List.of(item(type, message, null, null)));
  }

  Answer items(int status, List<ObjectNode> items) {
    List<ObjectNode> shown =
        status == 422 && rules.errorItemsWrapped()
            ? items.stream().map(item -> Json.object("error", item)).toList()
            : items;
    return Answer.json(status, Json.object("errors", shown));
  }

  /** v2 shape; fields only where the cause is one. */
  static Answer version2(int status, String message, List<String> fields) {
    ObjectNode error = Json.object("code", status, "message", message);
    if (!fields.isEmpty()) {
      error.set("fields", Json.array(fields));
    }
    return Answer.json(status, Json.object("error", error));
  }

  static Refusal badFields(String message, String... fields) {
    return new Refusal(version2(400, message, List.of(fields)));
  }

  Refusal refusal(Call call, int status) {
    return new Refusal(of(call, status, null));
  }

  private static boolean isVersion2(Call call) {
    return !call.path().startsWith("/v3/") && !call.path().startsWith("/v4/");
  }

  private static String type(int status) {
    return switch (status) {
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "ResourceNotFound";
      case 405 -> "MethodNotAllowed";
      case 409 -> "ResourceConflictFound";
      case 410 -> "Gone";
      case 422 -> "UnexpectedValue";
      case 429 -> "TooManyRequests";
      default -> "InternalServerError";
    };
  }

  private static String text(int status) {
    return switch (status) {
      case 400 -> "The request is invalid.";
      case 401 -> "Invalid credentials.";
      case 403 -> "You do not have the required rights.";
      case 404 -> "The resource was not found.";
      case 405 -> "The method is not allowed.";
      case 409 -> "The resource exists already.";
      case 410 -> "This route is no longer available.";
      case 422 -> "The data is invalid.";
      case 429 -> "Too many requests.";
      default -> "An internal error occurred.";
    };
  }
}
