package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Service;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.link.NameIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares bexio's master data with the links and with clockodo, and proposes what to do: an exact
 * unambiguous name links, nothing found creates, anything ambiguous is for a person. What is linked
 * stays linked, whatever it is called now.
 */
public final class ImportPlanner {

  private final MasterData data;
  private final Links links;
  private final CustomerRule rule;
  private final Set<String> kinds;
  private final Proposals proposals;
  private final Map<Integer, Proposal> customerOfContact = new HashMap<>();

  private ImportPlanner(
      MasterData data,
      Links links,
      CustomerRule rule,
      Set<String> kinds,
      Set<String> unknownCreates) {
    proposals = new Proposals(links, unknownCreates);
    this.data = data;
    this.links = links;
    this.rule = rule;
    this.kinds = kinds;
  }

  /**
   * What an import proposes.
   *
   * @param unchanged how many source rows are linked already and need nothing
   * @param sources how many source rows there are
   */
  public record Result(List<Proposal> proposals, long unchanged, long sources) {}

  /**
   * @param unknownCreates what was sent so recently that it may still appear, as "kind source-id":
   *     never created again
   */
  public static Result propose(
      MasterData data,
      Links links,
      CustomerRule rule,
      Set<String> kinds,
      Set<String> unknownCreates) {
    ImportPlanner planner = new ImportPlanner(data, links, rule, kinds, unknownCreates);
    planner.users();
    planner.customers();
    planner.projects();
    planner.services();
    return planner.proposals.result();
  }

  private void customers() {
    if (!kinds.contains(PlanRow.CUSTOMER)) {
      return;
    }
    Set<Integer> withProjects =
        data.projects().stream().map(Project::contactId).collect(Collectors.toSet());
    List<Contact> contacts = data.contacts();
    Map<Long, Customer> present = byId(data.customers(), Customer::id);
    NameIndex<Contact> peers =
        new NameIndex<>(
            contacts.stream()
                .filter(contact -> links.ofBexio(LinkKind.CUSTOMER, contact.id()).isEmpty())
                .filter(contact -> rule.against(contact, withProjects).isEmpty())
                .toList(),
            Contact::name);
    NameIndex<Customer> candidates =
        new NameIndex<>(data.customers(), customer -> strip(customer.name()));
    for (Contact contact : contacts) {
      Proposals.Source source =
          new Proposals.Source(
              PlanRow.CUSTOMER, contact.id(), contact.name(), contact, contact.number());
      Optional<ReasonCode> against = rule.against(contact, withProjects);
      Optional<Link> link = links.ofBexio(LinkKind.CUSTOMER, contact.id());
      if (link.isPresent()) {
        proposals.keep(source, link.get(), present.containsKey(link.get().clockodoId()));
      } else if (against.isPresent()) {
        proposals.add(source, Action.EXCLUDE, Reason.of(against.get()), null, null);
      } else {
        List<Proposals.Named> found =
            candidates.named(contact.name()).stream()
                .map(
                    customer ->
                        proposals.named(
                            LinkKind.CUSTOMER, customer.id(), customer.name(), customer.demoData()))
                .toList();
        customerOfContact.put(
            contact.id(), proposals.match(source, peers.named(contact.name()).size(), found, null));
      }
    }
  }

  private void projects() {
    if (!kinds.contains(PlanRow.PROJECT)) {
      return;
    }
    List<Project> projects = data.projects();
    Map<Long, CustomerProject> present = byId(data.customerProjects(), CustomerProject::id);
    NameIndex<Project> peers =
        new NameIndex<>(
            projects.stream()
                .filter(project -> links.ofBexio(LinkKind.PROJECT, project.id()).isEmpty())
                .toList(),
            project -> List.of(project.contactId(), strip(project.name())));
    NameIndex<CustomerProject> candidates =
        new NameIndex<>(
            data.customerProjects(),
            project -> List.of(project.customersId(), strip(project.name())));
    for (Project project : projects) {
      Proposals.Source source =
          new Proposals.Source(
              PlanRow.PROJECT, project.id(), strip(project.name()), project, project.number());
      Optional<Link> link = links.ofBexio(LinkKind.PROJECT, project.id());
      if (link.isPresent()) {
        proposals.keep(source, link.get(), present.containsKey(link.get().clockodoId()));
        continue;
      }
      Proposals.Parent parent = parentOf(project);
      if (parent.reason() != null) {
        proposals.add(source, Action.DECIDE, parent.reason(), null, null);
        continue;
      }
      List<Proposals.Named> found =
          parent.id() == null
              ? List.of()
              : candidates.named(List.of(parent.id(), source.name())).stream()
                  .map(
                      other ->
                          proposals.named(
                              LinkKind.PROJECT, other.id(), other.name(), other.demoData()))
                  .toList();
      proposals.match(
          source, peers.named(List.of(project.contactId(), source.name())).size(), found, parent);
    }
  }

