package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.Links;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known when an import is planned, beside the master data itself.
 *
 * @param kinds the kinds of rows that are wanted
 * @param pending what earlier runs may have created
 * @param remap whether the mapping of today is compared with what was written, not only what bexio
 *     changed
 * @param seesEverything whether the clockodo key is an owner's; else what is not seen may be there
 * @param now when the run began: something missing since before was missing in another run
 */
public record ImportContext(
    Links links,
    DecisionsBySource decisions,
    ImportRules rules,
    Set<String> kinds,
    PendingCreates pending,
    boolean remap,
    boolean seesEverything,
    Instant now) {

  /** A linked pair: unchanged when both sides look as they did, else to be compared. */
  Proposal unchangedOrCompared(
      Proposals proposals,
      Subject subject,
      Parent parent,
      Link link,
      MasterObject object,
      Choice choice,
      Reason absence,
      Function<String, Long> nameTakenBy) {
    Object record = subject.record() == null ? Base.DELETED : subject.record();
    if (object.demoData()) {
      proposals.unchanged();
      return null;
    }
    if (link.bexioPrint() == null && subject.record() != null) {
      // Nobody has compared them yet: what both hold today is what later changes are held against.
      Base base = Base.of(record, ClockodoFields.shown(subject.kind(), object));
      proposals.remember(
          Upkeep.agreed(
              link.kind(), link.bexioId(), base.agreement(subject.name(), object.name()), false));
      proposals.unchanged();
      return null;
    }
    boolean sameInBexio = Base.bexioPrint(record).equals(link.bexioPrint());
    boolean sameInClockodo =
        Base.clockodoPrint(subject.kind(), object).equals(link.clockodoPrint());
    boolean waits = choice != null && choice.once();
    if (sameInBexio && sameInClockodo && !waits && (!remap || subject.record() == null)) {
      if (link.missingSince() != null && subject.record() != null) {
        proposals.remember(Upkeep.absent(link.kind(), link.bexioId(), null, false));
      }
      proposals.unchanged();
      return null;
    }
    return proposals.compare(
        subject, parent, new Comparison(link, object, choice, absence, nameTakenBy));
  }
}
