package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.plan.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** clockodo's filters as they are stored with a plan and as queries. */
final class Filters {

  private static final String ONLY = "only";
  private static final String OPTIONS = "options";
  private static final String RUN = "run";

  private Filters() {}

  /**
   * @param run the run that is to be taken back, or null
   */
  static String write(
      Map<String, Set<String>> filters,
      Set<String> only,
      Set<RunRequest.Option> options,
      Long run) {
    Map<String, Set<String>> all = new LinkedHashMap<>(filters);
    if (!only.isEmpty()) {
      all.put(ONLY, only);
    }
    if (!options.isEmpty()) {
      all.put(OPTIONS, options.stream().map(Enum::name).collect(Collectors.toSet()));
    }
    if (run != null) {
      all.put(RUN, Set.of(String.valueOf(run)));
    }
    return Json.write(all);
  }

  /** The run that a plan takes back, or null. */
  static Long readRun(String stored) {
    return all(stored).getOrDefault(RUN, Set.of()).stream()
        .map(Long::valueOf)
        .findFirst()
        .orElse(null);
  }

  /** The kinds of master data that a plan was restricted to; none when it was not. */
  static Set<String> readOnly(String stored) {
    return all(stored).getOrDefault(ONLY, Set.of());
  }

  /** What else was wanted of a plan. */
  static Set<RunRequest.Option> readOptions(String stored) {
    return all(stored).getOrDefault(OPTIONS, Set.of()).stream()
        .map(RunRequest.Option::valueOf)
        .collect(Collectors.toSet());
  }

  static Map<String, Set<String>> read(String stored) {
    Map<String, Set<String>> filters = all(stored);
    filters.remove(ONLY);
    filters.remove(OPTIONS);
    filters.remove(RUN);
    return filters;
  }

  private static Map<String, Set<String>> all(String stored) {
    Map<String, Set<String>> filters = new LinkedHashMap<>();
    Json.readMap(stored)
        .forEach(
            (key, values) -> {
              Set<String> set = new TreeSet<>();
              ((Collection<?>) values).forEach(value -> set.add(String.valueOf(value)));
              filters.put(key, set);
            });
    return filters;
  }

  /** Whether filters mean an entry as it was exported; whether it is billed may be our own mark. */
  static boolean mean(Map<String, Set<String>> filters, Entry former) {
    Map<String, String> values =
        Map.of(
            "customers_id", String.valueOf(former.customersId()),
            "projects_id", String.valueOf(former.projectsId()),
            "services_id", String.valueOf(former.servicesId()),
            "users_id", String.valueOf(former.usersId()));
    return filters.entrySet().stream()
        .filter(filter -> values.containsKey(filter.getKey()))
        .allMatch(filter -> filter.getValue().contains(values.get(filter.getKey())));
  }

  /**
   * One query for each combination of values, since clockodo takes one value a key (facts: clockodo
   * §5.1); one empty query when nothing is filtered.
   */
  static List<String> queries(Map<String, Set<String>> filters) {
    List<String> queries = List.of("");
    for (Map.Entry<String, Set<String>> filter : filters.entrySet()) {
      List<String> longer = new ArrayList<>();
      for (String query : queries) {
        filter
            .getValue()
            .forEach(value -> longer.add(query + "&filter%5B" + filter.getKey() + "%5D=" + value));
      }
      queries = longer;
    }
    return queries;
  }
}
