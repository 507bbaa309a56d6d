package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The current names behind the ids that entries carry, for people; and what an export must know of
 * projects.
 */
public final class Names {

  private final Map<Long, String> customers;
  private final Map<Long, CustomerProject> projects;
  private final Map<Long, String> projectNames;
  private final Map<Long, String> services;
  private final Map<Long, String> users;
  private final Map<Long, Project> bexioProjects;

  public Names(MasterData data) {
    customers = names(data.customers(), Customer::id, Customer::name);
    projects =
        data.customerProjects().stream()
            .collect(Collectors.toMap(CustomerProject::id, Function.identity()));
    projectNames = names(data.customerProjects(), CustomerProject::id, CustomerProject::name);
    services = names(data.services(), Service::id, Service::name);
    users = names(data.clockodoUsers(), ClockodoUser::id, ClockodoUser::name);
    bexioProjects =
        data.projects().stream()
            .collect(Collectors.toMap(project -> (long) project.id(), Function.identity()));
  }

  /** Takes the names that an entry brings with it, where no list was read. */
  public void learn(Entry entry) {
    learn(customers, entry.customersId(), entry.customersName());
    learn(projectNames, entry.projectsId(), entry.projectsName());
    learn(services, entry.servicesId(), entry.servicesName());
    learn(users, entry.usersId(), entry.usersName());
  }

  private static void learn(Map<Long, String> names, Long id, String name) {
    if (id != null && name != null) {
      names.putIfAbsent(id, name);
    }
  }

  Map<String, Object> customer(long id) {
    return named(id, customers.get(id));
  }

  Map<String, Object> project(Long id) {
    return named(id, id == null ? null : projectNames.get(id));
  }

  Map<String, Object> service(Long id) {
    return named(id, id == null ? null : services.get(id));
  }

  Map<String, Object> user(long id) {
    return named(id, users.get(id));
  }

  boolean hardBudget(Long projectId) {
    CustomerProject project = projectId == null ? null : projects.get(projectId);
    return project != null && project.hardBudget();
  }

  /** The bexio project, or null when bexio no longer lists it. */
  Project bexioProject(long id) {
    return bexioProjects.get(id);
  }

  /** An entry as a plan row tells it: its own fields, and the names behind its ids. */
  public Map<String, Object> describe(Entry entry, ZoneId zone) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", entry.id());
    source.put("date", LocalDate.ofInstant(entry.timeSince(), zone).toString());
    source.put("start", entry.timeSince().toString());
    source.put("end", entry.timeUntil() == null ? null : entry.timeUntil().toString());
    source.put("seconds", entry.seconds());
    source.put("customer", customer(entry.customersId()));
    source.put("project", project(entry.projectsId()));
    source.put("service", service(entry.servicesId()));
    source.put("user", user(entry.usersId()));
    source.put("text", entry.text());
    source.put("billable", entry.billable());
    if (entry.timeLastChange() != null) {
      source.put("lastChange", entry.timeLastChange().toString());
    }
    return source;
  }

  private static Map<String, Object> named(Long id, String name) {
    if (id == null) {
      return null;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("id", id);
    named.put("name", name == null ? "?" : name);
    return named;
  }

  private static <T> Map<Long, String> names(
      List<T> things, ToLongFunction<T> id, Function<T, String> name) {
    Map<Long, String> names = new HashMap<>();
    things.forEach(thing -> names.put(id.applyAsLong(thing), name.apply(thing)));
    return names;
  }
}