  private void services() {
    if (!kinds.contains(PlanRow.SERVICE)) {
      return;
    }
    List<BusinessActivity> activities = data.activities();
    Map<Long, Service> present = byId(data.services(), Service::id);
    NameIndex<BusinessActivity> peers =
        new NameIndex<>(
            activities.stream()
                .filter(activity -> links.ofBexio(LinkKind.ACTIVITY, activity.id()).isEmpty())
                .toList(),
            activity -> strip(activity.name()));
    NameIndex<Service> candidates =
        new NameIndex<>(data.services(), service -> strip(service.name()));
    for (BusinessActivity activity : activities) {
      Proposals.Source source =
          new Proposals.Source(
              PlanRow.SERVICE, activity.id(), strip(activity.name()), activity, null);
      Optional<Link> link = links.ofBexio(LinkKind.ACTIVITY, activity.id());
      if (link.isPresent()) {
        proposals.keep(source, link.get(), present.containsKey(link.get().clockodoId()));
        continue;
      }
      List<Proposals.Named> found =
          candidates.named(source.name()).stream()
              .map(
                  other ->
                      proposals.named(
                          LinkKind.ACTIVITY, other.id(), other.name(), other.demoData()))
              .toList();
      proposals.match(source, peers.named(source.name()).size(), found, null);
    }
  }

  private void users() {
    if (!kinds.contains(PlanRow.USER)) {
      return;
    }
    NameIndex<BexioUser> users = new NameIndex<>(data.users(), user -> email(user.email()));
    NameIndex<BexioUser> fictional =
        new NameIndex<>(data.fictionalUsers(), user -> email(user.email()));
    Set<String> seen = new HashSet<>();
    for (ClockodoUser user : data.clockodoUsers()) {
      Proposals.Source source =
          new Proposals.Source(PlanRow.USER, user.id(), user.name(), user, null);
      String email = email(user.email());
      if (links.userOf(user.id()).isPresent()) {
        proposals.unchanged();
      } else if (user.demoData()) {
        proposals.add(source, Action.EXCLUDE, Reason.of(ReasonCode.DEMO_DATA), null, null);
      } else if (email.isEmpty()) {
        proposals.add(source, Action.EXCLUDE, Reason.of(ReasonCode.USER_WITHOUT_EMAIL), null, null);
      } else if (!seen.add(email) || users.named(email).size() > 1) {
        proposals.add(
            source,
            Action.DECIDE,
            Reason.of(ReasonCode.USER_EMAIL_AMBIGUOUS, user.email()),
            null,
            null);
      } else if (users.named(email).size() == 1) {
        linkUser(source, LinkKind.USER, users.named(email).get(0));
      } else if (fictional.named(email).size() == 1) {
        linkUser(source, LinkKind.FICTIONAL_USER, fictional.named(email).get(0));
      } else {
        proposals.add(
            source,
            Action.EXCLUDE,
            Reason.of(ReasonCode.USER_NO_EQUAL_EMAIL, user.email()),
            null,
            null);
      }
    }
  }

  private void linkUser(Proposals.Source source, LinkKind kind, BexioUser user) {
    if (links.ofBexio(kind, user.id()).isPresent()) {
      proposals.add(
          source,
          Action.DECIDE,
          Reason.of(ReasonCode.USER_EMAIL_AMBIGUOUS, user.email()),
          null,
          null);
      return;
    }
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", user.id());
    target.put("name", user.name());
    target.put("kind", kind.word());
    proposals.add(source, Action.LINK, null, (long) user.id(), target);
  }

  private Proposals.Parent parentOf(Project project) {
    Optional<Link> link = links.ofBexio(LinkKind.CUSTOMER, project.contactId());
    if (link.isPresent()) {
      return new Proposals.Parent(link.get().clockodoId(), null, null);
    }
    Proposal customer = customerOfContact.get(project.contactId());
    if (customer == null) {
      return new Proposals.Parent(
          null, null, Reason.of(ReasonCode.PROJECT_CUSTOMER_UNLINKED, project.contactId()));
    }
    return switch (customer.action()) {
      case CREATE -> new Proposals.Parent(null, customer.row(), null);
      case LINK -> new Proposals.Parent(customer.targetId(), customer.row(), null);
      default ->
          new Proposals.Parent(
              null,
              null,
              Reason.of(
                  ReasonCode.PROJECT_CUSTOMER_UNDECIDED,
                  customer.source().get("name"),
                  project.contactId()));
    };
  }

  private static <T> Map<Long, T> byId(List<T> things, java.util.function.ToLongFunction<T> id) {
    Map<Long, T> byId = new HashMap<>();
    things.forEach(thing -> byId.put(id.applyAsLong(thing), thing));
    return byId;
  }

  private static String strip(String name) {
    return name == null ? "" : name.strip();
  }

  private static String email(String email) {
    return strip(email).toLowerCase(Locale.ROOT);
  }
}
