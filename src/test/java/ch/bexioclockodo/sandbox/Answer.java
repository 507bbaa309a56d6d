package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response before it goes on the wire; JSON is serialised as late as possible. */
final class Answer {

  static final String JSON_TYPE = "application/json";
  static final String HTML_TYPE = "text/html; charset=UTF-8";

  private final int status;
  private final String contentType;
  private final JsonNode json;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] bytes;
  private boolean committed;

  private Answer(int status, String contentType, JsonNode json, byte[] bytes) {
    this.status = status;
    this.contentType = contentType;
    this.json = json;
    this.bytes = bytes;
  }

  static Answer json(int status, JsonNode json) {
    return new Answer(status, JSON_TYPE, json, null);
  }

  static Answer raw(int status, String contentType, byte[] bytes) {
    return new Answer(status, contentType, null, bytes);
  }

  static Answer html(int status) {
    String page =
        "<html>\r\n<head><title>%d</title></head>\r\n<body><center><h1>%d</h1></center><hr></body>\r\n</html>\r\n"
            .formatted(status, status);
    return raw(status, HTML_TYPE, page.getBytes(StandardCharsets.UTF_8));
  }

  /** The same answer, headers included, with another body. */
  Answer withBody(String type, byte[] body) {
    Answer changed = raw(status, type, body);
    changed.headers.putAll(headers);
    changed.committed = committed;
    return changed;
  }

  Answer header(String name, Object value) {
    headers.put(name, String.valueOf(value));
    return this;
  }

  int status() {
    return status;
  }

  /** An error that comes although something was changed. */
  Answer afterCommit() {
    committed = true;
    return this;
  }

  boolean changed() {
    return committed || ok();
  }

  boolean ok() {
    return status < 300;
  }

  String contentType() {
    return contentType;
  }

  JsonNode json() {
    return json;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] bytes() {
    if (bytes == null) {
      bytes = Json.bytes(json);
    }
    return bytes;
  }
}
