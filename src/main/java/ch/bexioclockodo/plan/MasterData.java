package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Item;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.clockodo.Service;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists of both systems that a plan compares, and what was asked for by id because no list
 * shows it. Each list is named after the route that reads one page of it ({@code
 * direct:bexio-clockodo-call-NAME}).
 */
public final class MasterData {

  private static final int LIST_PAGE = 5000;
  private static final int USER_PAGE = 1000;

  private final ContactLists contacts;
  private final OffsetPages<Project> projects;
  private final ProjectStates projectStates;
  private final OffsetPages<BusinessActivity> activities;
  private final OffsetPages<Item> items;
  private final OffsetPages<BexioUser> users =
      OffsetPages.withTotal("bexio-list-users", BexioUser::id);
  private final OffsetPages<BexioUser> fictionalUsers =
      OffsetPages.withTotal("bexio-list-fictional-users", BexioUser::id);
  private final NumberedPages<Customer> customers =
      new NumberedPages<>("clockodo-list-customers", LIST_PAGE, Customer::id);
  private final NumberedPages<CustomerProject> customerProjects =
      new NumberedPages<>("clockodo-list-projects", LIST_PAGE, CustomerProject::id);
  private final NumberedPages<Service> services =
      new NumberedPages<>("clockodo-list-services", LIST_PAGE, Service::id);
  private final NumberedPages<ClockodoUser> clockodoUsers =
      new NumberedPages<>("clockodo-list-users", USER_PAGE, ClockodoUser::id);

  private final Map<Long, Project> unlistedProjects = new TreeMap<>();
  private final Map<LinkKind, Set<Long>> deleted = new HashMap<>();
  private final Map<LinkKind, Set<Long>> unlisted = new HashMap<>();

  /**
   * @param lowestKnown the lowest id that an earlier reading has proven to end a list, by its name
   */
  public MasterData(
      ContactLists contacts, ProjectStates projectStates, Function<String, Long> lowestKnown) {
    this.contacts = contacts;
    this.projectStates = projectStates;
    this.projects = newestFirst("bexio-list-projects", Project::id, lowestKnown);
    this.activities =
        newestFirst("bexio-list-business-activities", BusinessActivity::id, lowestKnown);
    this.items = newestFirst("bexio-list-items", Item::id, lowestKnown);
    projectStates.projects(projects::getRows);
  }

  private static <T> OffsetPages<T> newestFirst(
      String name, ToLongFunction<T> id, Function<String, Long> lowestKnown) {
    return OffsetPages.newestFirst(name, id, lowestKnown.apply(name));
  }

  /** What an import compares: only the lists that the wanted kinds need. */
  public List<Object> listsOfImport(Set<String> kinds, ImportRules rules, boolean allUsers) {
    boolean wantsProjects = kinds.contains(PlanRow.PROJECT);
    boolean byProjects = rules.customers().kind() == CustomerRule.Kind.WITH_PROJECTS;
    List<Object> lists = new ArrayList<>();
    if (kinds.contains(PlanRow.CUSTOMER)) {
      lists.addAll(contacts.getLists());
    }
    if (wantsProjects || kinds.contains(PlanRow.CUSTOMER) && byProjects) {
      lists.add(projects);
    }
    if (wantsProjects) {
      lists.add(projectStates);
    }
    if (kinds.contains(PlanRow.SERVICE)) {
      lists.add(activities);
      if (rules.servicesFrom() == ImportRules.ServicesFrom.ITEMS) {
        lists.add(items);
      }
      lists.add(services);
    }
    if (kinds.contains(PlanRow.USER)) {
      lists.add(users);
      lists.add(fictionalUsers);
    }
    if (kinds.contains(PlanRow.CUSTOMER) || wantsProjects) {
      lists.add(customers);
    }
    if (wantsProjects) {
      lists.add(customerProjects);
    }
    if (kinds.contains(PlanRow.USER) || allUsers) {
      lists.add(clockodoUsers);
    }
    return lists;
  }

  /** What an export needs beside the links: names, and who stands behind a project. */
  public List<Object> listsOfExport() {
    return List.of(projects, customers, customerProjects, services, clockodoUsers);
  }

  /** What tells whether a clockodo user is known to bexio. */
  public List<Object> listsOfPeople() {
    return List.of(users, fictionalUsers, clockodoUsers);
  }

  /** Who can write a document in bexio. */
  public List<Object> listsOfAuthors() {
    return List.of(users, fictionalUsers);
  }

  /** What tells whether there is a business activity for a service. */
  public List<Object> listsOfActivities() {
    return List.of(activities, services);
  }

