package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.clockodo.Service;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.link.NameKey;
import ch.bexioclockodo.plan.MissingPast.Pending;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a clockodo service that no business activity is linked to: the activity
 * of the same name, else a new one. bexio takes one name twice, so it is looked for first.
 */
final class MissingActivities {

  private final MasterData data;
  private final Links links;
  private final MissingPast past;

  MissingActivities(MasterData data, Links links, MissingPast past) {
    this.data = data;
    this.links = links;
    this.past = past;
  }

  FirstVerdict verdict(Service service) {
    Optional<Decision> decided =
        past.decisions().of(LinkKind.ACTIVITY).stream()
            .filter(one -> one.choice() == Choice.LINK && one.targetId() == service.id())
            .findFirst();
    if (decided.isPresent()) {
      return decided(service, decided.get());
    }
    String name = NameKey.equal(service.name());
    boolean shared =
        data.services().stream()
                .filter(one -> !one.demoData() && NameKey.equal(one.name()).equals(name))
                .filter(one -> links.ofClockodo(LinkKind.ACTIVITY, one.id()).isEmpty())
                .count()
            > 1;
    if (shared) {
      return decide(service, Reason.of(ReasonCode.SERVICE_NAME_SHARED, service.name()));
    }
    List<BusinessActivity> equal = named(name);
    List<BusinessActivity> free =
        equal.stream().filter(activity -> isFree(activity, service)).toList();
    if (free.size() > 1) {
      return decide(service, Reason.of(ReasonCode.ACTIVITY_AMBIGUOUS, service.name(), ids(free)));
    }
    if (!free.isEmpty()) {
      return link(free.get(0), Reason.of(ReasonCode.LINK_BY_NAME));
    }
    return equal.isEmpty()
        ? nowhere(service)
        : decide(service, Reason.of(ReasonCode.ACTIVITY_NAME_TAKEN, service.name(), ids(equal)));
  }

  /** No activity has the name of today. */
  private FirstVerdict nowhere(Service service) {
    Optional<Pending> pending = past.pending(PlanRow.ACTIVITY, service.id());
    List<BusinessActivity> sent =
        pending.map(create -> named(NameKey.equal(create.text("name")))).orElse(List.of()).stream()
            .filter(activity -> isFree(activity, service))
            .toList();
    if (sent.size() == 1) {
      return link(sent.get(0), Reason.of(ReasonCode.LINK_READ_BACK));
    }
    if (sent.size() > 1) {
      return decide(service, Reason.of(ReasonCode.ACTIVITY_AMBIGUOUS, service.name(), ids(sent)));
    }
    return pending.isPresent() && !pending.get().settled()
        ? FirstVerdict.inDoubt(LinkKind.ACTIVITY)
        : FirstVerdict.create(LinkKind.ACTIVITY);
  }

  private FirstVerdict decided(Service service, Decision decision) {
    Optional<BusinessActivity> activity =
        data.activities().stream().filter(one -> one.id() == decision.sourceId()).findFirst();
    boolean possible =
        activity.isPresent() && links.ofBexio(LinkKind.ACTIVITY, decision.sourceId()).isEmpty();
    return possible
        ? link(activity.get(), Reason.of(ReasonCode.LINK_DECIDED, decision.decidedBy()))
        : decide(service, Reason.of(ReasonCode.DECISION_INVALID, decision.sourceId()));
  }

  private static FirstVerdict link(BusinessActivity activity, Reason reason) {
    return FirstVerdict.link(LinkKind.ACTIVITY, activity.id(), activity.name(), reason);
  }

  private static FirstVerdict decide(Service service, Reason reason) {
    return FirstVerdict.decide(
        LinkKind.ACTIVITY,
        reason,
        Reason.of(ReasonCode.SERVICE_UNDECIDED, service.name(), service.id()));
  }

  /** Linked to no other service, and nobody has said that it is none or another. */
  private boolean isFree(BusinessActivity activity, Service service) {
    return links.ofBexio(LinkKind.ACTIVITY, activity.id()).isEmpty()
        && past.decisions()
            .of(LinkKind.ACTIVITY, activity.id())
            .map(said -> said.choice() == Choice.APART && said.targetId() != service.id())
            .orElse(true);
  }

  private List<BusinessActivity> named(String name) {
    return data.activities().stream()
        .filter(activity -> NameKey.equal(activity.name()).equals(name))
        .toList();
  }

  private static String ids(List<BusinessActivity> activities) {
    return String.join(", ", activities.stream().map(one -> String.valueOf(one.id())).toList());
  }
}
