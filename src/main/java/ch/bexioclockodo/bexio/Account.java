package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An account of the company's books ({@code GET /2.0/accounts}); its number may hold letters.
 *
 * @param type 1 earnings, 2 expenditures, 3 assets, 4 liabilities, 5 closing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Account(
    int id,
    @JsonProperty("account_no") String number,
    String name,
    @JsonProperty("account_type") Integer type,
    @JsonProperty("is_active") Boolean active) {

  private static final int EARNINGS = 1;

  /**
   * Whether income may be booked on it, as far as bexio says. A locked account may: it is only its
   * own fields that nobody can edit.
   */
  public boolean takesIncome() {
    return !Boolean.FALSE.equals(active) && (type == null || type == EARNINGS);
  }
}
