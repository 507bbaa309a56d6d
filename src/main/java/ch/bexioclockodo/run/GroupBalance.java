package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.plan.PlanGroupStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what became of the rows of each report group against what clockodo reported of it when the
 * plan was made. Where ten thousand groups close, only their number is told.
 *
 * @param groups how many the plan has
 * @param notCompared those that moved while they were read, or hold a running entry
 * @param open those whose rows do not add up to the report
 */
record GroupBalance(long groups, long notCompared, List<Open> open) {

  /** More open groups than this are counted, not named. */
  private static final int MOST_NAMED = 100;

  /** A group that does not close, with the seconds of its entries, stored and unchanged. */
  record Open(PlanGroup group, long seconds) {}

  static final GroupBalance NONE = new GroupBalance(0, 0, List.of());

  static GroupBalance of(Connection database, long plan) throws SQLException {
    Map<Integer, Map<Bucket, long[]>> sums = PlanGroupStore.sums(database, plan);
    List<PlanGroup> groups = PlanGroupStore.all(database, plan);
    List<Open> open = new ArrayList<>();
    long notCompared = 0;
    for (PlanGroup group : groups) {
      long seconds =
          group.unchangedSeconds()
              + sums.getOrDefault(group.id(), Map.of()).values().stream()
                  .mapToLong(sum -> sum[1])
                  .sum();
      if (!group.compared()) {
        notCompared++;
      } else if (seconds != group.reportedSeconds()) {
        open.add(new Open(group, seconds));
      }
    }
    return new GroupBalance(groups.size(), notCompared, open);
  }

  boolean closes() {
    return open.isEmpty();
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("count", groups);
    map.put("closing", groups - notCompared - open.size());
    map.put("notCompared", notCompared);
    map.put("open", open.stream().limit(MOST_NAMED).map(GroupBalance::asMap).toList());
    return map;
  }

  private static Map<String, Object> asMap(Open open) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", open.group().id());
    map.put("keys", open.group().keys());
    map.put("names", open.group().names());
    map.put("reportedSeconds", open.group().reportedSeconds());
    map.put("seconds", open.seconds());
    return map;
  }
}
