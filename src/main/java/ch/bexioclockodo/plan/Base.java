package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Agreement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What both sides of a link held when they last agreed: bexio's record as it was read, and the
 * fields that clockodo showed. Kept with the link as JSON, and as two short prints.
 *
 * @param source bexio's record, or {@link #DELETED}
 */
public record Base(Map<String, Object> source, Map<String, Object> fields) {

  /** In place of a record that bexio no longer has. */
  public static final Map<String, Object> DELETED = Map.of("deleted", true);

  public static Base of(Object record, Map<String, Object> fields) {
    return new Base(sourceOf(record), fields);
  }

  public static Base read(String json) {
    Map<String, Object> both = Json.readMap(json);
    return new Base(map(both.get("source")), map(both.get("fields")));
  }

  public String write() {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("source", source);
    both.put("fields", fields);
    return Json.write(both);
  }

  public boolean isDeleted() {
    return source.containsKey("deleted");
  }

  /** The record as the class that reads it from bexio. */
  public <T> T record(Class<T> type) {
    return Json.convert(source, type);
  }

  /** How a record of bexio looks now. */
  public static String bexioPrint(Object record) {
    return Fingerprint.of(Json.write(record));
  }

  /** What the link remembers. */
  public Agreement agreement(String bexioName, String clockodoName) {
    return new Agreement(
        bexioName, clockodoName, write(), bexioPrint(source), clockodoPrint(fields));
  }

  /** How clockodo's side looks now: every writable field that it shows. */
  public static String clockodoPrint(String kind, MasterObject object) {
    return clockodoPrint(ClockodoFields.shown(kind, object));
  }

  private static String clockodoPrint(Map<String, Object> fields) {
    return fields.isEmpty() ? null : Fingerprint.of(Json.write(fields));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> sourceOf(Object record) {
    return record instanceof Map<?, ?> map
        ? (Map<String, Object>) map
        : Json.readMap(Json.write(record));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }
}