  /** Whether these lists were read, so that what they lack is not there. */
  boolean isRead(List<Object> lists) {
    return lists.stream()
        .noneMatch(
            list ->
                list instanceof OffsetPages<?> pages && pages.isMore()
                    || list instanceof NumberedPages<?> numbered && numbered.isMore());
  }

  /** What must be asked for by id, because it is linked and in no list. */
  public List<Ask> toAsk(Links links, Set<String> kinds, ImportRules rules, boolean again) {
    List<Ask> asks = new ArrayList<>();
    if (kinds.contains(PlanRow.CUSTOMER)) {
      contacts.restored().forEach(id -> asks.add(new Ask(LinkKind.CUSTOMER, id)));
      if (contacts.isComplete()) {
        Set<Long> listed = ids(contacts.contacts(), contact -> (long) contact.id());
        add(asks, links.of(LinkKind.CUSTOMER), listed, active(customers()), again);
      }
    }
    if (kinds.contains(PlanRow.PROJECT)) {
      Set<Long> listed = ids(projects.getRows(), project -> (long) project.id());
      add(asks, links.of(LinkKind.PROJECT), listed, active(customerProjects()), again);
    }
    if (kinds.contains(PlanRow.SERVICE) && rules.servicesFrom() == ImportRules.ServicesFrom.ITEMS) {
      Set<Long> listed = ids(items(), item -> (long) item.id());
      add(asks, links.of(LinkKind.ITEM), listed, active(services()), again);
    }
    return asks;
  }

  private static void add(
      List<Ask> asks, Collection<Link> links, Set<Long> listed, Set<Long> active, boolean again) {
    Absences.toAsk(links, listed, active, again)
        .forEach(link -> asks.add(new Ask(link.kind(), link.bexioId())));
  }

  private static Set<Long> active(List<? extends MasterObject> objects) {
    return objects.stream()
        .filter(MasterObject::active)
        .map(MasterObject::id)
        .collect(Collectors.toSet());
  }

  private static <T> Set<Long> ids(List<T> rows, Function<T, Long> id) {
    return rows.stream().map(id).collect(Collectors.toSet());
  }

  /** bexio has no such id any more. */
  public void deleted(Ask ask) {
    deleted.computeIfAbsent(ask.kind(), kind -> new HashSet<>()).add(ask.id());
    contacts.forget(ask);
  }

  /** bexio knows it by id, although no list shows it. */
  public void found(Ask ask, Object record) {
    if (record instanceof Contact contact && contacts.take(contact)) {
      return;
    }
    unlisted.computeIfAbsent(ask.kind(), kind -> new HashSet<>()).add(ask.id());
    if (record instanceof Project project) {
      unlistedProjects.put(ask.id(), project);
    }
  }

  boolean isDeleted(LinkKind kind, long bexioId) {
    return deleted.getOrDefault(kind, Set.of()).contains(bexioId);
  }

  boolean isUnlisted(LinkKind kind, long bexioId) {
    return unlisted.getOrDefault(kind, Set.of()).contains(bexioId);
  }

  /** How something looks that was found by id and is compared like what is listed. */
  String unlistedPrint(Link link) {
    return Base.bexioPrint(unlistedProjects.get(link.bexioId()));
  }

  /** The lists whose proven end is worth remembering. */
  public List<OffsetPages<?>> provenLists() {
    List<OffsetPages<?>> lists = new ArrayList<>(contacts.provenLists());
    lists.addAll(List.of(projects, activities, items));
    return lists.stream().filter(list -> !list.isMore()).toList();
  }

  public ContactLists contactLists() {
    return contacts;
  }

  public ProjectStates projectStates() {
    return projectStates;
  }

  public List<Contact> contacts() {
    return contacts.contacts();
  }

  /** The projects that are listed, and those that were found by id. */
  public List<Project> projects() {
    List<Project> all = new ArrayList<>(projects.getRows());
    all.addAll(unlistedProjects.values());
    return all;
  }

  public List<BusinessActivity> activities() {
    return activities.getRows();
  }

  public List<Item> items() {
    return items.getRows();
  }

  public List<BexioUser> users() {
    return users.getRows();
  }

  public List<BexioUser> fictionalUsers() {
    return fictionalUsers.getRows();
  }

  /** Everybody who can write a document in bexio, once their lists are read. */
  public List<BexioUser> authors() {
    return Stream.concat(users().stream(), fictionalUsers().stream()).toList();
  }

  public List<Customer> customers() {
    return customers.getRows();
  }

  public List<CustomerProject> customerProjects() {
    return customerProjects.getRows();
  }

  public List<Service> services() {
    return services.getRows();
  }

  public List<ClockodoUser> clockodoUsers() {
    return clockodoUsers.getRows();
  }
}
