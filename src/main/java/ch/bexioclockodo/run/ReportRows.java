package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.plan.PlanGroupStore;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.RowTab;
import ch.bexioclockodo.plan.ShownRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The rows of a plan as the report shows them, read from the database page by page while they are
 * iterated: in the order of the plan, or by report group.
 */
public final class ReportRows implements Iterable<Map<String, Object>> {

  private final DataSource dataSource;
  private final long plan;

  public ReportRows(DataSource dataSource, long plan) {
    this.dataSource = dataSource;
    this.plan = plan;
  }

  @Override
  public Iterator<Map<String, Object>> iterator() {
    return new RowPages(
        dataSource, (database, after, most) -> ShownRows.after(database, plan, after, most));
  }

  /**
   * Up to {@code most} rows after a row.
   *
   * @param tab of these only, or null
   * @param group of this report group only, or null
   */
  public List<Map<String, Object>> page(RowTab tab, Integer group, int after, int most)
      throws SQLException {
    return maps(
        database ->
            tab == null
                ? ShownRows.after(database, plan, after, most)
                : group == null
                    ? ShownRows.ofTab(database, plan, tab, after, most)
                    : ShownRows.ofTab(database, plan, group, tab, after, most));
  }

  /** Up to {@code most} rows of a tab that belong to no report group, after a row. */
  public List<Map<String, Object>> beside(RowTab tab, int after, int most) throws SQLException {
    return maps(database -> ShownRows.besideGroups(database, plan, tab, after, most));
  }

  private List<Map<String, Object>> maps(ConnectorBean.Work<List<PlanRow>> read)
      throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return read.on(database).stream().map(RowPages::asMap).toList();
    }
  }

  /** How many rows of a tab each report group holds, with their seconds. */
  public Map<Integer, long[]> groupsOfTab(RowTab tab) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return ShownRows.groupsOfTab(database, plan, tab);
    }
  }

  /** How many rows each tab holds, with their seconds. */
  public Map<RowTab, long[]> tabs() throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return ShownRows.tabs(database, plan);
    }
  }

  /** The report groups that rows refer to. */
  public List<PlanGroup> groups() {
    try (Connection database = dataSource.getConnection()) {
      return PlanGroupStore.all(database, plan);
    } catch (SQLException e) {
      throw new IllegalStateException("the groups of plan " + plan + " cannot be read", e);
    }
  }

  /** Whether the plan makes invoice drafts of times. */
  public boolean areOfDrafts(String connection) {
    try (Connection database = dataSource.getConnection()) {
      return PlanStore.find(database, connection, plan)
          .map(found -> Selection.read(found.request()))
          .filter(selection -> selection.wants(RunRequest.Option.INVOICE_DRAFTS))
          .isPresent();
    } catch (SQLException e) {
      throw new IllegalStateException("plan " + plan + " cannot be read", e);
    }
  }

  /** The same rows by clockodo's report. */
  public GroupedRows grouped() {
    return GroupedRows.of(dataSource, plan);
  }
}
