package ch.bexioclockodo.link;

/**
 * What both sides of a link held when they last agreed: the base of the next comparison.
 *
 * @param base bexio's record and clockodo's fields, as JSON
 * @param bexioPrint a short print of bexio's side
 * @param clockodoPrint a short print of clockodo's side, or null to take it as it is next time
 */
public record Agreement(
    String bexioName, String clockodoName, String base, String bexioPrint, String clockodoPrint) {}
