package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Service;
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
  private final Map<Long, String> services;
  private final Map<Long, String> users;
  private final Map<Long, Project> bexioProjects;

  public Names(MasterData data) {
    customers = names(data.customers(), Customer::id, Customer::name);
    projects =
        data.customerProjects().stream()
            .collect(Collectors.toMap(CustomerProject::id, Function.identity()));
    services = names(data.services(), Service::id, Service::name);
    users = names(data.clockodoUsers(), ClockodoUser::id, ClockodoUser::name);
    bexioProjects =
        data.projects().stream()
            .collect(Collectors.toMap(project -> (long) project.id(), Function.identity()));
  }

  Map<String, Object> customer(long id) {
    return named(id, customers.get(id));
  }

  Map<String, Object> project(Long id) {
    CustomerProject project = id == null ? null : projects.get(id);
    return named(id, project == null ? null : project.name());
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
