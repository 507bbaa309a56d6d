package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanRowStore.PlanCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what became of the rows against what the source held when the plan was made: numbers and
 * seconds, also of each report group. It closes when they are equal and the source itself added up.
 */
record Balance(Plan plan, Map<Bucket, long[]> buckets, GroupBalance groups) {

  static Balance of(Plan plan, List<PlanCount> counts, GroupBalance groups) {
    Map<Bucket, long[]> buckets = new EnumMap<>(Bucket.class);
    buckets.put(Bucket.EXPORTED, new long[2]);
    buckets.put(Bucket.EXCLUDED, new long[2]);
    for (PlanCount count : counts) {
      if (count.counted()) {
        add(buckets, Bucket.of(count.action(), count.state()), count.count(), count.seconds());
      }
    }
    if (plan.excludedRemoved() > 0) {
      add(buckets, Bucket.EXCLUDED, plan.excludedRemoved(), 0);
    }
    if (plan.unchangedCount() > 0) {
      add(buckets, Bucket.UNCHANGED, plan.unchangedCount(), plan.unchangedSeconds());
    }
    return new Balance(plan, buckets, groups);
  }

  boolean closes() {
    long count = buckets.values().stream().mapToLong(sums -> sums[0]).sum();
    long seconds = buckets.values().stream().mapToLong(sums -> sums[1]).sum();
    return plan.controlCloses()
        && count == plan.sourceCount()
        && seconds == plan.sourceSeconds()
        && groups.closes();
  }

  /**
   * @param said what else the run has to say
   */
  Map<String, Object> asMap(List<String> said) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("closes", closes());
    map.put("source", sums(plan.sourceCount(), plan.sourceSeconds()));
    Map<String, Object> named = new LinkedHashMap<>();
    buckets.forEach((bucket, sums) -> named.put(bucket.word(), sums(sums[0], sums[1])));
    map.put("buckets", named);
    if (groups.groups() > 0) {
      map.put("groups", groups.asMap());
    }
    List<String> notes = notes();
    notes.addAll(said);
    map.put("notes", notes);
    return map;
  }

  /** The balance of a run that read nothing. */
  static Map<String, Object> none() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("closes", false);
    map.put("source", sums(0, 0));
    map.put("buckets", Map.of());
    map.put("notes", List.of());
    return map;
  }

  private List<String> notes() {
    List<String> sentences = new ArrayList<>();
    for (String note : plan.notes()) {
      String[] words = note.split(" ");
      Object[] args = java.util.Arrays.copyOfRange(words, 1, words.length, Object[].class);
      sentences.add(Messages.text("note." + words[0], args));
    }
    return sentences;
  }

  private static void add(Map<Bucket, long[]> buckets, Bucket bucket, long count, long seconds) {
    long[] sums = buckets.computeIfAbsent(bucket, key -> new long[2]);
    sums[0] += count;
    sums[1] += seconds;
  }

  private static Map<String, Object> sums(long count, long seconds) {
    Map<String, Object> sums = new LinkedHashMap<>();
    sums.put("count", count);
    sums.put("seconds", seconds);
    return sums;
  }
}
