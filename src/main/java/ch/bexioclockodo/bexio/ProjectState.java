package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A state that a project can be in, with its name in the tenant's language ({@code GET
 * /2.0/pr_project_state}; facts: bexio §4).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProjectState(int id, String name) {}
