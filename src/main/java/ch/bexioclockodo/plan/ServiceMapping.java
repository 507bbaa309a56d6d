package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Item;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a clockodo service, from a bexio business activity or item (facts: clockodo §4.3).
 */
public final class ServiceMapping {

  public Map<String, Object> map(Mapping mapping) {
    Map<String, Object> service = new LinkedHashMap<>();
    if (mapping.record() instanceof Item item) {
      service.put("name", item.name());
      service.put("number", item.number());
    } else {
      service.put("name", ((BusinessActivity) mapping.record()).name());
    }
    service.put("active", true);
    return service;
  }
}
