package ch.bexioclockodo.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** What a command left behind: its exit status and what it printed. */
final class Ended {

  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final int status;
  private final String out;
  private final String err;
  private JsonNode json;

  Ended(int status, String out, String err) {
    this.status = status;
    this.out = out;
    this.err = err;
  }

  int status() {
    return status;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  /** Standard output as one JSON document; anything beside it fails. */
  JsonNode json() {
    try {
      if (json == null) {
        json = STRICT.readTree(out);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON on standard output: " + this, e);
    }
  }

  long count(String name) {
    return json().get("counts").get(name).longValue();
  }

  String reportStatus() {
    return json().get("status").textValue();
  }

  List<String> errLines() {
    return err.lines().toList();
  }

  @Override
  public String toString() {
    return "exit status " + status + "\nout: " + cut(out) + "\nerr: " + cut(err);
  }

  private static String cut(String text) {
    return text.length() < 4000 ? text : text.substring(0, 4000) + " …";
  }
}
