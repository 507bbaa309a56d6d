package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Counterparts;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Match;
import ch.bexioclockodo.link.NameKey;
import ch.bexioclockodo.link.Sought;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans one kind of master data: what is linked is compared, what a person decided is done, what
 * may have been created is looked for, and the rest is matched, created, or left to a person.
 */
final class KindPlanner {

  /** Whoever decides sees them all as candidates. */
  private static final int MOST_NAMED = 5;

  private final ImportContext context;
  private final Proposals proposals;
  private final LinkKind kind;
  private final boolean underParents;
  private final Map<Long, String> parentNames;
  private final Map<Long, MasterObject> objects = new HashMap<>();
  private final List<MasterObject> free = new ArrayList<>();
  private final Map<Object, MasterObject> takenByName = new HashMap<>();
  private final Map<Object, List<Long>> byExactName = new HashMap<>();
  private Counterparts counterparts;

  /**
   * One source row with what its rule says.
   *
   * @param excluded why it is left out when it is not linked, or null
   * @param foundOnly why it is not created when nothing is found, or null
   * @param scope within what its name should be unique in bexio, or null
   */
  record Candidate(
      Subject subject, Parent parent, Reason excluded, Reason foundOnly, Object scope) {}

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
    this.underParents = parentNames != null;
    this.parentNames = parentNames;
    for (MasterObject object : all) {
      objects.put(object.id(), object);
      if (isFree(object)) {
        free.add(object);
      } else {
        takenByName.put(nameKey(object.parentId(), object.name()), object);
      }
    }
  }

  private boolean isFree(MasterObject object) {
    return !object.demoData()
        && context.links().ofClockodo(kind, object.id()).isEmpty()
        && !context.decisions().wants(kind, object.id());
  }

  /** Plans every candidate, in their order; the proposals by source id. */
  Map<Long, Proposal> plan(List<Candidate> candidates) {
    List<MasterObject> unclaimed = new ArrayList<>(free);
    candidates.stream()
        .flatMap(candidate -> mayHaveArrived(candidate).stream())
        .forEach(
            object -> {
              // What another row may have created is not matched by a name that came later.
              unclaimed.remove(object);
              takenByName.put(nameKey(object.parentId(), object.name()), object);
            });
    counterparts =
        new Counterparts(
            candidates.stream().filter(this::isSought).map(this::sought).toList(),
            unclaimed,
            underParents,
            context.rules().billServiceIds(),
            (bexioId, clockodoId) -> context.decisions().apart(kind, bexioId, clockodoId));
    Map<Long, Proposal> bySource = new HashMap<>();
    for (Candidate candidate : candidates) {
      Proposal proposal = plan(candidate);
      if (proposal != null) {
        bySource.put(candidate.subject().id(), proposal);
      }
    }
    return bySource;
  }

  private Proposal plan(Candidate candidate) {
    Subject subject = candidate.subject();
    Optional<Decision> decision = context.decisions().of(kind, subject.id());
    Optional<Link> link = context.links().ofBexio(kind, subject.id());
    if (choice(decision) == Choice.IGNORE) {
      return proposals.exclude(
          subject, Reason.of(ReasonCode.DECIDED_IGNORE, decision.orElseThrow().decidedBy()));
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

  private Proposal unlinked(Candidate candidate, Optional<Decision> decision) {
    Subject subject = candidate.subject();
    if (choice(decision) == Choice.CREATE && candidate.parent().reason() == null) {
      return create(candidate, Reason.of(ReasonCode.DECIDED_CREATE, by(decision)), Map.of());
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
    return matched(candidate);
  }

  private Proposal linked(Candidate candidate, Link link, Optional<Decision> decision) {
    Subject subject = candidate.subject();
    MasterObject object = objects.get(link.clockodoId());
    if (object == null) {
      Map<String, Object> replaced = Map.of("replaces", link.clockodoId());
      return choice(decision) == Choice.CREATE && candidate.parent().reason() == null
          ? create(candidate, Reason.of(ReasonCode.DECIDED_CREATE, by(decision)), replaced)
          : proposals.decide(
              subject,
              Reason.of(ReasonCode.LINK_BROKEN, link.clockodoName(), link.clockodoId()),
              link);
    }
    boolean confirmed =
        choice(decision) == Choice.LINK && decision.orElseThrow().targetId() == object.id();
    Optional<Reason> misplaced = misplaced(candidate.parent(), object);
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
        name -> isTakenByAnother(object, name));
  }

  /** Whether clockodo would refuse a name, because something else at this place has it. */
  private boolean isTakenByAnother(MasterObject object, String name) {
    if (byExactName.isEmpty()) {
      objects
          .values()
          .forEach(
              one ->
                  byExactName
                      .computeIfAbsent(
                          java.util.Arrays.asList(one.parentId(), one.name()),
                          key -> new ArrayList<>())
                      .add(one.id()));
    }
    return byExactName
        .getOrDefault(java.util.Arrays.asList(object.parentId(), name), List.of())
        .stream()
        .anyMatch(id -> id != object.id());
  }

  /** Whether something linked stands, or is to stand, under another parent than bexio says. */
  private Optional<Reason> misplaced(Parent parent, MasterObject object) {
    if (!underParents) {
      return Optional.empty();
    }
    if (parent.reason() != null) {
      return Optional.of(parent.reason());
    }
    return object.parentId().equals(parent.id())
        ? Optional.empty()
        : Optional.of(
            Reason.of(
                ReasonCode.PROJECT_OTHER_CUSTOMER,
                object.name(),
                object.id(),
                parentNames.getOrDefault(object.parentId(), "–"),
                object.parentId()));
  }

  private Proposal decided(Candidate candidate, Decision decision) {
    Subject subject = candidate.subject();
    MasterObject object = objects.get(decision.targetId());
    boolean usable =
        object != null
            && !object.demoData()
            && context.links().ofClockodo(kind, object.id()).isEmpty();
    return usable
        ? proposals.link(
            subject, Reason.of(ReasonCode.LINK_DECIDED, decision.decidedBy()), Parent.NONE, object)
        : proposals.decide(
            subject, Reason.of(ReasonCode.DECISION_INVALID, decision.targetId()), List.of());
  }

  private List<MasterObject> mayHaveArrived(Candidate candidate) {
    PendingCreates.Pending pending = context.pending().of(candidate.subject());
    return pending == null
        ? List.of()
        : PendingCreates.found(pending, free, candidate.parent().id()).stream()
            .filter(
                object -> !context.decisions().apart(kind, candidate.subject().id(), object.id()))
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
      return misplaced(candidate.parent(), sure.get(0))
          .map(reason -> proposals.decide(subject, reason, found))
          .orElseGet(
              () ->
                  proposals.link(
                      subject,
                      Reason.of(ReasonCode.LINK_READ_BACK),
                      candidate.parent(),
                      sure.get(0),
                      pending.base(
                          subject.record(), ClockodoFields.shown(subject.kind(), sure.get(0)))));
    }
    if (!found.isEmpty()) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.READ_BACK_AMBIGUOUS, found.size()), found);
    }
    return pending.settled()
        ? unlinked(candidate, decision)
        : create(candidate, Reason.of(ReasonCode.CREATE_UNKNOWN_EARLIER), Map.of());
  }

  private Proposal matched(Candidate candidate) {
    Subject subject = candidate.subject();
    Sought sought = sought(candidate);
    Match match = counterparts.of(sought);
    List<MasterObject> found = match.candidates();
    if (match.links()) {
      return linkTo(candidate, match.evidence(), found.get(0));
    }
    if (candidate.foundOnly() != null) {
      return proposals.exclude(subject, candidate.foundOnly());
    }
    return switch (match.evidence()) {
      case AMBIGUOUS ->
          proposals.decide(subject, Reason.of(ReasonCode.MATCH_AMBIGUOUS, names(found)), found);
      case SHARED ->
          proposals.decide(subject, Reason.of(ReasonCode.MATCH_SHARED, names(found)), found);
      case CONTRADICTING ->
          proposals.decide(subject, Reason.of(ReasonCode.MATCH_CONTRADICTING, names(found)), found);
      case SIMILAR ->
          proposals.decide(subject, Reason.of(ReasonCode.NAME_SIMILAR, names(found)), found);
      default -> unmatched(candidate, sought);
    };
  }

  private Proposal linkTo(Candidate candidate, Match.Evidence evidence, MasterObject object) {
    Optional<Reason> misplaced = misplaced(candidate.parent(), object);
    if (misplaced.isPresent()) {
      return proposals.decide(candidate.subject(), misplaced.get(), List.of(object));
    }
    boolean ofAService = kind == LinkKind.ACTIVITY || kind == LinkKind.ITEM;
    if (evidence == Match.Evidence.BILL_SERVICE_ID
        && ofAService
        && !NameKey.equal(object.name()).equals(NameKey.equal(candidate.subject().name()))) {
      // The add-on leaves ids of activities or of items, as it was set there; nobody can tell
      // which.
      return proposals.decide(
          candidate.subject(),
          Reason.of(ReasonCode.BILL_SERVICE_ID_ALONE, object.name(), object.id()),
          List.of(object));
    }
    ReasonCode code =
        switch (evidence) {
          case BILL_SERVICE_ID -> ReasonCode.LINK_BY_BILL_SERVICE_ID;
          case NUMBER -> ReasonCode.LINK_BY_NUMBER;
          default -> ReasonCode.LINK_BY_NAME;
        };
    Reason reason =
        code == ReasonCode.LINK_BY_NUMBER
            ? Reason.of(code, object.number(), object.name())
            : Reason.of(code, object.name());
    return proposals.link(candidate.subject(), reason, candidate.parent(), object);
  }

  private Proposal unmatched(Candidate candidate, Sought sought) {
    Subject subject = candidate.subject();
    Optional<Decision> decision = context.decisions().of(kind, subject.id());
    if (choice(decision) == Choice.APART) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.LINK_APART, decision.orElseThrow().targetId()), List.of());
    }
    int equal = counterparts.equalNames(sought);
    if (equal > 1) {
      return proposals.decide(subject, Reason.of(ReasonCode.NAME_TWICE, equal), List.of());
    }
    MasterObject taken = takenByName.get(nameKey(candidate.parent().id(), subject.name()));
    if (taken != null && (!underParents || candidate.parent().id() != null)) {
      return proposals.decide(
          subject, Reason.of(ReasonCode.NAME_TAKEN, taken.id()), List.of(taken));
    }
    if (!context.seesEverything()) {
      return proposals.decide(subject, Reason.of(ReasonCode.NOT_EVERYTHING_SEEN), List.of());
    }
    return create(candidate, null, Map.of());
  }

  private Proposal create(Candidate candidate, Reason reason, Map<String, Object> target) {
    Map<String, Object> all = new HashMap<>(target);
    all.put("kind", kind.word());
    return proposals.create(candidate.subject(), reason, candidate.parent(), all);
  }

  private boolean isSought(Candidate candidate) {
    Choice choice = choice(context.decisions().of(kind, candidate.subject().id()));
    return context.links().ofBexio(kind, candidate.subject().id()).isEmpty()
        && (choice == null || choice == Choice.APART)
        && candidate.excluded() == null
        && candidate.parent().reason() == null;
  }

  private Sought sought(Candidate candidate) {
    Subject subject = candidate.subject();
    return new Sought(
        subject.id(),
        subject.number(),
        subject.name(),
        candidate.scope(),
        candidate.parent().id(),
        candidate.foundOnly() == null);
  }

  private Object nameKey(Long parentId, String name) {
    String key = NameKey.equal(name);
    return underParents ? java.util.Arrays.asList(parentId, key) : key;
  }

  private static String names(List<MasterObject> found) {
    return found.stream()
        .limit(MOST_NAMED)
        .map(object -> object.name() + " (" + object.id() + ")")
        .collect(Collectors.joining(", "));
  }

  private static Choice choice(Optional<Decision> decision) {
    return decision.map(Decision::choice).orElse(null);
  }

  private static String by(Optional<Decision> decision) {
    return decision.map(Decision::decidedBy).orElse("–");
  }
}
