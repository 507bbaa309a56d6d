package ch.bexioclockodo.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** Replaces what rows of the same plan have created in what a row points to. */
final class References {

  private References() {}

  /** The same, with the id in place of each {@code row} that has created something. */
  static Map<String, Object> resolved(Map<String, Object> target, Dispatch dispatch) {
    Map<String, Object> resolved = new LinkedHashMap<>(target);
    resolved.replaceAll(
        (name, value) -> {
          if (value instanceof Map<?, ?> named && named.get("row") instanceof Integer row) {
            Long id = dispatch.createdIds().get(row);
            Map<String, Object> known = new LinkedHashMap<>();
            known.put("id", id);
            known.put("name", named.get("name"));
            return known;
          }
          return value;
        });
    return resolved;
  }
}
