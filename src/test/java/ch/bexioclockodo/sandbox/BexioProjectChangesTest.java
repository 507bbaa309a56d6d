package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class BexioProjectChangesTest {

  @Test
  void anEditChangesOnlyWhatItSends() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      ObjectNode expected = (ObjectNode) bexio.get("/2.0/pr_project/21").json();
      Reply edited = bexio.post("/2.0/pr_project/21", Json.object("name", "Anders"));
      assertThat(edited.json()).isEqualTo(expected.put("name", "Anders"));
      assertThat(bexio.get("/2.0/pr_project/21").json()).isEqualTo(expected);
    }
  }

  @Test
  void anAmountNeedsATypeThatIsSentOrStored() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      ObjectNode amount = Json.object("pr_budget_type_amount", "80");
      bexio.post("/2.0/pr_project/21", Json.object("pr_budget_type_id", 3));
      assertThat(bexio.post("/2.0/pr_project/21", amount).status()).isEqualTo(422);
      bexio.post("/2.0/pr_project/21", Json.object("pr_budget_type_id", 2));
      Reply edited = bexio.post("/2.0/pr_project/21", amount);
      assertThat(edited.at("/pr_budget_type_amount").asText()).isEqualTo("80.000000");
    }
  }

  @Test
  void aFullEditBlanksWhatItDoesNotSend() {
    BexioRules rules = BexioRules.builder().editIsFull(true).build();
    try (Sandbox sandbox = Sandbox.builder().bexioRules(rules).start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      Reply partial = bexio.post("/2.0/pr_project/21", Json.object("name", "Anders"));
      assertThat(partial.status()).isEqualTo(422);
      JsonNode before = bexio.get("/2.0/pr_project/21").json();
      ObjectNode required = Json.object("name", "Anders", "user_id", 1);
      for (String name : new String[] {"contact_id", "pr_state_id", "pr_project_type_id"}) {
        required.set(name, before.get(name));
      }
      sandbox.bexio().table("pr_project").update(21, Json.object("comment", "Bemerkung"));
      Reply full = bexio.post("/2.0/pr_project/21", required);
      assertThat(full.status()).isEqualTo(200);
      assertThat(full.at("/comment").isNull()).isTrue();
      assertThat(full.at("/nr")).isEqualTo(before.get("nr"));
    }
  }

  @Test
  void archivingAndReactivatingChangeTheState() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      Reply archived = bexio.post("/2.0/pr_project/21/archive", null);
      assertThat(archived.json()).isEqualTo(Json.object("success", true));
      assertThat(bexio.get("/2.0/pr_project/21").at("/pr_state_id").asInt()).isEqualTo(3);
      assertThat(bexio.send("POST", "/2.0/pr_project/21/reactivate", "{}").status())
          .as("an action takes no body")
          .isEqualTo(415);
      assertThat(bexio.post("/2.0/pr_project/21/reactivate", null).status()).isEqualTo(200);
      assertThat(bexio.get("/2.0/pr_project/21").at("/pr_state_id").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aDeletedProjectIsGoneForEveryCall() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      String path = "/2.0/pr_project/21";
      assertThat(bexio.delete(path).json()).isEqualTo(Json.object("success", true));
      assertThat(bexio.get(path).status()).isEqualTo(404);
      assertThat(bexio.post(path, Json.object("name", "X")).status()).isEqualTo(404);
      assertThat(bexio.post(path + "/archive", null).status()).isEqualTo(404);
      assertThat(bexio.post(path + "/reactivate", null).status()).isEqualTo(404);
      assertThat(bexio.delete(path).status()).isEqualTo(404);
      assertThat(bexio.get("/2.0/pr_project").json().findValuesAsText("id")).doesNotContain("21");
    }
  }
}
