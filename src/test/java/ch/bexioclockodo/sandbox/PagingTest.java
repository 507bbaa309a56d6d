package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagingTest {

  private static final String[] SEPTEMBER = {
    "time_since", "2026-08-31T22:00:00Z", "time_until", "2026-09-30T22:00:00Z"
  };

  private static Sandbox sandbox;
  private static SandboxClient bexio;
  private static SandboxClient clockodo;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().data(SandboxData.entries(25)).limits(false).start();
    for (int i = 0; i < 2100; i++) {
      sandbox.bexio().table("contact").insert(Json.object("name_1", "Kontakt " + i % 7));
    }
    bexio = SandboxClient.bexio(sandbox);
    clockodo = SandboxClient.clockodo(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void bexioShowsFiveHundredByDefaultAndTwoThousandAtMost() {
    assertThat(bexio.get("/2.0/contact").json()).hasSize(500);
    assertThat(bexio.get("/2.0/contact?limit=2000").json()).hasSize(2000);
    assertThat(bexio.get("/2.0/contact?limit=9000").json()).hasSize(2000);
    assertThat(bexio.get("/2.0/contact?limit=2000&offset=2000").json()).hasSize(105);
    assertThat(bexio.get("/2.0/contact?limit=5&offset=5000").json()).isEmpty();
    assertThat(bexio.get("/2.0/contact?limit=many").status()).isEqualTo(400);
  }

  @Test
  void bexioOrdersByIdUnlessToldOtherwise() {
    assertThat(ids(bexio.get("/2.0/contact?limit=3").json())).containsExactly(11, 12, 13);
    assertThat(ids(bexio.get("/2.0/contact?limit=2&order_by=id_desc").json()))
        .containsExactly(2115, 2114);
    JsonNode byNameAndId = bexio.get("/2.0/contact?limit=2&order_by=name_1_desc,id_desc").json();
    assertThat(byNameAndId.at("/0/name_1").asText()).isEqualTo("Kunde E AG");
    assertThat(ids(bexio.get("/2.0/contact?limit=1&order_by=name_1").json())).containsExactly(16);
  }

  @Test
  void bexioRefusesAnOrderThatTheResourceDoesNotHave() {
    Reply reply = bexio.get("/2.0/timesheet?order_by=text");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("/error_code").asInt()).isEqualTo(400);
    assertThat(bexio.get("/2.0/timesheet?order_by=date_desc").status()).isEqualTo(200);
  }

  @Test
  void bexioIgnoresUnknownParameters() {
    assertThat(bexio.get("/2.0/contact?limit=3&page=7&colour=red").json()).hasSize(3);
  }

  @Test
  void onlyVersion3OfBexioTellsTotals() {
    Reply users = bexio.get("/3.0/users?limit=2&offset=1");
    assertThat(users.json()).hasSize(2);
    assertThat(users.header("x-total-count")).isEqualTo("4");
    assertThat(users.header("x-limit")).isEqualTo("2");
    assertThat(users.header("x-offset")).isEqualTo("1");
    assertThat(bexio.get("/2.0/contact").header("x-total-count")).isNull();
    assertThat(bexio.get("/3.0/taxes").header("x-total-count")).isNull();
  }

  @Test
  void bexioShowsArchivedContactsOnlyWhenAskedAndThenOnlyThose() {
    assertThat(bexio.delete("/2.0/contact/20").json()).isEqualTo(Json.object("success", true));
    assertThat(ids(bexio.get("/2.0/contact?limit=10").json())).doesNotContain(20);
    assertThat(ids(bexio.get("/2.0/contact?show_archived=true").json())).containsExactly(20);
    assertThat(bexio.send("PATCH", "/2.0/contact/20/restore", null).status()).isEqualTo(200);
    assertThat(ids(bexio.get("/2.0/contact?limit=10").json())).contains(20);
  }

  @Test
  void clockodoPagesAddUpAndSayHowMany() {
    List<Integer> ids = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      Reply reply = entries("items_per_page", "10", "page", String.valueOf(page));
      assertThat(reply.at("/paging"))
          .isEqualTo(
              Json.object(
                  "items_per_page", 10, "current_page", page, "count_pages", 3, "count_items", 25));
      ids.addAll(ids(reply.at("/entries")));
    }
    assertThat(ids).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyClockodoListHasNoPages() {
    Reply reply =
        clockodo.get(
            "/v2/entries",
            "time_since",
            "2020-01-01T00:00:00Z",
            "time_until",
            "2020-02-01T00:00:00Z");
    assertThat(reply.at("/paging/count_pages").asInt()).isZero();
    assertThat(reply.at("/entries")).isEmpty();
  }

  @Test
  void clockodoRefusesPagesAboveTheCapOfTheResource() {
    Reply entries = entries("items_per_page", "1001");
    assertThat(entries.status()).isEqualTo(400);
    assertThat(entries.at("/error/fields/0").asText()).isEqualTo("items_per_page");
    assertThat(clockodo.get("/v4/projects?items_per_page=5000").status()).isEqualTo(200);
    Reply projects = clockodo.get("/v4/projects?items_per_page=5001");
    assertThat(projects.status()).isEqualTo(400);
    assertThat(projects.at("/errors/0/type").asText()).isEqualTo("NotBetween");
  }

  @Test
  void clockodoSortsByKnownKeys() {
    JsonNode sorted = clockodo.get("/v3/customers", "sort[]", "-name").at("/data");
    assertThat(sorted.at("/0/name").asText()).isEqualTo("Kunde E AG");
    assertThat(clockodo.get("/v3/customers", "sort[]", "colour").status()).isEqualTo(400);
  }

  private static Reply entries(String... more) {
    List<String> query = new ArrayList<>(List.of(SEPTEMBER));
    query.addAll(List.of(more));
    return clockodo.get("/v2/entries", query.toArray(String[]::new));
  }

  private static List<Integer> ids(JsonNode rows) {
    List<Integer> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.get("id").intValue()));
    return ids;
  }
}
