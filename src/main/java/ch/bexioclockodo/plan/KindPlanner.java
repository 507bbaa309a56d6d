package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Counterparts;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans one kind of master data: what is linked is compared, what a person decided is done, what
 * may have been created is looked for, and the rest meets clockodo for the first time.
 */
final class KindPlanner {

  private final ImportContext context;
  private final Proposals proposals;
  private final LinkKind kind;
  private final String rowKind;
  private final KindObjects objects;
  private FirstMeeting firstMeeting;

  /**
   * @param parentNames names of what these things stand under, by clockodo's id; null when they
   *     stand under nothing
   */
  KindPlanner(
      ImportContext context,
      Proposals proposals,
      LinkKind kind,
      Map<Long, String> parentNames,
      Collection<? extends MasterObject> all) {
    this.context = context;
    this.proposals = proposals;
    this.kind = kind;
    this.rowKind = PlanRow.kindOf(kind);
    this.objects = new KindObjects(all, parentNames, this::isFree);
  }

  private boolean isFree(MasterObject object) {
    return !object.demoData()
        && context.links().ofClockodo(kind, object.id()).isEmpty()
        && !context.decisions().wants(kind, object.id());
  }

  /** Plans every candidate, in their order; the proposals by source id. */
  Map<Long, Proposal> plan(List<Candidate> candidates) {
    List<MasterObject> unclaimed = new ArrayList<>(objects.free());
    for (Candidate candidate : candidates) {
      // What another row may have created is not matched by a name that came later.
      List<MasterObject> arrived = mayHaveArrived(candidate);
      unclaimed.removeAll(arrived);
      arrived.forEach(objects::takeName);
    }
    Counterparts counterparts =
        new Counterparts(
            candidates.stream().filter(this::isSought).map(Candidate::sought).toList(),
            unclaimed,
            objects.areUnderParents(),
            context.rules().billServiceIds(),
            (bexioId, clockodoId) -> context.decisions().apart(kind, bexioId, clockodoId));
    firstMeeting = new FirstMeeting(context, proposals, kind, objects, counterparts);
    Map<Long, Proposal> bySource = new HashMap<>();
    for (Candidate candidate : candidates) {
      Proposal proposal = plan(candidate);
      if (proposal != null) {
        bySource.put(candidate.subject().id(), proposal);
      }
    }
    aboutNothing(candidates);
    return bySource;
  }

  /** A decision about something that bexio does not list is said, not passed over. */
  private void aboutNothing(List<Candidate> candidates) {
    Set<Long> listed =
        candidates.stream().map(candidate -> candidate.subject().id()).collect(Collectors.toSet());
    for (Decision decision : context.decisions().of(kind)) {
      boolean waits = decision.choice() == Choice.LINK || decision.choice() == Choice.CREATE;
      if (waits
          && !listed.contains(decision.sourceId())
          && context.links().ofBexio(kind, decision.sourceId()).isEmpty()) {
        Subject subject = new Subject(rowKind, kind, decision.sourceId(), "–", null, null);
        proposals.decide(
            subject,
            Reason.of(ReasonCode.DECISION_WITHOUT_SOURCE, decision.decidedBy()),
            List.of());
      }
    }
  }

  private boolean isSought(Candidate candidate) {
    Choice choice = choice(context.decisions().of(kind, candidate.subject().id()));
    return context.links().ofBexio(kind, candidate.subject().id()).isEmpty()
        && (choice == null || choice == Choice.APART)
        && candidate.excluded() == null
        && candidate.parent().reason() == null;
  }

  private Proposal plan(Candidate candidate) {
    Subject subject = candidate.subject();
    Optional<Decision> decision = context.decisions().of(kind, subject.id());
    Optional<Link> link = context.links().ofBexio(kind, subject.id());
    if (choice(decision) == Choice.IGNORE) {
      return proposals.exclude(subject, Reason.of(ReasonCode.DECIDED_IGNORE, by(decision)));
    }
    if (link.isPresent()) {
      return linked(candidate, link.get(), decision);
    }
    if (choice(decision) == Choice.LINK) {
      return decided(candidate, decision.orElseThrow());
    }
    PendingCreates.Pending pending = context.pending().of(subject);
    return pending == null ? unlinked(candidate, decision) : readBack(candidate, pending, decision);
  }

