package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A clockodo project under its customer ({@code /v4/projects}; facts: clockodo §4.2). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CustomerProject(
    long id,
    @JsonProperty("customers_id") long customersId,
    String name,
    boolean active,
    Budget budget,
    @JsonProperty("test_data") boolean demoData) {

  /**
   * A project's budget; a hard one is billed on the project, not on its entries (facts: clockodo
   * §7).
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Budget(boolean hard) {}

  public boolean hardBudget() {
    return budget != null && budget.hard();
  }
}
