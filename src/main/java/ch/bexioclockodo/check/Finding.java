package ch.bexioclockodo.check;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check found.
 *
 * @param ok whether runs can work like that
 * @param remedy what a person can do; null when there is nothing to do
 */
public record Finding(String check, boolean ok, String text, String remedy) {

  public static Finding ok(String check, String text) {
    return new Finding(check, true, text, null);
  }

  /** Runs can work like that, but somebody should know. */
  public static Finding note(String check, String text, String remedy) {
    return new Finding(check, true, text, remedy);
  }

  public static Finding problem(String check, String text, String remedy) {
    return new Finding(check, false, text, remedy);
  }

  /** As the command's JSON shows it. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("check", check);
    map.put("ok", ok);
    map.put("text", text);
    if (remedy != null) {
      map.put("remedy", remedy);
    }
    return map;
  }
}
