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

/**
 * Which part of everything a run is about, and what else is wanted of it; stored with its plan, so
 * that whoever applies the plan applies just that.
 *
 * @param filters clockodo's filter keys with the values wanted
 * @param only the kinds of master data wanted; all when empty
 * @param undoneRun the earlier run that is taken back, or null
 */
record Selection(
    Map<String, Set<String>> filters,
    Set<String> only,
    Set<RunRequest.Option> options,
    Long undoneRun) {

  private static final String ONLY = "only";
  private static final String OPTIONS = "options";
  private static final String RUN = "run";

  /** What a request asks for itself. */
  static Selection of(RunRequest request) {
    return new Selection(request.filters(), request.only(), request.options(), request.run());
  }

  /** What a stored plan was asked for. */
  static Selection read(String stored) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    Json.readMap(stored)
        .forEach(
            (key, values) -> {
              Set<String> set = new TreeSet<>();
              ((Collection<?>) values).forEach(value -> set.add(String.valueOf(value)));
              all.put(key, set);
            });
    Set<String> only = taken(all, ONLY);
    Set<RunRequest.Option> options =
        taken(all, OPTIONS).stream().map(RunRequest.Option::valueOf).collect(Collectors.toSet());
    Long run = taken(all, RUN).stream().map(Long::valueOf).findFirst().orElse(null);
    return new Selection(all, only, options, run);
  }

  private static Set<String> taken(Map<String, Set<String>> all, String key) {
    Set<String> values = all.remove(key);
    return values == null ? Set.of() : values;
  }

  /** As it is stored with a plan. */
  String write() {
    Map<String, Set<String>> all = new LinkedHashMap<>(filters);
    if (!only.isEmpty()) {
      all.put(ONLY, only);
    }
    if (!options.isEmpty()) {
      all.put(OPTIONS, options.stream().map(Enum::name).collect(Collectors.toSet()));
    }
    if (undoneRun != null) {
      all.put(RUN, Set.of(String.valueOf(undoneRun)));
    }
    return Json.write(all);
  }

  boolean wants(RunRequest.Option option) {
    return options.contains(option);
  }

  /** The same, with something else wanted too. */
  Selection with(RunRequest.Option option) {
    Set<RunRequest.Option> more = new TreeSet<>(options);
    more.add(option);
    return new Selection(filters, only, more, undoneRun);
  }

  /** The kinds of master data to look at. */
  Set<String> kinds() {
    return RunRequest.kinds(only);
  }

  /** Whether billed entries are asked for by name. */
  boolean asksForBilled() {
    return filters.getOrDefault("billable", Set.of()).contains("2");
  }

  /** Whether filters mean an entry as it was exported; whether it is billed may be our own mark. */
  boolean means(Entry former) {
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
   * §5.1); one empty query when nothing is filtered, none when only doubts are settled.
   */
  List<String> queries() {
    if (wants(RunRequest.Option.SETTLE)) {
      return List.of();
    }
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
