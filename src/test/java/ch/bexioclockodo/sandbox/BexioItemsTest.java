package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BexioItemsTest {

  private Sandbox sandbox;
  private SandboxClient bexio;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().limits(false).start();
    bexio = SandboxClient.bexio(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aCreatedItemLooksDifferentFromAReadOne() {
    Reply created = bexio.post("/2.0/article", item().put("sale_price", "120.50"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/sale_price").asText()).isEqualTo("120.5");
    assertThat(created.at("/remarks").asText("absent")).isEmpty();
    JsonNode read = bexio.get("/2.0/article/" + created.at("/id").asInt()).json();
    assertThat(read.get("sale_price").asText()).isEqualTo("120.500000");
    assertThat(read.get("remarks").isNull()).isTrue();
    assertThat(read.get("intern_name").asText()).isEqualTo("Neu");
    assertThat(read.has("updated_at")).isFalse();
  }

  @Test
  void whatIsNeededInPracticeIsMissedTogether() {
    Reply reply = bexio.post("/2.0/article", Json.object("remarks", "nur das"));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/errors").toString())
        .contains("user_id", "article_type_id", "intern_code", "intern_name");
    assertThat(bexio.post("/2.0/article", item().put("unit_id", 99)).at("/errors/0").asText())
        .isEqualTo("unit_id: Invalid.");
    assertThat(bexio.post("/2.0/article", item().put("sale_price", "viel")).status())
        .isEqualTo(422);
  }

  @Test
  void countersAndTaxAreReadOnly() {
    for (String name : new String[] {"tax_id", "stock_available_nr", "id", "updated_at"}) {
      assertThat(bexio.post("/2.0/article", item().put(name, 14)).at("/errors/0").asText())
          .contains("Widget schema", name);
    }
  }

  @Test
  void anEditChangesOnlyWhatItSends() {
    JsonNode before = bexio.get("/2.0/article/4").json();
    Reply edited = bexio.post("/2.0/article/4", Json.object("intern_name", "Plankopie A0+"));
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.json())
        .isEqualTo(((ObjectNode) before.deepCopy()).put("intern_name", "Plankopie A0+"));
    assertThat(bexio.get("/2.0/article/4").json()).isEqualTo(edited.json());
    assertThat(bexio.post("/2.0/article/4", Json.object("intern_name", "")).status())
        .isEqualTo(422);
    assertThat(bexio.post("/2.0/article/999", Json.object("intern_name", "X")).status())
        .isEqualTo(404);
  }

  @Test
  void theTypeOfAnItemIsFixedAfterTheCreate() {
    assertThat(bexio.post("/2.0/article/4", Json.object("article_type_id", 1)).status())
        .isEqualTo(200);
    assertThat(bexio.post("/2.0/article/4", Json.object("article_type_id", 2)).status())
        .isEqualTo(422);
  }

  @Test
  void aDeletedItemIsGone() {
    assertThat(bexio.delete("/2.0/article/2").json()).isEqualTo(Json.object("success", true));
    assertThat(bexio.get("/2.0/article/2").status()).isEqualTo(404);
    assertThat(bexio.delete("/2.0/article/2").status()).isEqualTo(404);
    assertThat(bexio.get("/2.0/article").json().findValuesAsText("intern_code"))
        .doesNotContain("ING-2");
    Reply found =
        bexio.post(
            "/2.0/article/search",
            Json.array(
                List.of(Json.object("field", "intern_code", "value", "ING-2", "criteria", "="))));
    assertThat(found.json()).isEmpty();
  }

  private static ObjectNode item() {
    return Json.object(
        "intern_code", "NEU-1", "intern_name", "Neu", "article_type_id", 2, "user_id", 1);
  }
}
