package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** One request: what was received, which route it is, and who asks. */
final class Call {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final int number;
  private final String side;
  private final String method;
  private final String path;
  private final Map<String, List<String>> query;
  private final HttpFields headers;
  private final byte[] body;
  private Route route;
  private String rowKey = "";
  private JsonNode json;
  private boolean jsonParsed;
  private Fault fault;
  private ObjectNode user;

  Call(
      int number,
      String side,
      String method,
      String path,
      String rawQuery,
      HttpFields headers,
      byte[] body) {
    this.number = number;
    this.side = side;
    this.method = method;
    this.path = path;
    this.query = parse(rawQuery);
    this.headers = headers;
    this.body = body;
  }

  int number() {
    return number;
  }

  String side() {
    return side;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  Map<String, List<String>> query() {
    return query;
  }

  /** The first value of a query parameter, or null. */
  String query(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.get(0);
  }

  boolean queryFlag(String name) {
    String value = query(name);
    return "1".equals(value) || "true".equals(value);
  }

  HttpFields headers() {
    return headers;
  }

  String header(String name) {
    return headers.get(name);
  }

  byte[] body() {
    return body;
  }

  /** The body as JSON (or the form it came as), or null when it is none. */
  JsonNode json() {
    if (!jsonParsed) {
      jsonParsed = true;
      String type = header("Content-Type");
      // Of the two APIs only clockodo's takes forms, and the issuer takes nothing else.
      boolean form =
          (side.equals("clockodo") || side.equals("issuer"))
              && type != null
              && type.startsWith(FORM);
      if (form) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        parse(new String(body, StandardCharsets.UTF_8))
            .forEach((name, values) -> fields.put(name, values.get(0)));
        json = fields;
      } else {
        json = body.length == 0 ? null : Json.parseOrNull(body);
      }
    }
    return json;
  }

  /** The JSON object of the body; an empty one when the body is none. */
  ObjectNode jsonObject() {
    return json() instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
  }

  Route route() {
    return route;
  }

  void route(Route found) {
    route = found;
  }

  String rowKey() {
    return rowKey;
  }

  void rowKey(String key) {
    rowKey = key;
  }

  /** The fault that lists have to respect while they build their page, or null. */
  Fault fault() {
    return fault;
  }

  void fault(Fault applied) {
    fault = applied;
  }

  boolean hasFault(Fault.Kind kind) {
    return fault != null && fault.kind() == kind;
  }

  /** Who asks; known after the credentials were checked. */
  ObjectNode user() {
    return user;
  }

  void user(ObjectNode caller) {
    user = caller;
  }

  /** The first number among the path's segments after the version. */
  int pathId() {
    for (String segment : path.substring(1).split("/")) {
      if (Router.isNumber(segment)) {
        return segment.length() > 9 ? -1 : Integer.parseInt(segment);
      }
    }
    return -1;
  }

  private static Map<String, List<String>> parse(String raw) {
    if (raw == null || raw.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
