package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** A clockodo service ({@code /v4/services}; facts: clockodo §4.3). */
public record Service(
    long id,
    String name,
    boolean active,
    @JsonProperty("test_data") boolean demoData,
    @JsonAnySetter Map<String, Object> others)
    implements MasterObject {

  public Service {
    others = others == null ? Map.of() : others;
  }
}
