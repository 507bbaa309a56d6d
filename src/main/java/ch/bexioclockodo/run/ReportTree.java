package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.PlanGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * clockodo's report as it was stored with a plan: nested as the grouping says, and as clockodo
 * shows it, the longest first.
 */
final class ReportTree {

  private ReportTree() {}

  static List<ReportNode> of(List<PlanGroup> groups, Map<Integer, Map<Bucket, long[]>> sums) {
    Branch root = new Branch("", "");
    for (PlanGroup group : groups) {
      Branch branch = root;
      List<String> ids = List.copyOf(group.keys().values());
      for (int level = 0; level < ids.size(); level++) {
        branch = branch.child(ids.get(level), group.names().get(level));
      }
      branch.leaf(group, sums.getOrDefault(group.id(), Map.of()));
    }
    return root.node().children();
  }

  /** A node in the making. */
  private static final class Branch {

    private final String id;
    private final String name;
    private final Map<String, Branch> children = new LinkedHashMap<>();
    private Integer group;
    private long seconds;
    private final Map<Bucket, long[]> sums = new EnumMap<>(Bucket.class);

    private Branch(String id, String name) {
      this.id = id;
      this.name = name;
    }

    private Branch child(String childId, String childName) {
      return children.computeIfAbsent(childId, key -> new Branch(childId, childName));
    }

    private void leaf(PlanGroup report, Map<Bucket, long[]> rows) {
      group = report.id();
      seconds = report.reportedSeconds();
      rows.forEach((bucket, sum) -> add(bucket, sum[0], sum[1]));
      if (report.unchangedCount() > 0) {
        add(Bucket.UNCHANGED, report.unchangedCount(), report.unchangedSeconds());
      }
    }

    private ReportNode node() {
      List<ReportNode> nodes = new ArrayList<>();
      for (Branch child : children.values()) {
        ReportNode node = child.node();
        nodes.add(node);
        seconds += node.seconds();
        node.sums().forEach((bucket, sum) -> add(bucket, sum.count(), sum.seconds()));
      }
      nodes.sort(
          Comparator.comparingLong(ReportNode::seconds)
              .reversed()
              .thenComparing(ReportNode::name)
              .thenComparing(ReportNode::id));
      Map<Bucket, ReportNode.Sum> total = new EnumMap<>(Bucket.class);
      sums.forEach((bucket, sum) -> total.put(bucket, new ReportNode.Sum(sum[0], sum[1])));
      return new ReportNode(id, name, seconds, total, group, nodes);
    }

    private void add(Bucket bucket, long count, long more) {
      long[] sum = sums.computeIfAbsent(bucket, key -> new long[2]);
      sum[0] += count;
      sum[1] += more;
    }
  }
}
