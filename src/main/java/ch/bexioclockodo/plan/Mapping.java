package ch.bexioclockodo.plan;

/**
 * What a mapping route begins with: a record of bexio, and for a project the customer it goes under
 * (clockodo's id, or a reference to the row of the plan that creates it).
 */
public record Mapping(Object record, Object parent, ImportRules rules) {}
