package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A clockodo user; e-mail and role are absent without rights (facts: clockodo §4.5). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClockodoUser(
    long id,
    String name,
    String email,
    String role,
    boolean active,
    @JsonProperty("test_data") boolean demoData) {

  private static final String OWNER = "owner";

  /** Whether this user's key sees everybody's entries. */
  public boolean seesEverything() {
    return OWNER.equals(role);
  }
}
