package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A tax that a position can bear ({@code GET /3.0/taxes}); only active sales taxes are asked for
 * (facts: bexio §8).
 *
 * @param value percent; 0 where bexio tells none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SalesTax(
    int id, String code, BigDecimal value, @JsonProperty("display_name") String name) {

  public SalesTax {
    value = value == null ? BigDecimal.ZERO : value;
  }
}
