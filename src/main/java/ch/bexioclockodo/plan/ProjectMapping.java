package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a new clockodo project, from a bexio project (facts: clockodo §4.2). */
public final class ProjectMapping {

  public Map<String, Object> map(Proposal proposal) {
    Project bexioProject = (Project) proposal.record();
    Map<String, Object> project = new LinkedHashMap<>();
    project.put("name", bexioProject.name().strip());
    project.put("customers_id", proposal.customer());
    String number = bexioProject.number();
    project.put("number", number == null || number.isBlank() ? null : number);
    return project;
  }
}
