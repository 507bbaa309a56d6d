package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Counterparts;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Match;
import ch.bexioclockodo.link.NameKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of something in bexio that is not linked, and about which nothing is decided: the
 * one counterpart is linked, nothing found creates, everything else is for a person.
 */
final class FirstMeeting {

  /** Whoever decides sees them all as candidates. */
  private static final int MOST_NAMED = 5;

  private final ImportContext context;
  private final Proposals proposals;
  private final LinkKind kind;
  private final KindObjects objects;
  private final Counterparts counterparts;

  FirstMeeting(
      ImportContext context,
      Proposals proposals,
      LinkKind kind,
      KindObjects objects,
      Counterparts counterparts) {
    this.context = context;
    this.proposals = proposals;
    this.kind = kind;
    this.objects = objects;
    this.counterparts = counterparts;
  }

  Proposal plan(Candidate candidate) {
    Subject subject = candidate.subject();
    Match match = counterparts.of(candidate.sought());
    List<MasterObject> found = match.candidates();
    if (match.links()) {
      return link(candidate, match.evidence(), found.get(0));
    }
    if (candidate.foundOnly() != null) {
      return proposals.exclude(subject, candidate.foundOnly());
    }
    ReasonCode open =
        switch (match.evidence()) {
          case AMBIGUOUS -> ReasonCode.MATCH_AMBIGUOUS;
          case SHARED -> ReasonCode.MATCH_SHARED;
          case CONTRADICTING -> ReasonCode.MATCH_CONTRADICTING;
          case SIMILAR -> ReasonCode.NAME_SIMILAR;
          default -> null;
        };
    return open == null
        ? unmatched(candidate)
        : proposals.decide(subject, Reason.of(open, names(found)), found);
  }

  private Proposal link(Candidate candidate, Match.Evidence evidence, MasterObject object) {
    Optional<Reason> misplaced = objects.misplaced(candidate.parent(), object);
    if (misplaced.isPresent()) {
      return proposals.decide(candidate.subject(), misplaced.get(), List.of(object));
    }
    if (evidence == Match.Evidence.BILL_SERVICE_ID && isOnlyAnId(candidate, object)) {
      return proposals.decide(
          candidate.subject(),
          Reason.of(ReasonCode.BILL_SERVICE_ID_ALONE, object.name(), object.id()),
          List.of(object));
    }
    Reason reason =
        switch (evidence) {
          case BILL_SERVICE_ID -> Reason.of(ReasonCode.LINK_BY_BILL_SERVICE_ID, object.name());
          case NUMBER -> Reason.of(ReasonCode.LINK_BY_NUMBER, object.number(), object.name());
          default -> Reason.of(ReasonCode.LINK_BY_NAME, object.name());
        };
    return proposals.link(candidate.subject(), reason, candidate.parent(), object);
  }

  /**
   * The add-on leaves ids of activities or of items, as it was set there; nobody can tell which.
   */
  private boolean isOnlyAnId(Candidate candidate, MasterObject object) {
    boolean ofAService = kind == LinkKind.ACTIVITY || kind == LinkKind.ITEM;
    String name = NameKey.equal(candidate.subject().name());
    return ofAService && !NameKey.equal(object.name()).equals(name);
  }

  private Proposal unmatched(Candidate candidate) {
    Subject subject = candidate.subject();
    Optional<Decision> apart =
        context
            .decisions()
            .of(kind, subject.id())
            .filter(decision -> decision.choice() == Choice.APART);
    if (apart.isPresent()) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.LINK_APART, apart.get().targetId()), List.of());
    }
    int equal = counterparts.equalNames(candidate.sought());
    if (equal > 1) {
      return proposals.decide(subject, Reason.of(ReasonCode.NAME_TWICE, equal), List.of());
    }
    Optional<MasterObject> taken = objects.withTakenName(candidate.parent(), subject.name());
    if (taken.isPresent()) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.NAME_TAKEN, taken.get().id()), List.of(taken.get()));
    }
    if (!context.seesEverything()) {
      return proposals.decide(subject, Reason.of(ReasonCode.NOT_EVERYTHING_SEEN), List.of());
    }
    return proposals.create(subject, null, candidate.parent(), Map.of());
  }

  private static String names(List<MasterObject> found) {
    return found.stream()
        .limit(MOST_NAMED)
        .map(object -> object.name() + " (" + object.id() + ")")
        .collect(Collectors.joining(", "));
  }
}
