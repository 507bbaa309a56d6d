package ch.bexioclockodo.console;

import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.run.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hours of a tab by one key of the grouping: of each customer, each project, each user, the
 * longest first.
 *
 * @param what the key, as people call it
 */
record GroupTotals(String what, List<Sum> sums) {

  private static final int MOST = 30;
  private static final double WHOLE = 100;

  /**
   * One of them.
   *
   * @param percent how long its bar is beside the longest
   */
  record Sum(String name, long count, long seconds, long percent) {}

  /** The totals of what a tab holds, for each key of the grouping. */
  static List<GroupTotals> of(List<PlanGroup> groups, Map<Integer, long[]> sums) {
    Map<String, Map<String, long[]>> keys = new LinkedHashMap<>();
    for (PlanGroup group : groups) {
      long[] sum = sums.get(group.id());
      if (sum == null) {
        continue;
      }
      int level = 0;
      for (Map.Entry<String, String> key : group.keys().entrySet()) {
        // Two of the same name are two: the id keeps them apart, and stays unseen.
        String thing = group.names().get(level++) + '\n' + key.getValue();
        long[] total =
            keys.computeIfAbsent(key.getKey(), name -> new LinkedHashMap<>())
                .computeIfAbsent(thing, name -> new long[2]);
        total[0] += sum[0];
        total[1] += sum[1];
      }
    }
    List<GroupTotals> totals = new ArrayList<>();
    keys.forEach((key, things) -> totals.add(new GroupTotals(word(key), longest(things))));
    return totals;
  }

  private static List<Sum> longest(Map<String, long[]> things) {
    long most = things.values().stream().mapToLong(sum -> sum[1]).max().orElse(0);
    return things.entrySet().stream()
        .map(
            thing ->
                new Sum(
                    thing.getKey().substring(0, thing.getKey().lastIndexOf('\n')),
                    thing.getValue()[0],
                    thing.getValue()[1],
                    most == 0 ? 0 : Math.round(WHOLE * thing.getValue()[1] / most)))
        .sorted(Comparator.comparingLong(Sum::seconds).reversed().thenComparing(Sum::name))
        .limit(MOST)
        .toList();
  }

  /** A key of the grouping as people call it. */
  static String word(String key) {
    return switch (key) {
      case "customers_id" -> Messages.text("cli.kind.customer");
      case "projects_id" -> Messages.text("cli.kind.project");
      case "services_id" -> Messages.text("cli.kind.service");
      case "users_id" -> Messages.text("cli.kind.user");
      default -> key;
    };
  }
}
