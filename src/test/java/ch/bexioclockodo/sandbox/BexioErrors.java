package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** bexio's error bodies, {@code bexio.md} §1.6: error_code and message, sometimes errors. */
final class BexioErrors {

  private BexioErrors() {}

  static Answer of(int status, String message) {
    return Answer.json(
        status,
        Json.object("error_code", status, "message", message == null ? text(status) : message));
  }

  static Refusal notFound() {
    return new Refusal(of(404, null));
  }

  static Refusal badRequest(String message) {
    return new Refusal(of(400, message));
  }

  static Refusal unprocessable(String message) {
    return new Refusal(of(422, message));
  }

  /** The form shape; the list may be empty although a field is the cause. */
  static Refusal form(List<String> errors) {
    ObjectNode body =
        Json.object(
            "error_code",
            422,
            "message",
            "The form could not be saved due to the following errors:",
            "errors",
            errors);
    return new Refusal(Answer.json(422, body));
  }

  private static String text(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Invalid token.";
      case 403 -> "You do not have the permission for this resource.";
      case 404 -> "The requested resource was not found.";
      case 411 -> "The Content-Length header is missing.";
      case 415 -> "The data could not be processed or the accept header is invalid.";
      case 422 -> "Could not save the entity.";
      case 429 -> "API rate limit exceeded";
      default -> "An unexpected error occurred.";
    };
  }
}
