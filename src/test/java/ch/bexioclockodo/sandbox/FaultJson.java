package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/**
 * Fault rules as JSON, for processes in other languages: {@code {"on":"POST /2.0/timesheet",
 * "row":"text","nth":3,"attempt":1,"fault":"status","status":422,"message":"…"}}. The fault has the
 * name of a factory method of {@link Fault}; further keys are duration (ISO, for example PT1S),
 * status, body, seconds, rows, index, byte and changes.
 */
final class FaultJson {

  private FaultJson() {}

  static void set(Faults faults, ObjectNode json) {
    FaultRule rule = faults.on(json.path("on").asText("*"));
    if (json.hasNonNull("row")) {
      rule.row(json.get("row").asText());
    }
    if (json.hasNonNull("nth")) {
      rule.nth(json.get("nth").asInt());
    }
    if (json.hasNonNull("attempt")) {
      rule.attempt(json.get("attempt").asInt());
    }
    rule.then(fault(json));
  }

  private static Fault fault(ObjectNode json) {
    int status = json.path("status").asInt(500);
    String text = json.path("body").asText("json").toUpperCase(Locale.ROOT);
    Fault.Body body = Fault.Body.valueOf(text);
    String name = json.path("fault").asText();
    return switch (name) {
      case "latency" -> Fault.latency(duration(json));
      case "dropBeforeCommit" -> Fault.dropBeforeCommit();
      case "dropAfterCommit" -> Fault.dropAfterCommit();
      case "lateAnswer" -> Fault.lateAnswer(duration(json));
      case "lateCommit" ->
          json.has("status")
              ? Fault.lateCommit(duration(json), status)
              : Fault.lateCommit(duration(json));
      case "status" -> Fault.status(status, json.path("message").asText(null));
      case "statusBeforeCommit" -> Fault.statusBeforeCommit(status, body);
      case "statusAfterCommit" -> Fault.statusAfterCommit(status, body);
      case "htmlStatus" -> Fault.htmlStatus(status);
      case "emptyBody" -> Fault.emptyBody();
      case "cutBody" -> Fault.cutBody();
      case "htmlBody" -> Fault.htmlBody();
      case "idlessBody" -> Fault.idlessBody();
      case "tooManyRequests" ->
          Fault.tooManyRequests(json.hasNonNull("seconds") ? json.get("seconds").asInt() : null);
      case "unauthorizedOnce" -> Fault.unauthorizedOnce();
      case "forbidden" -> Fault.forbidden();
      case "forbiddenHtml" -> Fault.forbiddenHtml();
      case "ignoredCriteria" -> Fault.ignoredCriteria();
      case "shortPage" -> Fault.shortPage(json.path("rows").asInt());
      case "pageCap" -> Fault.pageCap(json.path("rows").asInt());
      case "insertRowBefore" ->
          json.path("changes") instanceof ObjectNode changes
              ? Fault.insertRowBefore(changes)
              : Fault.insertRowBefore();
      case "removeRow" -> Fault.removeRow(json.path("index").asInt());
      case "withholdRow" -> Fault.withholdRow(json.path("index").asInt());
      case "partialDocument" -> Fault.partialDocument(json.path("positions").asInt());
      case "slowBody" -> Fault.slowBody(duration(json));
      case "resetAtByte" -> Fault.resetAtByte(json.path("byte").asInt());
      default -> throw new IllegalArgumentException("Unknown fault " + name);
    };
  }

  private static Duration duration(JsonNode json) {
    return Duration.parse(json.path("duration").asText());
  }
}
