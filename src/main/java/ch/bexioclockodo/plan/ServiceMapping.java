package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BusinessActivity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a new clockodo service, from a bexio business activity (facts: clockodo §4.3). */
public final class ServiceMapping {

  public Map<String, Object> map(Proposal proposal) {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("name", ((BusinessActivity) proposal.record()).name().strip());
    return service;
  }
}
