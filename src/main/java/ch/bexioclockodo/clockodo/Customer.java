package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A clockodo customer ({@code /v3/customers}; facts: clockodo §4.1). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Customer(
    long id, String name, boolean active, @JsonProperty("test_data") boolean demoData) {}
