package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Item;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns bexio's master data into what the planner of each kind compares: customers from contacts,
 * projects under them, services from activities or items, users by e-mail.
 */
public final class ImportPlanner {

  private final MasterData data;
  private final ImportContext context;
  private final ImportRules rules;
  private final Proposals proposals = new Proposals();
  private final Absences absences;
  private final Map<Long, String> customerNames = new HashMap<>();
  private Map<Long, Proposal> customerOfContact = Map.of();

  private ImportPlanner(MasterData data, ImportContext context) {
    this.data = data;
    this.context = context;
    this.rules = context.rules();
    this.absences = new Absences(data, context, proposals);
    data.customers().forEach(customer -> customerNames.put(customer.id(), customer.name()));
  }

  /**
   * What an import proposes.
   *
   * @param upkeep what links shall remember although nothing is written
   * @param unchanged how many source rows are linked already and need nothing
   * @param sources how many source rows there are
   */
  public record Result(
      List<Proposal> proposals, List<Upkeep> upkeep, long unchanged, long sources) {}

  public static Result propose(MasterData data, ImportContext context) {
    ImportPlanner planner = new ImportPlanner(data, context);
    if (context.kinds().contains(PlanRow.USER)) {
      new UserPlanner(data, context, planner.proposals).plan();
    }
    if (context.kinds().contains(PlanRow.CUSTOMER)) {
      planner.customers();
    }
    if (context.kinds().contains(PlanRow.PROJECT)) {
      planner.projects();
    }
    if (context.kinds().contains(PlanRow.SERVICE)) {
      planner.services();
    }
    return planner.proposals.result();
  }

  private void customers() {
    Set<Integer> withProjects =
        data.projects().stream().map(Project::contactId).collect(Collectors.toSet());
    List<Candidate> candidates = new ArrayList<>();
    for (Contact contact : data.contacts()) {
      Subject subject =
          new Subject(
              PlanRow.CUSTOMER,
              LinkKind.CUSTOMER,
              contact.id(),
              rules.nameOf(contact),
              rules.contactNumbers() ? contact.number() : null,
              contact);
      Reason excluded =
          contact.archived()
              ? Reason.of(ReasonCode.CONTACT_ARCHIVED)
              : rules.customers().against(contact, withProjects).map(Reason::of).orElse(null);
      candidates.add(new Candidate(subject, Parent.NONE, excluded, null, null));
    }
    customerOfContact =
        new KindPlanner(context, proposals, LinkKind.CUSTOMER, null, data.customers())
            .plan(candidates);
    absences.of(LinkKind.CUSTOMER, PlanRow.CUSTOMER, ids(candidates), data.customers());
  }

  private void projects() {
    List<Candidate> candidates = new ArrayList<>();
    for (Project project : data.projects()) {
      Subject subject =
          new Subject(
              PlanRow.PROJECT,
              LinkKind.PROJECT,
              project.id(),
              project.name(),
              project.number(),
              project);
      Reason closed = rules.isBookable(project) ? null : Reason.of(ReasonCode.PROJECT_NOT_BOOKABLE);
      candidates.add(
          new Candidate(
              subject, parentOf(project), ofIgnored(project), closed, project.contactId()));
    }
    new KindPlanner(context, proposals, LinkKind.PROJECT, customerNames, data.customerProjects())
        .plan(candidates);
    absences.of(LinkKind.PROJECT, PlanRow.PROJECT, ids(candidates), data.customerProjects());
  }

  private void services() {
    boolean fromItems = rules.servicesFrom() == ImportRules.ServicesFrom.ITEMS;
    List<Candidate> activities = new ArrayList<>();
    for (BusinessActivity activity : data.activities()) {
      Subject subject =
          new Subject(
              PlanRow.SERVICE, LinkKind.ACTIVITY, activity.id(), activity.name(), null, activity);
      Reason foundOnly = fromItems ? Reason.of(ReasonCode.ACTIVITY_IS_NO_SOURCE) : null;
      activities.add(new Candidate(subject, Parent.NONE, null, foundOnly, null));
    }
    if (fromItems) {
      items();
      linkOnly(activities);
    } else {
      new KindPlanner(context, proposals, LinkKind.ACTIVITY, null, data.services())
          .plan(activities);
      absences.of(LinkKind.ACTIVITY, PlanRow.SERVICE, ids(activities), data.services());
    }
  }

