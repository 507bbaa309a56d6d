package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** A clockodo project under its customer ({@code /v4/projects}; facts: clockodo §4.2). */
public record CustomerProject(
    long id,
    @JsonProperty("customers_id") long customersId,
    String name,
    boolean active,
    @JsonProperty("test_data") boolean demoData,
    @JsonAnySetter Map<String, Object> others)
    implements MasterObject {

  public CustomerProject {
    others = others == null ? Map.of() : others;
  }

  /** A hard budget is billed on the project, not on its entries (facts: clockodo §7). */
  public boolean hardBudget() {
    return others.get("budget") instanceof Map<?, ?> budget
        && Boolean.TRUE.equals(budget.get("hard"));
  }

  @Override
  public Long parentId() {
    return customersId;
  }
}
