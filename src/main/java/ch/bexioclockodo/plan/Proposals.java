package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what an import proposes, numbers it, and counts what needs nothing. */
final class Proposals {

  private final List<Proposal> proposals = new ArrayList<>();
  private final List<Upkeep> upkeep = new ArrayList<>();
  private long unchanged;
  private long sources;

  ImportPlanner.Result result() {
    return new ImportPlanner.Result(proposals, upkeep, unchanged, sources);
  }

  /** A source row that needs nothing. */
  void unchanged() {
    sources++;
    unchanged++;
  }

  /** What a link shall remember once the plan is complete. */
  void remember(Upkeep what) {
    upkeep.add(what);
  }

  Proposal create(Subject subject, Reason reason, Parent parent, Map<String, Object> target) {
    Map<String, Object> all = new LinkedHashMap<>(target);
    all.put("kind", subject.linkKind().word());
    return add(subject, Action.CREATE, reason, parent, null, all, null, null);
  }

  /** Links to what is there; both sides of today become the base. */
  Proposal link(Subject subject, Reason reason, Parent parent, MasterObject object) {
    Base today = Base.of(subject.record(), ClockodoFields.shown(subject.kind(), object));
    return link(subject, reason, parent, object, today);
  }

  /** Links to what a person has chosen although it stands elsewhere: the decision goes on. */
  Proposal linkElsewhere(Subject subject, Reason reason, MasterObject object) {
    Map<String, Object> target = named(subject, object);
    target.put("elsewhere", true);
    Base today = Base.of(subject.record(), ClockodoFields.shown(subject.kind(), object));
    return add(subject, Action.LINK, reason, Parent.NONE, object.id(), target, today, null);
  }

  Proposal link(Subject subject, Reason reason, Parent parent, MasterObject object, Base base) {
    return add(
        subject, Action.LINK, reason, parent, object.id(), named(subject, object), base, null);
  }

  Proposal exclude(Subject subject, Reason reason) {
    return add(subject, Action.EXCLUDE, reason, Parent.NONE, null, Map.of(), null, null);
  }

  Proposal decide(Subject subject, Reason reason, List<? extends MasterObject> candidates) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("kind", subject.linkKind().word());
    if (!candidates.isEmpty()) {
      target.put("candidates", candidates.stream().map(Proposals::candidate).toList());
    }
    return add(subject, Action.DECIDE, reason, Parent.NONE, null, target, null, null);
  }

  /** Something linked that a person must look at. */
  Proposal decide(Subject subject, Reason reason, Link link) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", link.clockodoId());
    target.put("name", link.clockodoName());
    target.put("kind", subject.linkKind().word());
    return add(subject, Action.DECIDE, reason, Parent.NONE, link.clockodoId(), target, null, null);
  }

  Proposal compare(Subject subject, Parent parent, Comparison comparison) {
    return add(
        subject,
        null,
        null,
        parent,
        comparison.object().id(),
        named(subject, comparison.object()),
        null,
        comparison);
  }

  Proposal add(
      Subject subject,
      Action action,
      Reason reason,
      Parent parent,
      Long targetId,
      Map<String, Object> target,
      Base base,
      Comparison comparison) {
    sources++;
    Proposal proposal =
        new Proposal(
            proposals.size() + 1,
            subject.kind(),
            subject.linkKind(),
            action,
            reason,
            subject.id(),
            subject.described(),
            targetId,
            target,
            subject.record(),
            parent.value(),
            parent.isCreated() ? Set.of(parent.row()) : Set.of(),
            Fingerprint.of(subject.record(), action, targetId) + parent.print(),
            base,
            comparison);
    proposals.add(proposal);
    return proposal;
  }

  private static Map<String, Object> named(Subject subject, MasterObject object) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", object.id());
    target.put("name", object.name());
    target.put("kind", subject.linkKind().word());
    return target;
  }

  private static Map<String, Object> candidate(MasterObject object) {
    Map<String, Object> candidate = new LinkedHashMap<>();
    candidate.put("id", object.id());
    candidate.put("name", object.name());
    return candidate;
  }
}
