package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.bexio.ProjectState;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.clockodo.Paging;
import ch.bexioclockodo.clockodo.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Master data as the routes hand it over: page by page, list by list. */
final class MasterDataSamples {

  static final Set<String> ALL =
      Set.of(PlanRow.CUSTOMER, PlanRow.PROJECT, PlanRow.SERVICE, PlanRow.USER);

  private final Map<String, List<?>> rows = new HashMap<>();

  MasterDataSamples with(String list, Object... things) {
    rows.put(list, List.of(things));
    return this;
  }

  MasterData read() {
    return read(rules("all"));
  }

  MasterData read(ImportRules rules) {
    MasterData data =
        new MasterData(
            ContactLists.complete(list -> null),
            new ProjectStates(BookableStates.parse(""), null),
            list -> null);
    data.listsOfImport(ALL, rules, true).forEach(this::fill);
    return data;
  }

  @SuppressWarnings("unchecked")
  private void fill(Object list) {
    if (list instanceof OffsetPages<?> pages) {
      List<Object> things =
          new ArrayList<>((List<Object>) rows.getOrDefault(pages.getName(), List.of()));
      Collections.reverse(things);
      ((OffsetPages<Object>) pages).take(things, things.size());
    } else if (list instanceof ProjectStates states) {
      states.take((List<ProjectState>) rows.getOrDefault(states.getName(), List.of()));
    } else {
      NumberedPages<Object> pages = (NumberedPages<Object>) list;
      pages.take((ListPage<Object>) page(pages.getName()));
    }
  }

  @SuppressWarnings("unchecked")
  private ListPage<?> page(String name) {
    List<?> things = rows.getOrDefault(name, List.of());
    Paging paging = new Paging(5000, 1, things.isEmpty() ? 0 : 1, things.size());
    return switch (name) {
      case "clockodo-list-customers" -> new ListPage.Customers(paging, (List<Customer>) things);
      case "clockodo-list-projects" ->
          new ListPage.Projects(paging, (List<CustomerProject>) things);
      case "clockodo-list-services" -> new ListPage.Services(paging, (List<Service>) things);
      default -> new ListPage.Users(paging, (List<ClockodoUser>) things);
    };
  }

  /** The default rules, with another choice of customers. */
  static ImportRules rules(String customers) {
    return new ImportRules(
        CustomerRule.parse(customers),
        NamePattern.parse("name_1 name_2"),
        NamePattern.parse("name_2 name_1"),
        true,
        null,
        ImportRules.ServicesFrom.ACTIVITIES,
        new ItemRule(true, ""),
        true,
        ImportRules.BudgetRule.SOFT,
        true,
        ImportRules.Conflicts.DECIDE);
  }

  static Contact company(int id, String name) {
    return new Contact(id, "", 1, name, null, "", false);
  }

  static Contact person(int id, String lastName, String firstName) {
    return new Contact(id, "", 2, lastName, firstName, "", false);
  }

  static Project project(int id, String name, int contact) {
    return new Project(id, "", name, contact, null, 2, null, null, null, null, null);
  }

  static Customer customer(long id, String name) {
    return new Customer(id, name, true, false, new HashMap<>());
  }

  static CustomerProject customerProject(long id, long customer, String name) {
    return new CustomerProject(id, customer, name, true, false, new HashMap<>());
  }

  static Service service(long id, String name) {
    return new Service(id, name, true, false, new HashMap<>());
  }
}
