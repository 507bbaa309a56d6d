package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a new business activity in bexio, from a clockodo service (facts: bexio §5). */
public final class ActivityMapping {

  public Map<String, Object> map(First first) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", ((Service) first.record()).name());
    return fields;
  }
}
