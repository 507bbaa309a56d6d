package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a row of an import is about: something in bexio, or a clockodo user.
 *
 * @param number its number, or null
 * @param record what was read of it, or null when bexio has it no longer
 */
record Subject(String kind, LinkKind linkKind, long id, String name, String number, Object record) {

  /** As the report shows it. */
  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", id);
    described.put("name", name);
    if (number != null && !number.isBlank()) {
      described.put("number", number);
    }
    return described;
  }
}
