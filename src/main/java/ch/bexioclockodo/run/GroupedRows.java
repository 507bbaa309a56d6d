package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.plan.PlanGroupStore;
import ch.bexioclockodo.plan.ShownRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The rows of an export in the order of clockodo's report. The report is held, its rows are read
 * page by page while they are iterated.
 */
public final class GroupedRows {

  private final DataSource dataSource;
  private final long plan;
  private final List<String> grouping;
  private final List<ReportNode> nodes;

  private GroupedRows(
      DataSource dataSource, long plan, List<String> grouping, List<ReportNode> nodes) {
    this.dataSource = dataSource;
    this.plan = plan;
    this.grouping = grouping;
    this.nodes = nodes;
  }

  static GroupedRows of(DataSource dataSource, long plan) {
    try (Connection database = dataSource.getConnection()) {
      List<PlanGroup> groups = PlanGroupStore.all(database, plan);
      List<String> grouping =
          groups.isEmpty() ? List.of() : List.copyOf(groups.get(0).keys().keySet());
      return new GroupedRows(
          dataSource, plan, grouping, ReportTree.of(groups, ShownRows.sums(database, plan)));
    } catch (SQLException e) {
      throw new IllegalStateException("the groups of plan " + plan + " cannot be read", e);
    }
  }

  /** The keys of the grouping, outermost first; empty for a plan that stored no report. */
  public List<String> grouping() {
    return grouping;
  }

  /** The outermost groups. */
  public List<ReportNode> groups() {
    return nodes;
  }

  /** The rows of a lowest group. */
  public Iterable<Map<String, Object>> of(int group) {
    return () ->
        new RowPages(
            dataSource,
            (database, after, most) -> ShownRows.ofGroup(database, plan, group, after, most));
  }

  /**
   * The rows that belong to no group: what is created first, and what clockodo no longer reports.
   */
  public Iterable<Map<String, Object>> beside() {
    return () ->
        new RowPages(
            dataSource,
            (database, after, most) -> ShownRows.besideGroups(database, plan, after, most));
  }
}
