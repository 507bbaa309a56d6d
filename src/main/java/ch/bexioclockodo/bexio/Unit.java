package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What amounts are counted in ({@code GET /2.0/unit}). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Unit(int id, String name) {}
