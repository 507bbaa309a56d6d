package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Link;
import java.util.function.Function;

/**
 * A linked pair of which one side at least looks different from when both last agreed.
 *
 * @param choice what a person said about the conflict at hand, or null
 * @param absence why bexio's side has gone, or null while it is there
 * @param nameTakenBy which other object in clockodo has a name, where names must differ, or null
 */
public record Comparison(
    Link link,
    MasterObject object,
    Choice choice,
    Reason absence,
    Function<String, Long> nameTakenBy) {}
