package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryGroupsTest {

  private static Sandbox sandbox;
  private static SandboxClient clockodo;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().limits(false).start();
    clockodo = SandboxClient.clockodo(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "billable",
        "customers_id",
        "projects_id",
        "subprojects_id",
        "services_id",
        "lumpsum_services_id",
        "texts_id",
        "users_id",
        "is_lumpsum",
        "day",
        "week",
        "month",
        "year"
      })
  void everyGroupingSumsUpToTheEntries(String grouping) {
    long seconds = 0;
    BigDecimal revenue = BigDecimal.ZERO;
    for (JsonNode entry : entries()) {
      seconds += entry.path("duration").asLong();
      revenue = revenue.add(entry.path("revenue").decimalValue());
    }
    JsonNode groups = september(grouping).at("/groups");
    assertThat(sum(groups)).isEqualTo(seconds).isPositive();
    assertThat(
            StreamSupport.stream(groups.spliterator(), false)
                .map(group -> group.get("revenue").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isCloseTo(revenue, Offset.offset(new BigDecimal("5")));
  }

  @Test
  void everyLevelSumsUpToTheOneAbove() {
    JsonNode groups =
        september("customers_id", "projects_id", "services_id", "users_id").at("/groups");
    for (JsonNode customer : groups) {
      assertThat(sum(customer.get("sub_groups"))).isEqualTo(customer.get("duration").asLong());
      for (JsonNode project : customer.get("sub_groups")) {
        assertThat(sum(project.get("sub_groups"))).isEqualTo(project.get("duration").asLong());
        assertThat(project.at("/restrictions/customers_id")).isEqualTo(customer.get("group"));
        assertThat(project.at("/sub_groups/0/sub_groups/0").has("sub_groups")).isFalse();
      }
    }
    assertThat(groups.at("/0/restrictions").isArray()).isTrue();
  }

  @Test
  void longestGroupsComeFirst() {
    List<Long> durations = new ArrayList<>();
    september("day").at("/groups").forEach(group -> durations.add(group.get("duration").asLong()));
    assertThat(durations).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void noneIsTheNumberZeroOncePerCustomer() {
    List<JsonNode> none = new ArrayList<>();
    september("projects_id")
        .at("/groups")
        .forEach(
            group -> {
              if (group.get("group").isNumber()) {
                none.add(group);
              } else {
                assertThat(group.get("group").isTextual()).isTrue();
              }
            });
    assertThat(none).hasSizeGreaterThan(1).allMatch(group -> group.get("group").asInt() == 0);
    assertThat(september("year").at("/groups/0/group").isNumber()).isTrue();
  }

  @Test
  void daysAreTheCompanysDays() {
    List<String> days = september("day").at("/groups").findValuesAsText("group");
    assertThat(days).contains("20260901", "20260930").doesNotContain("20260831", "20261001");
  }

  @Test
  void strictAboutParametersAndFormats() {
    String[] period = {"time_since", "2026-08-31T22:00:00Z", "time_until", "2026-09-30T22:00:00Z"};
    Reply noArray = clockodo.get("/v2/entrygroups", with(period, "grouping", "users_id"));
    assertThat(noArray.status()).isEqualTo(400);
    assertThat(noArray.at("/error/message").asText()).isEqualTo("Array expected.");
    assertThat(clockodo.get("/v2/entrygroups", period).status()).isEqualTo(400);
    String[] unknown = with(period, "grouping[]", "users_id", "colour", "red");
    assertThat(clockodo.get("/v2/entrygroups", unknown).status()).isEqualTo(400);
    String[] plural = with(period, "grouping[]", "projects");
    assertThat(clockodo.get("/v2/entrygroups", plural).at("/error/message").asText())
        .isEqualTo("Unknown group option");
    String[] both = with(period, "grouping[]", "users_id", "filter[billable]", "12");
    assertThat(clockodo.get("/v2/entrygroups", both).status()).isEqualTo(400);
    assertThat(clockodo.get("/v4/projects?colour=red").status()).isEqualTo(200);
  }

  @Test
  void aRunningEntryCountsUntilNow() {
    String[] today = {
      "time_since",
      "2026-11-20T00:00:00Z",
      "time_until",
      "2026-11-21T00:00:00Z",
      "grouping[]",
      "users_id"
    };
    long seconds = clockodo.get("/v2/entrygroups", today).at("/groups/0/duration").asLong();
    assertThat(seconds).isBetween(47 * 60 + 13L, 47 * 60 + 60L);
    JsonNode running = clockodo.get("/v2/clock").at("/running");
    assertThat(running.get("id").asInt()).isEqualTo(80201);
    assertThat(running.get("duration").isNull()).isTrue();
    assertThat(running.get("time_until").isNull()).isTrue();
    assertThat(running.get("clocked").asBoolean()).isTrue();
  }

  @Test
  void roundsTheLowestLevelUp() {
    String[] query = {
      "time_since",
      "2026-09-08T06:00:00Z",
      "time_until",
      "2026-09-08T06:30:00Z",
      "grouping[]",
      "users_id",
      "round_to_minutes",
      "60",
      "filter[users_id]",
      "3103"
    };
    JsonNode group = clockodo.get("/v2/entrygroups", query).at("/groups/0");
    assertThat(group.get("duration").asLong() % 3600).isZero();
    assertThat(group.get("duration").asLong())
        .isGreaterThan(group.get("duration_without_rounding").asLong());
  }

  @Test
  void roundedRevenueIsSummedUpwardsAndLumpSumsAreNotRounded() {
    String[] grouping = {"customers_id", "projects_id", "services_id", "users_id"};
    for (JsonNode customer : rounded(grouping)) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode project : customer.get("sub_groups")) {
        for (JsonNode service : project.get("sub_groups")) {
          for (JsonNode user : service.get("sub_groups")) {
            sum = sum.add(user.get("revenue").decimalValue());
            if (user.get("hourly_rate_is_equal_and_has_no_lumpsums").asBoolean()) {
              assertThat(user.get("revenue").decimalValue())
                  .isEqualByComparingTo(
                      user.get("hourly_rate")
                          .decimalValue()
                          .multiply(user.get("duration").decimalValue())
                          .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP));
            }
          }
        }
      }
      assertThat(sum)
          .isCloseTo(customer.get("revenue").decimalValue(), Offset.offset(new BigDecimal("0.20")));
    }
    for (JsonNode kind : rounded("is_lumpsum")) {
      if (kind.get("group").asText().equals("1")) {
        assertThat(kind.get("revenue")).isEqualTo(kind.get("revenue_without_rounding"));
      }
    }
  }

  @Test
  void editsInBulkInTwoSteps() {
    try (Sandbox other = Sandbox.builder().start()) {
      SandboxClient client = SandboxClient.clockodo(other);
      var body =
          Json.object(
              "time_since",
              "2026-09-03T00:00:00Z",
              "time_until",
              "2026-09-04T00:00:00Z",
              "filter",
              Json.object("text", "Baubesprechung"),
              "billable",
              2);
      Reply asked = client.put("/v2/entrygroups", body);
      assertThat(asked.at("/affected_entries").asInt()).isEqualTo(2);
      assertThat(other.clockodo().table("entries").get(80001).get("billable").asInt()).isEqualTo(1);
      body.set("confirm_key", asked.at("/confirm_key"));
      assertThat(client.put("/v2/entrygroups", body).json())
          .isEqualTo(Json.object("success", true, "edited_entries", 2));
      assertThat(other.clockodo().table("entries").get(80001).get("billable").asInt()).isEqualTo(2);
      assertThat(client.put("/v2/entrygroups", body).status()).isEqualTo(400);
    }
  }

  private static JsonNode entries() {
    return clockodo
        .get(
            "/v2/entries",
            "time_since",
            "2026-08-31T22:00:00Z",
            "time_until",
            "2026-09-30T22:00:00Z",
            "enhanced_list",
            "1")
        .at("/entries");
  }

  private static Reply september(String... grouping) {
    String[] query = {"time_since", "2026-08-31T22:00:00Z", "time_until", "2026-09-30T22:00:00Z"};
    for (String key : grouping) {
      query = with(query, "grouping[]", key);
    }
    return clockodo.get("/v2/entrygroups", query);
  }

  private static JsonNode rounded(String... grouping) {
    String[] query = {
      "time_since",
      "2026-08-31T22:00:00Z",
      "time_until",
      "2026-09-30T22:00:00Z",
      "round_to_minutes",
      "60",
      "calc_also_revenues_for_projects_with_hard_budget",
      "true"
    };
    for (String key : grouping) {
      query = with(query, "grouping[]", key);
    }
    JsonNode groups = clockodo.get("/v2/entrygroups", query).at("/groups");
    assertThat(groups).isNotEmpty();
    return groups;
  }

  private static long sum(JsonNode groups) {
    return StreamSupport.stream(groups.spliterator(), false)
        .mapToLong(group -> group.get("duration").asLong())
        .sum();
  }

  private static String[] with(String[] query, String... more) {
    List<String> all = new ArrayList<>(List.of(query));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
