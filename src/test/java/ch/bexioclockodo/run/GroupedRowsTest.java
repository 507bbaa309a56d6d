package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.plan.PlanGroupStore;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.RowState;
import ch.bexioclockodo.plan.ShownRows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupedRowsTest {

  private final DataSource dataSource = TestDatabase.create();
  private long plan;

  @BeforeEach
  void plan() throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      plan = PlanStore.open(database, "default", "export", null, null, "{}", Instant.EPOCH);
    }
  }

  @Test
  void groupsAreNestedAndTheLongestStandsFirst() throws SQLException {
    store(
        List.of(
            group(1, "1", "A", "5", "Alt", 60),
            group(2, "2", "B", "7", "Neu", 100),
            group(3, "1", "A", "6", "Bau", 70),
            group(4, "2", "B", "0", "(none)", 100)),
        List.of(row(1, 3, 70), row(2, 1, 40), row(3, 1, 20)));

    GroupedRows grouped = new ReportRows(dataSource, plan).grouped();

    assertThat(grouped.grouping()).containsExactly("customers_id", "projects_id");
    assertThat(names(grouped.groups()))
        .isEqualTo("B 200 ((none) 100, Neu 100), A 130 (Bau 70, Alt 60)");
    ReportNode first = grouped.groups().get(1);
    assertThat(first.closes()).isTrue();
    assertThat(first.sums()).containsOnlyKeys(Bucket.PLANNED);
    assertThat(first.sums().get(Bucket.PLANNED)).isEqualTo(new ReportNode.Sum(3, 130));
    assertThat(grouped.groups().get(0).closes()).isFalse();
  }

  @Test
  void rowsOfAGroupComeInTheirOrderAndOverManyPages() throws SQLException {
    List<PlanRow> rows = new ArrayList<>();
    for (int id = 1; id <= 3003; id++) {
      rows.add(row(id, id % 3 == 0 ? null : id % 3, 1));
    }
    store(List.of(group(1, "1", "A", "5", "P", 1001), group(2, "1", "A", "6", "Q", 1001)), rows);

    GroupedRows grouped = new ReportRows(dataSource, plan).grouped();

    assertThat(ids(grouped.of(2))).hasSize(1001).isSorted().allMatch(id -> id % 3 == 2);
    assertThat(ids(grouped.beside())).hasSize(1001).isSorted().allMatch(id -> id % 3 == 0);
  }

  @Test
  void readingAGroupFollowsItsIndexAndSortsNothing() throws SQLException {
    List<PlanRow> rows = new ArrayList<>();
    for (int id = 1; id <= 2000; id++) {
      rows.add(row(id, id % 100 == 0 ? null : id % 100, 1));
    }
    store(List.of(), rows);
    List<String> asked = new ArrayList<>();
    try (Connection database = dataSource.getConnection()) {
      Connection listening = listening(database, asked);
      ShownRows.ofGroup(listening, plan, 7, 0, 500);
      ShownRows.besideGroups(listening, plan, 0, 500);
      assertThat(asked).hasSize(2);
      for (String sql : asked) {
        assertThat(explained(database, sql))
            .as(sql)
            .containsIgnoringCase("plan_row_by_group")
            .contains("index sorted")
            .doesNotContain("tableScan");
      }
    }
  }

  private void store(List<PlanGroup> groups, List<PlanRow> rows) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      PlanGroupStore.insert(database, "default", plan, groups);
      PlanRowStore.insert(database, "default", plan, rows);
    }
  }

  private static PlanGroup group(
      int id, String customer, String name, String project, String projectName, long seconds) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("customers_id", customer);
    keys.put("projects_id", project);
    return new PlanGroup(id, keys, List.of(name, projectName), seconds, BigDecimal.TEN, true, 0, 0);
  }

  private static PlanRow row(int id, Integer group, long seconds) {
    PlanRow row =
        new PlanRow(
            id,
            PlanRow.TIMESHEET,
            Action.CREATE,
            RowState.PLANNED,
            null,
            id,
            Map.of("id", id),
            null,
            Map.of(),
            "{}",
            Set.of(),
            seconds,
            "",
            null,
            null);
    return group == null ? row : row.inGroup(group);
  }

  private static String names(List<ReportNode> nodes) {
    return String.join(
        ", ",
        nodes.stream()
            .map(
                node ->
                    node.name()
                        + " "
                        + node.seconds()
                        + (node.children().isEmpty() ? "" : " (" + names(node.children()) + ")"))
            .toList());
  }

  private static List<Integer> ids(Iterable<Map<String, Object>> rows) {
    List<Integer> ids = new ArrayList<>();
    rows.forEach(row -> ids.add((Integer) row.get("id")));
    return ids;
  }

  private static String explained(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("analyze");
      try (ResultSet plan = statement.executeQuery("explain " + sql.replace("?", "1"))) {
        plan.next();
        return plan.getString(1);
      }
    }
  }

  /** A connection that notes what it is asked. */
  private static Connection listening(Connection database, List<String> asked) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                asked.add((String) arguments[0]);
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
