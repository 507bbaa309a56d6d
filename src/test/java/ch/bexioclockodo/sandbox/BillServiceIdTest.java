package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BillServiceIdTest {

  private static final String[] PATHS = {
    "/v3/customers/40101",
    "/v4/projects/50101",
    "/v4/services/7101",
    "/v3/users/3102",
    "/v3/customers",
    "/v4/projects",
    "/v3/subprojects",
    "/v4/services",
    "/v3/users",
    "/v4/users/me"
  };

  private static Sandbox connected;
  private static Sandbox unconnected;

  @BeforeAll
  static void start() {
    ClockodoRules rules = ClockodoRules.builder().billingAddOn(true).build();
    connected = Sandbox.builder().limits(false).clockodoRules(rules).start();
    unconnected = Sandbox.builder().limits(false).start();
  }

  @AfterAll
  static void stop() {
    connected.close();
    unconnected.close();
  }

  @Test
  void onlyTheOwnerSeesTheKeyAndOnlyWithAnAddOn() {
    for (String path : PATHS) {
      assertThat(rows(SandboxClient.clockodo(connected), path))
          .as(path)
          .allMatch(BillServiceIdTest::hasKey);
      assertThat(rows(SandboxClient.worker(connected), path))
          .as(path)
          .noneMatch(BillServiceIdTest::hasKey);
      assertThat(rows(SandboxClient.clockodo(unconnected), path))
          .as(path)
          .noneMatch(BillServiceIdTest::hasKey);
    }
    assertThat(rows(SandboxClient.clockodo(connected), "/v4/lumpSumServices"))
        .as("lump sum services have none")
        .noneMatch(BillServiceIdTest::hasKey);
  }

  @Test
  void whatTheAddOnStoredIsShown() {
    connected.clockodo().table("users").update(3103, Json.object("bill_service_id", "4"));
    assertThat(
            SandboxClient.clockodo(connected)
                .get("/v3/users/3103")
                .at("/data/bill_service_id")
                .textValue())
        .isEqualTo("4");
  }

  @Test
  void theOwnerSetsItUpToFiftyCharacters() {
    SandboxClient owner = SandboxClient.clockodo(connected);
    for (String path : new String[] {"/v3/customers", "/v4/projects", "/v4/services"}) {
      ObjectNode body =
          Json.object("name", "Neu", "customers_id", 40102, "bill_service_id", "x".repeat(50));
      Reply created = owner.post(path, body);
      assertThat(created.at("/data/bill_service_id").textValue()).as(path).hasSize(50);
      String one = path + "/" + created.at("/data/id").asInt();
      owner.put(one, Json.object("number", "7"));
      assertThat(owner.get(one).at("/data/bill_service_id").textValue()).hasSize(50);
      owner.put(one, Json.object("bill_service_id", null));
      assertThat(owner.get(one).at("/data/bill_service_id").isNull()).isTrue();
      Reply tooLong = owner.put(one, Json.object("bill_service_id", "x".repeat(51)));
      assertThat(tooLong.at("/errors/0/error/type").asText()).isEqualTo("NotBetween");
    }
  }

  @Test
  void withoutAnAddOnAWriteIsRefusedAsAWhole() {
    SandboxClient owner = SandboxClient.clockodo(unconnected);
    for (String path : new String[] {"/v3/customers", "/v4/projects", "/v4/services"}) {
      ObjectNode body =
          Json.object("name", "Verknüpft", "customers_id", 40102, "bill_service_id", "11");
      Reply refused = owner.post(path, body);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.at("/errors/0/error/type").asText()).isEqualTo("ForbiddenValue");
      assertThat(refused.at("/errors/0/error/path").asText()).isEqualTo("bill_service_id");
      assertThat(owner.get(path, "filter[fulltext]", "Verknüpft").at("/data")).isEmpty();
    }
  }

  private static boolean hasKey(JsonNode row) {
    return row.has("bill_service_id");
  }

  /** The row of the answer, or the rows of the list. */
  private static Stream<JsonNode> rows(SandboxClient client, String path) {
    JsonNode data = client.get(path).at("/data");
    assertThat(data).as(path).isNotEmpty();
    return data.isArray() ? StreamSupport.stream(data.spliterator(), false) : Stream.of(data);
  }
}
