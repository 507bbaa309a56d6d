package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects what an import proposes, numbers it, and knows what a name found so many times means.
 */
final class Proposals {

  /** clockodo's longest name (facts: clockodo §4.1–4.3). */
  private static final int LONGEST_NAME = 100;

  private final Links links;
  private final Set<String> unknownCreates;
  private final List<Proposal> proposals = new ArrayList<>();
  private long unchanged;
  private long sources;

  Proposals(Links links, Set<String> unknownCreates) {
    this.links = links;
    this.unknownCreates = unknownCreates;
  }

  /** The row that a proposal is about. */
  record Source(String kind, long id, String name, Object record, String number) {}

  /** Something of the same name on the other side; free when nothing else is linked to it. */
  record Named(long id, String name, boolean free) {}

  /**
   * The customer a project goes under: an id, the row that makes it, or the reason why there is
   * none.
   */
  record Parent(Long id, Integer row, Reason reason) {}

  ImportPlanner.Result result() {
    return new ImportPlanner.Result(proposals, unchanged, sources);
  }

  /** A source row that needs nothing. */
  void unchanged() {
    sources++;
    unchanged++;
  }

  void keep(Source source, Link link, boolean present) {
    if (present) {
      unchanged();
    } else {
      Reason reason = Reason.of(ReasonCode.LINK_BROKEN, link.clockodoName(), link.clockodoId());
      add(source, Action.DECIDE, reason, link.clockodoId(), null);
    }
  }

  Proposal match(Source source, int peers, List<Named> found, Parent parent) {
    List<Named> free = found.stream().filter(Named::free).toList();
    if (source.name().isEmpty()) {
      return add(source, Action.DECIDE, Reason.of(ReasonCode.NAME_MISSING), null, null, parent);
    }
    if (source.name().length() > LONGEST_NAME) {
      Reason reason = Reason.of(ReasonCode.NAME_TOO_LONG, source.name().length(), LONGEST_NAME);
      return add(source, Action.DECIDE, reason, null, null, parent);
    }
    if (peers > 1 || free.size() > 1) {
      String candidates =
          free.stream().map(named -> String.valueOf(named.id())).collect(Collectors.joining(", "));
      Reason reason =
          Reason.of(
              ReasonCode.NAME_AMBIGUOUS,
              peers,
              free.size(),
              candidates.isEmpty() ? "–" : candidates);
      return add(source, Action.DECIDE, reason, null, null, parent);
    }
    if (free.size() == 1) {
      Named named = free.get(0);
      Map<String, Object> target = new LinkedHashMap<>();
      target.put("id", named.id());
      target.put("name", named.name());
      return add(source, Action.LINK, null, named.id(), target, parent);
    }
    if (!found.isEmpty()) {
      Reason reason = Reason.of(ReasonCode.NAME_TAKEN, found.get(0).id());
      return add(source, Action.DECIDE, reason, null, null, parent);
    }
    boolean unknown = unknownCreates.contains(source.kind() + " " + source.id());
    Reason reason =
        unknown ? Reason.of(ReasonCode.OUTCOME_UNKNOWN_EARLIER, "–", "its answer was lost") : null;
    return add(source, Action.CREATE, reason, null, null, parent);
  }

  Named named(LinkKind kind, long id, String name, boolean demoData) {
    return new Named(id, name, !demoData && links.ofClockodo(kind, id).isEmpty());
  }

  Proposal add(
      Source source, Action action, Reason reason, Long targetId, Map<String, Object> target) {
    return add(source, action, reason, targetId, target, null);
  }

  Proposal add(
      Source source,
      Action action,
      Reason reason,
      Long targetId,
      Map<String, Object> target,
      Parent parent) {
    sources++;
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", source.id());
    described.put("name", source.name());
    if (source.number() != null && !source.number().isBlank()) {
      described.put("number", source.number());
    }
    boolean onRow = parent != null && parent.id() == null && parent.row() != null;
    Proposal proposal =
        new Proposal(
            proposals.size() + 1,
            source.kind(),
            action,
            reason,
            source.id(),
            described,
            targetId,
            target == null ? Map.of() : target,
            source.record(),
            customerIn(parent),
            onRow ? Set.of(parent.row()) : Set.of(),
            Fingerprint.of(source.record(), action, targetId) + under(parent));
    proposals.add(proposal);
    return proposal;
  }

  /** The customer as part of a fingerprint: its id, or that a row of the same plan makes it. */
  private static String under(Parent parent) {
    if (parent == null || parent.reason() != null) {
      return "";
    }
    return parent.id() == null ? Fingerprint.UNDER_ROW : "/" + parent.id();
  }

  private static Object customerIn(Parent parent) {
    if (parent == null || parent.reason() != null) {
      return null;
    }
    return parent.id() != null ? parent.id() : Payload.reference(parent.row());
  }
}
