package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BexioSelectionTest {

  private final Table table = new Table("contact", 1, Json.object("name_1", ""));
  private final BexioSelection selection = new BexioSelection(table, Set.of("id", "name_1"));
  private int looks;

  @BeforeEach
  void fill() {
    for (String name : List.of("C", "A", "B", "A")) {
      table.insert(Json.object("name_1", name));
    }
  }

  @Test
  void theNextPageIsNotSelectedAndSortedAgain() {
    assertThat(ids("limit=2&offset=0&order_by=name_1", "")).containsExactly(2, 4, 3, 1);
    assertThat(ids("limit=2&offset=2&order_by=name_1", "")).containsExactly(2, 4, 3, 1);
    assertThat(looks).isEqualTo(table.count());
  }

  @Test
  void anotherQuestionIsAnsweredAnew() {
    assertThat(ids("order_by=name_1", "")).containsExactly(2, 4, 3, 1);
    assertThat(ids("order_by=name_1_desc", "")).containsExactly(1, 3, 2, 4);
    assertThat(ids("order_by=name_1_desc,id_desc", "")).containsExactly(1, 3, 4, 2);
    assertThat(ids("order_by=name_1_desc,id_desc", "[{}]")).containsExactly(1, 3, 4, 2);
    assertThat(looks).isEqualTo(4 * table.count());
  }

  @Test
  void whatChangedBetweenTwoPagesIsSeen() {
    assertThat(ids("limit=2&order_by=name_1", "")).containsExactly(2, 4, 3, 1);
    table.update(3, Json.object("name_1", "D"));
    assertThat(ids("limit=2&offset=2&order_by=name_1", "")).containsExactly(2, 4, 1, 3);
    table.remove(4);
    assertThat(ids("limit=2&offset=2&order_by=name_1", "")).containsExactly(2, 1, 3);
    table.insert(Json.object("name_1", "B"));
    assertThat(ids("limit=2&offset=2&order_by=name_1", "")).containsExactly(2, 5, 1, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact", "pr_project", "client_service", "article", "timesheet"})
  void theNewestComeFirstByDescendingIdAlsoFromAnOffset(String resource) {
    try (Sandbox sandbox = Sandbox.builder().data(SandboxData.masterData(12, 12, 12)).start()) {
      for (int i = 0; i < 12; i++) {
        sandbox.bexio().table("timesheet").insert(Json.object());
      }
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      List<Integer> all = ids(bexio.get("/2.0/" + resource).json());
      List<Integer> some =
          ids(bexio.get("/2.0/" + resource + "?order_by=id_desc&limit=3&offset=2").json());
      assertThat(all).hasSize(12).isSorted();
      assertThat(some).containsExactly(all.get(9), all.get(8), all.get(7));
      assertThat(ids(bexio.get("/2.0/" + resource + "?order_by=id_desc&offset=11").json()))
          .containsExactly(all.get(0));
    }
  }

  private List<Integer> ids(String query, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Call call = new Call(1, "bexio", "GET", "/2.0/contact", query, HttpFields.EMPTY, bytes);
    return selection
        .rows(
            call,
            row -> {
              looks++;
              return true;
            })
        .stream()
        .map((ObjectNode row) -> row.get("id").intValue())
        .toList();
  }

  private static List<Integer> ids(JsonNode rows) {
    return rows.findValues("id").stream().map(JsonNode::intValue).toList();
  }
}
