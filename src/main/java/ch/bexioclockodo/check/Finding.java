package ch.bexioclockodo.check;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check found.
 *
 * @param remedy what a person can do about a problem; null when it is ok
 */
public record Finding(String check, boolean ok, String text, String remedy) {

  public static Finding ok(String check, String text) {
    return new Finding(check, true, text, null);
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
