package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** An account of the company's books ({@code GET /2.0/accounts}); its number may hold letters. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Account(
    int id,
    @JsonProperty("account_no") String number,
    String name,
    @JsonProperty("is_active") Boolean active,
    @JsonProperty("is_locked") Boolean locked) {

  /** Whether something may be booked on it, as far as bexio says. */
  public boolean open() {
    return !Boolean.FALSE.equals(active) && !Boolean.TRUE.equals(locked);
  }
}
