package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RightsTest {

  private static final String[] SEPTEMBER = {
    "time_since",
    "2026-08-31T22:00:00Z",
    "time_until",
    "2026-09-30T22:00:00Z",
    "enhanced_list",
    "true"
  };

  private static Sandbox sandbox;
  private static SandboxClient owner;
  private static SandboxClient worker;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().start();
    owner = SandboxClient.clockodo(sandbox);
    worker = SandboxClient.worker(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aWorkerSeesOnlyOwnEntriesWithoutMoney() {
    JsonNode entries = worker.get("/v2/entries", SEPTEMBER).at("/entries");
    assertThat(entries).isNotEmpty();
    for (JsonNode entry : entries) {
      assertThat(entry.get("users_id").asInt()).isEqualTo(3102);
      assertThat(entry.get("billable").asInt()).isEqualTo(-1);
      assertThat(entry.has("revenue")).isFalse();
      assertThat(entry.has("hourly_rate")).isFalse();
      assertThat(entry.has("customers_name")).isTrue();
    }
    assertThat(worker.get("/v2/entries/80003").status()).isEqualTo(404);
  }

  @Test
  void theOwnerSeesEverybodysEntriesWithMoney() {
    Set<Integer> users = new HashSet<>();
    for (JsonNode entry : owner.get("/v2/entries", SEPTEMBER).at("/entries")) {
      users.add(entry.get("users_id").asInt());
      assertThat(entry.get("billable").asInt()).isBetween(0, 2);
      assertThat(entry.has("revenue")).isTrue();
    }
    assertThat(users).hasSize(7);
  }

  @Test
  void aWorkersGroupsHaveNoRevenueAndOnlyOwnTimes() {
    String[] query = {
      "time_since",
      "2026-08-31T22:00:00Z",
      "time_until",
      "2026-09-30T22:00:00Z",
      "grouping[]",
      "users_id"
    };
    JsonNode groups = worker.get("/v2/entrygroups", query).at("/groups");
    assertThat(groups).hasSize(1);
    assertThat(groups.at("/0/group").asText()).isEqualTo("3102");
    assertThat(groups.at("/0").has("revenue")).isFalse();
    assertThat(groups.at("/0").has("has_non_budget_revenues_billed")).isFalse();
    assertThat(owner.get("/v2/entrygroups", query).at("/groups")).hasSize(7);
  }

  @Test
  void keysOfMasterDataAreMissingWithoutRights() {
    JsonNode other = worker.get("/v3/users/3103").at("/data");
    assertThat(other.has("name")).isTrue();
    for (String key : new String[] {"email", "role", "number"}) {
      assertThat(other.has(key)).as(key).isFalse();
      assertThat(worker.get("/v4/users/me").at("/data").has(key)).as(key).isTrue();
      assertThat(owner.get("/v3/users/3103").at("/data").has(key)).as(key).isTrue();
    }
    for (String path :
        new String[] {
          "/v3/customers/40104",
          "/v4/projects/50107",
          "/v4/services/7101",
          "/v4/lumpSumServices/8101"
        }) {
      assertThat(worker.get(path).at("/data").has("note")).as(path).isFalse();
      assertThat(owner.get(path).at("/data").has("note")).as(path).isTrue();
    }
    JsonNode project = worker.get("/v4/projects/50107").at("/data");
    assertThat(project.has("billed_money")).isFalse();
    assertThat(project.has("revenue_factor")).isFalse();
  }

  @Test
  void aWorkerWritesNoMasterDataAndNothingForOthers() {
    assertThat(worker.post("/v3/customers", Json.object("name", "X")).at("/errors/0/type").asText())
        .isEqualTo("Forbidden");
    assertThat(worker.put("/v4/projects/50101", Json.object("name", "X")).status()).isEqualTo(403);
    assertThat(worker.put("/v3/projects/50107/setBilled", Json.object("billed", true)).status())
        .isEqualTo(403);
    assertThat(
            worker
                .post(
                    "/v2/entries",
                    Json.object(
                        "customers_id", 40101,
                        "services_id", 7101,
                        "users_id", 3103,
                        "billable", 1,
                        "time_since", "2026-11-02T08:00:00Z",
                        "time_until", "2026-11-02T09:00:00Z"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void credentialsNeverAppear() {
    assertThat(owner.get("/v3/users").text()).doesNotContain("api_key", Sandbox.CLOCKODO_API_KEY);
  }
}
