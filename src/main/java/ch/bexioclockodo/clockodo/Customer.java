package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** A clockodo customer ({@code /v3/customers}; facts: clockodo §4.1). */
public record Customer(
    long id,
    String name,
    boolean active,
    @JsonProperty("test_data") boolean demoData,
    @JsonAnySetter Map<String, Object> others)
    implements MasterObject {

  public Customer {
    others = others == null ? Map.of() : others;
  }
}