  private void items() {
    List<Candidate> items = new ArrayList<>();
    for (Item item : data.items()) {
      Subject subject =
          new Subject(PlanRow.SERVICE, LinkKind.ITEM, item.id(), item.name(), item.number(), item);
      Reason excluded = rules.items().against(item).orElse(null);
      items.add(new Candidate(subject, Parent.NONE, excluded, null, null));
    }
    new KindPlanner(context, proposals, LinkKind.ITEM, null, data.services()).plan(items);
    absences.of(LinkKind.ITEM, PlanRow.SERVICE, ids(items), data.services());
  }

  /**
   * While services come from items, an activity is still linked where an equal one is there (a
   * timesheet names an activity), but changes nothing in clockodo.
   */
  private void linkOnly(List<Candidate> activities) {
    List<Candidate> open = new ArrayList<>();
    for (Candidate candidate : activities) {
      if (context.links().ofBexio(LinkKind.ACTIVITY, candidate.subject().id()).isPresent()) {
        proposals.unchanged();
      } else {
        open.add(candidate);
      }
    }
    new KindPlanner(context, proposals, LinkKind.ACTIVITY, null, data.services()).plan(open);
  }

  private Parent parentOf(Project project) {
    Optional<Link> link = context.links().ofBexio(LinkKind.CUSTOMER, project.contactId());
    Proposal customer = customerOfContact.get((long) project.contactId());
    if (customer != null && customer.action() != null) {
      switch (customer.action()) {
        case CREATE -> {
          return new Parent(null, customer.row(), null);
        }
        case LINK -> {
          return new Parent(customer.targetId(), customer.row(), null);
        }
        default -> {
          if (link.isEmpty() || isGone(link.get())) {
            return undecided(customer, project);
          }
        }
      }
    }
    return link.map(this::parentOf)
        .orElseGet(
            () ->
                Parent.unknown(
                    Reason.of(ReasonCode.PROJECT_CUSTOMER_UNLINKED, project.contactId())));
  }

  private Parent parentOf(Link customer) {
    return isGone(customer)
        ? Parent.unknown(
            Reason.of(ReasonCode.LINK_BROKEN, customer.clockodoName(), customer.clockodoId()))
        : new Parent(customer.clockodoId(), null, null);
  }

  private boolean isGone(Link customer) {
    return !customerNames.containsKey(customer.clockodoId());
  }

  /** Who leaves a contact alone leaves its projects alone, unless they are linked. */
  private Reason ofIgnored(Project project) {
    Proposal customer = customerOfContact.get((long) project.contactId());
    boolean ignored =
        customer != null
            && customer.reason() != null
            && customer.reason().code() == ReasonCode.DECIDED_IGNORE
            && context.links().ofBexio(LinkKind.CUSTOMER, project.contactId()).isEmpty();
    return ignored
        ? Reason.of(
            ReasonCode.PROJECT_OF_IGNORED_CUSTOMER,
            customer.source().get("name"),
            project.contactId())
        : null;
  }

  private static Parent undecided(Proposal customer, Project project) {
    return Parent.unknown(
        customer.action() == Action.EXCLUDE
            ? Reason.of(
                ReasonCode.PROJECT_CUSTOMER_EXCLUDED,
                customer.source().get("name"),
                project.contactId())
            : Reason.of(
                ReasonCode.PROJECT_CUSTOMER_UNDECIDED,
                customer.source().get("name"),
                project.contactId()));
  }

  private static Set<Long> ids(List<Candidate> candidates) {
    return candidates.stream()
        .map(candidate -> candidate.subject().id())
        .collect(Collectors.toSet());
  }
}
