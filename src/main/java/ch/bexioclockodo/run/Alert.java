package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One notice: that the connection or a kind of run stands otherwise than before.
 *
 * @param subject {@code connection}, or the kind of run
 * @param number counts the notices of a subject
 * @param run the run that showed it; null when none did
 */
public record Alert(
    String connection,
    String subject,
    int number,
    AlertState state,
    String code,
    String text,
    Long run,
    Long plan,
    Instant noticedAt) {

  /** What is posted to the webhook; a notice that comes twice has the same id. */
  public String getJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", connection + "/" + subject + "/" + number);
    map.put("notice", state.notice());
    map.put("connection", connection);
    map.put("subject", subject);
    map.put("code", code);
    map.put("text", text);
    map.put("run", run);
    map.put("plan", plan);
    map.put("at", noticedAt.toString());
    return Json.write(map);
  }
}
