package ch.bexioclockodo.run;

/**
 * Whom a connection pairs: one bexio company and one clockodo account, known by the user whose key
 * was used first.
 */
public record Identity(
    long bexioCompany, String bexioCompanyName, long clockodoUser, String clockodoUserName) {}
