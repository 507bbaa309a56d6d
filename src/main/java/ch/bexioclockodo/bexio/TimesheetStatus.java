package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A status that a timesheet can have, with its name in the tenant's language ({@code GET
 * /2.0/timesheet_status}; facts: bexio §6).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimesheetStatus(int id, String name) {}
