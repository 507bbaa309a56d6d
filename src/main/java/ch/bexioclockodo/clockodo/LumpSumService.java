package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What lump sums of type 3 are for ({@code /v4/lumpSumServices}; facts: clockodo §4.4). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LumpSumService(long id, String name, String unit) {}
