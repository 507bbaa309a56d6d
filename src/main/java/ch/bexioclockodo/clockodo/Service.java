package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A clockodo service ({@code /v4/services}; facts: clockodo §4.3). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Service(
    long id, String name, boolean active, @JsonProperty("test_data") boolean demoData) {}
