package ch.bexioclockodo.link;

import java.time.Instant;

/**
 * What a person decided about one source row; it holds until it is undone.
 *
 * @param sourceId bexio's id, or clockodo's for a user: the id that the row in the plan is about
 * @param targetId the other side's id, or null when the choice names none
 */
public record Decision(
    LinkKind kind,
    long sourceId,
    Choice choice,
    Long targetId,
    Instant decidedAt,
    String decidedBy) {}
