package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A bexio business activity ({@code /2.0/client_service}); a timesheet always names one (facts:
 * bexio §5).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BusinessActivity(int id, String name) {

  public BusinessActivity {
    name = Texts.orNull(name);
  }
}
