package ch.bexioclockodo.link;

/**
 * A stored pair: the bexio id and the clockodo id of one thing, with both names at the time of
 * linking.
 */
public record Link(
    LinkKind kind, long bexioId, long clockodoId, String bexioName, String clockodoName) {}
