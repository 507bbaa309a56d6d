package ch.bexioclockodo.link;

/**
 * Something in bexio for which a counterpart in clockodo is sought.
 *
 * @param number its number, or null when numbers are not compared
 * @param scope within what its name should be unique in bexio: a project's contact, else null
 * @param parentId clockodo's id of what it goes under, or null when that does not exist yet
 * @param created whether it is created when nothing is found
 */
public record Sought(
    long id, String number, String name, Object scope, Long parentId, boolean created) {}
