package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompanyDataTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void everyFullMonthHasABelievableNumberOfEntries() {
    Map<YearMonth, Long> months =
        entries().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> YearMonth.parse(entry.get("time_since").asText().substring(0, 7)),
                    TreeMap::new,
                    Collectors.counting()));
    for (int month = 2; month <= 10; month++) {
      assertThat(months.get(YearMonth.of(2026, month))).as("month " + month).isBetween(240L, 420L);
    }
  }

  @Test
  void mostOfSeptemberIsOnEqualNamesOnBothSides() {
    Set<String> contacts = names(sandbox.bexio().table("contact").list(), "name_1");
    Set<String> projects = names(sandbox.bexio().table("pr_project").list(), "name");
    Set<String> activities = names(sandbox.bexio().table("client_service").list(), "name");
    List<ObjectNode> september =
        entries().stream()
            .filter(entry -> entry.get("time_since").asText().startsWith("2026-09"))
            .toList();
    long exportable =
        september.stream()
            .filter(entry -> entry.get("billable").asInt() == 1)
            .filter(entry -> contacts.contains(name(entry, "customers")))
            .filter(entry -> projects.contains(name(entry, "projects")))
            .filter(entry -> activities.contains(name(entry, "services")))
            .count();
    assertThat(exportable).isGreaterThan(250);
    assertThat(september.size() - exportable).isGreaterThan(20);
  }

  @Test
  void entriesReferToExistingRowsThatFitTogether() {
    for (ObjectNode entry : entries()) {
      assertThat(name(entry, "customers")).isNotEmpty();
      assertThat(name(entry, "users")).isNotEmpty();
      if (entry.hasNonNull("projects_id")) {
        ObjectNode project =
            sandbox.clockodo().table("projects").get(entry.get("projects_id").asInt());
        assertThat(project.get("customers_id")).isEqualTo(entry.get("customers_id"));
      }
    }
  }

  @Test
  void theAutumnNightHasTwoEntriesThatTheWallCannotTellApart() {
    assertThat(sandbox.clockodo().table("entries").get(80111).get("time_since").asText())
        .isEqualTo("2026-10-25T00:15:00Z");
    assertThat(sandbox.clockodo().table("entries").get(80112).get("time_since").asText())
        .isEqualTo("2026-10-25T01:15:00Z");
  }

  @Test
  void volumeDataIsSimpleUniqueAndOnSeptemberWeekdays() {
    try (Sandbox volume = Sandbox.builder().data(SandboxData.entries(5000)).start()) {
      List<ObjectNode> rows = volume.clockodo().table("entries").list();
      assertThat(rows).hasSize(5000);
      assertThat(rows.stream().map(row -> row.get("text").asText()).distinct()).hasSize(5000);
      assertThat(rows)
          .allMatch(row -> row.get("time_since").asText().startsWith("2026-09"))
          .allMatch(row -> row.get("duration").asInt() <= 3600)
          .allMatch(row -> row.get("duration").asInt() > 0);
      assertThat(names(volume.bexio().table("contact").list(), "name_1"))
          .isEqualTo(names(volume.clockodo().table("customers").list(), "name"));
      assertThat(names(volume.bexio().table("pr_project").list(), "name"))
          .isEqualTo(names(volume.clockodo().table("projects").list(), "name"));
      assertThat(names(volume.bexio().table("user").list(), "email"))
          .isEqualTo(names(volume.clockodo().table("users").list(), "email"));
    }
  }

  @Test
  void theEmptyCompanyHasItsListsAndOneUserOnEachSide() {
    try (Sandbox empty = Sandbox.builder().data(SandboxData.empty()).start()) {
      assertThat(empty.bexio().table("timesheet_status").count()).isEqualTo(5);
      assertThat(empty.bexio().table("user").count()).isEqualTo(1);
      assertThat(empty.clockodo().table("users").count()).isEqualTo(1);
      assertThat(empty.bexio().table("contact").count()).isZero();
      assertThat(empty.clockodo().table("entries").count()).isZero();
    }
  }

  private static List<ObjectNode> entries() {
    return sandbox.clockodo().table("entries").list();
  }

  private static String name(ObjectNode entry, String table) {
    ObjectNode row = sandbox.clockodo().table(table).get(entry.path(table + "_id").asInt());
    return row == null ? "" : row.get("name").asText();
  }

  private static Set<String> names(List<ObjectNode> rows, String key) {
    return rows.stream().map(row -> row.get(key).asText()).collect(Collectors.toSet());
  }
}