  private Proposal linked(Candidate candidate, Link link, Optional<Decision> decision) {
    Subject subject = candidate.subject();
    MasterObject object = objects.get(link.clockodoId());
    if (object == null) {
      return choice(decision) == Choice.CREATE && candidate.parent().reason() == null
          ? create(candidate, decision, Map.of("replaces", link.clockodoId()))
          : proposals.decide(
              subject,
              Reason.of(ReasonCode.LINK_BROKEN, link.clockodoName(), link.clockodoId()),
              link);
    }
    boolean confirmed =
        choice(decision) == Choice.LINK && decision.orElseThrow().targetId() == object.id();
    Optional<Reason> misplaced = objects.misplaced(candidate.parent(), object);
    if (misplaced.isPresent() && !confirmed && !object.demoData()) {
      return proposals.decide(subject, misplaced.get(), link);
    }
    // A place that a person has confirmed is where it stays.
    Parent place =
        misplaced.isPresent() ? new Parent(object.parentId(), null, null) : candidate.parent();
    return context.unchangedOrCompared(
        proposals,
        subject,
        place,
        link,
        object,
        choice(decision),
        null,
        name -> objects.otherOfName(object, name));
  }

  private Proposal decided(Candidate candidate, Decision decision) {
    Subject subject = candidate.subject();
    MasterObject object = objects.get(decision.targetId());
    boolean usable =
        object != null
            && !object.demoData()
            && context.links().ofClockodo(kind, object.id()).isEmpty();
    if (!usable) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.DECISION_INVALID, decision.targetId()), List.of());
    }
    Reason reason = Reason.of(ReasonCode.LINK_DECIDED, decision.decidedBy());
    return objects.misplaced(candidate.parent(), object).isPresent()
        ? proposals.linkElsewhere(subject, reason, object)
        : proposals.link(subject, reason, Parent.NONE, object);
  }

  private Proposal unlinked(Candidate candidate, Optional<Decision> decision) {
    Subject subject = candidate.subject();
    if (choice(decision) == Choice.CREATE && candidate.parent().reason() == null) {
      return create(candidate, decision, Map.of());
    }
    if (candidate.excluded() != null) {
      return proposals.exclude(subject, candidate.excluded());
    }
    if (subject.name() == null || subject.name().isBlank()) {
      return proposals.decide(subject, Reason.of(ReasonCode.NAME_MISSING), List.of());
    }
    if (candidate.parent().reason() != null) {
      return candidate.foundOnly() == null
          ? proposals.decide(subject, candidate.parent().reason(), List.of())
          : proposals.exclude(subject, candidate.foundOnly());
    }
    return firstMeeting.plan(candidate);
  }

  private Proposal create(
      Candidate candidate, Optional<Decision> decision, Map<String, Object> target) {
    Reason reason = Reason.of(ReasonCode.DECIDED_CREATE, by(decision));
    return proposals.create(candidate.subject(), reason, candidate.parent(), target);
  }

  private List<MasterObject> mayHaveArrived(Candidate candidate) {
    Subject subject = candidate.subject();
    PendingCreates.Pending pending = context.pending().of(subject);
    return pending == null
        ? List.of()
        : PendingCreates.found(pending, objects.free(), candidate.parent().id()).stream()
            .filter(object -> !context.decisions().apart(kind, subject.id(), object.id()))
            .toList();
  }

  private Proposal readBack(
      Candidate candidate, PendingCreates.Pending pending, Optional<Decision> decision) {
    Subject subject = candidate.subject();
    List<MasterObject> found = mayHaveArrived(candidate);
    // Who decided to create it knew what was there: only what looks exactly as it was sent is it.
    List<MasterObject> sure =
        choice(decision) == Choice.CREATE
            ? found.stream().filter(object -> PendingCreates.isExactly(pending, object)).toList()
            : found;
    if (sure.size() == 1) {
      return linkReadBack(candidate, pending, sure.get(0));
    }
    if (!found.isEmpty()) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.READ_BACK_AMBIGUOUS, found.size()), found);
    }
    return pending.settled()
        ? unlinked(candidate, decision)
        : proposals.create(
            subject, Reason.of(ReasonCode.CREATE_UNKNOWN_EARLIER), candidate.parent(), Map.of());
  }

  private Proposal linkReadBack(
      Candidate candidate, PendingCreates.Pending pending, MasterObject object) {
    Subject subject = candidate.subject();
    Optional<Reason> misplaced = objects.misplaced(candidate.parent(), object);
    if (misplaced.isPresent()) {
      return proposals.decide(subject, misplaced.get(), List.of(object));
    }
    Map<String, Object> shown = ClockodoFields.shown(subject.kind(), object);
    return proposals.link(
        subject,
        Reason.of(ReasonCode.LINK_READ_BACK),
        candidate.parent(),
        object,
        pending.base(subject.record(), shown));
  }

  private static Choice choice(Optional<Decision> decision) {
    return decision.map(Decision::choice).orElse(null);
  }

  private static String by(Optional<Decision> decision) {
    return decision.map(Decision::decidedBy).orElse("–");
  }
}
