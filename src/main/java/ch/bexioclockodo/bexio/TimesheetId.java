package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The id of a bexio timesheet, out of a list of timesheets (facts: bexio §6). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimesheetId(long id) {}
