package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().limits(false).start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void findsByEachCriterion() {
    assertThat(names(condition("name", "werkhalle 2", "="))).containsExactly("Werkhalle 2");
    assertThat(names(condition("name", "halle", "like"))).containsExactly("Werkhalle 2");
    assertThat(names(condition("name", "Werk%", "like"))).containsExactly("Werkhalle 2");
    assertThat(names(Json.object("field", "name", "value", "backstube")))
        .containsExactly("Neubau Backstube");
    assertThat(names(condition("contact_id", "22", "="))).containsExactly("Statik Gewerbehaus");
    assertThat(names(condition("contact_id", "23", ">="))).hasSize(2);
    assertThat(names(condition("contact_id", "12", "less_than"))).hasSize(2);
    assertThat(names(condition("contact_id", List.of("22", "23"), "in"))).hasSize(2);
    assertThat(names(condition("contact_id", "22,23", "not_in"))).hasSize(17);
    assertThat(names(condition("pr_state_id", "3", "!="))).hasSize(18);
    assertThat(names(Json.object("field", "name", "criteria", "is_null"))).isEmpty();
    assertThat(names(Json.object("field", "name", "criteria", "not_null"))).hasSize(19);
  }

  @Test
  void allConditionsMustBeMet() {
    assertThat(names(condition("contact_id", "11", "="), condition("pr_state_id", "1", "=")))
        .containsExactly("Schulhaus Leutschenbach Sanierung");
  }

  @Test
  void anEmptyListOrObjectIsNotProcessable() {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    assertThat(bexio.post("/2.0/pr_project/search", List.of()).status()).isEqualTo(415);
    assertThat(bexio.post("/2.0/pr_project/search", null).status()).isEqualTo(415);
    assertThat(bexio.post("/2.0/pr_project/27/archive", Json.object()).status()).isEqualTo(415);
  }

  @Test
  void refusesUnsupportedFieldsAndCriteria() {
    assertThat(search("pr_project", condition("nr", "000021", "=")).status()).isEqualTo(422);
    assertThat(search("timesheet", condition("date", "2026-09-01", "=")).status()).isEqualTo(422);
    assertThat(search("pr_project", condition("name", "x", "~")).status()).isEqualTo(422);
    assertThat(search("pr_project", condition("name", "x".repeat(256), "=")).status())
        .isEqualTo(422);
  }

  @Test
  void searchesContactsThroughArchiveFlag() {
    JsonNode all = search("contact", condition("name_1", "Meier AG", "=")).json();
    assertThat(all).hasSize(2);
    ObjectNode steiner = condition("name_1", "Steiner", "like");
    assertThat(search("contact", steiner).json()).isEmpty();
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    assertThat(bexio.post("/2.0/contact/search?show_archived=true", List.of(steiner)).json())
        .hasSize(1);
  }

  @Test
  void rulesMakeLikeExactAndUnsupportedFieldsInvisible() {
    BexioRules rules =
        BexioRules.builder().likeNeedsWildcards(true).unsupportedFieldIgnored(true).build();
    try (Sandbox other = Sandbox.builder().bexioRules(rules).start()) {
      SandboxClient bexio = SandboxClient.bexio(other);
      List<ObjectNode> half = List.of(condition("name", "halle", "like"));
      assertThat(bexio.post("/2.0/pr_project/search", half).json()).isEmpty();
      List<ObjectNode> unknown = List.of(condition("nr", "000021", "="));
      assertThat(bexio.post("/2.0/pr_project/search", unknown).json()).hasSize(19);
    }
  }

  private static List<String> names(ObjectNode... conditions) {
    return search("pr_project", conditions).json().findValuesAsText("name");
  }

  private static Reply search(String resource, ObjectNode... conditions) {
    return SandboxClient.bexio(sandbox).post("/2.0/" + resource + "/search", List.of(conditions));
  }

  private static ObjectNode condition(String field, Object value, String criteria) {
    return Json.object("field", field, "value", value, "criteria", criteria);
  }
}
