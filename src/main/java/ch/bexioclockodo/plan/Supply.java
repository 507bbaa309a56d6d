package ch.bexioclockodo.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an entry gets for a user or service: bexio's id, or the row of the plan that creates it
 * first, or the reason why it must wait for a person.
 *
 * @param bexioId the id, when it is known before anything is written
 * @param row the row that must be done before the entry is sent, or null
 * @param undecided why a person must decide first, or null
 * @param note what the entry's row says about it, or null
 */
public record Supply(Long bexioId, String name, Integer row, Reason undecided, Reason note) {

  /** As the report shows it. */
  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    if (bexioId != null) {
      described.put("id", bexioId);
    }
    described.put("name", name);
    if (row != null) {
      described.put("row", row);
    }
    return described;
  }
}
