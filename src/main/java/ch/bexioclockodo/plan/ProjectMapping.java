package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a clockodo project, from a bexio project (facts: clockodo §4.2). */
public final class ProjectMapping {

  public Map<String, Object> map(Mapping mapping) {
    Project bexioProject = (Project) mapping.record();
    ImportRules rules = mapping.rules();
    Map<String, Object> project = new LinkedHashMap<>();
    project.put("name", bexioProject.name());
    project.put("customers_id", mapping.parent());
    project.put("number", bexioProject.number());
    project.put("active", rules.isBookable(bexioProject));
    project.put("note", bexioProject.comment());
    project.put("start_date", bexioProject.start());
    project.put("deadline", bexioProject.end());
    if (rules.budget() != ImportRules.BudgetRule.NONE) {
      project.put("budget", budget(bexioProject, rules.budget()));
    }
    if (rules.billableDefault() != null) {
      project.put("billable_default", rules.billableDefault());
    }
    return project;
  }

  /** bexio's budgets for each activity or employee have no amount of their own. */
  private static Map<String, Object> budget(Project project, ImportRules.BudgetRule rule) {
    Integer type = project.budgetType();
    boolean money = type != null && type == Project.COST_BUDGET;
    boolean hours = type != null && type == Project.HOURS_BUDGET;
    if (!(money || hours) || project.budgetAmount() == null) {
      return null;
    }
    Map<String, Object> budget = new LinkedHashMap<>();
    budget.put("monetary", money);
    budget.put("hard", rule == ImportRules.BudgetRule.HARD);
    budget.put("from_subprojects", false);
    budget.put("amount", project.budgetAmount());
    return budget;
  }
}
