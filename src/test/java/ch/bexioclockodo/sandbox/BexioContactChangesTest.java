package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class BexioContactChangesTest {

  private static final String OLD = "2026-01-12 09:14:33";

  @Test
  void anEditChangesOnlyWhatItSendsAndTheTime() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      ObjectNode expected = (ObjectNode) bexio.get("/2.0/contact?limit=1").at("/0");
      Reply edited = bexio.post("/2.0/contact/11", Json.object("name_1", "Kantonalbau AG"));
      assertThat(edited.status()).isEqualTo(200);
      assertThat(edited.at("/updated_at").asText()).startsWith("2026-11-20 09:0");
      expected.put("name_1", "Kantonalbau AG").set("updated_at", edited.at("/updated_at"));
      assertThat(edited.json()).isEqualTo(expected);
      assertThat(bexio.get("/2.0/contact?limit=1").at("/0")).isEqualTo(expected);
      assertThat(bexio.post("/2.0/contact/11", Json.object("name_1", "")).status()).isEqualTo(422);
      assertThat(bexio.post("/2.0/contact/11", Json.object("updated_at", OLD)).status())
          .as("the time is the server's")
          .isEqualTo(422);
    }
  }

  @Test
  void onlyASingleContactHasAnImage() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      ObjectNode single = (ObjectNode) bexio.get("/2.0/contact/11").json();
      assertThat(single.remove("profile_image").asText()).isBase64();
      assertThat(bexio.get("/2.0/contact?limit=1").at("/0")).isEqualTo(single);
    }
  }

  @Test
  void archivingAndRestoringMoveTheTime() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      bexio.delete("/2.0/contact/11");
      assertThat(time(bexio)).startsWith("2026-11-20 09:0");
      sandbox.bexio().table("contact").update(11, Json.object("updated_at", OLD));
      bexio.send("PATCH", "/2.0/contact/11/restore", null);
      assertThat(time(bexio)).startsWith("2026-11-20 09:0");
    }
  }

  @Test
  void archivingAndRestoringLeaveTheTimeByRule() {
    BexioRules rules = BexioRules.builder().archivingMovesUpdatedAt(false).build();
    try (Sandbox sandbox = Sandbox.builder().bexioRules(rules).start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      sandbox.bexio().table("contact").update(11, Json.object("updated_at", OLD));
      assertThat(bexio.delete("/2.0/contact/11").status()).isEqualTo(200);
      assertThat(time(bexio)).isEqualTo(OLD);
      assertThat(ids(bexio.get("/2.0/contact").json())).doesNotContain(11);
      assertThat(bexio.send("PATCH", "/2.0/contact/11/restore", null).status()).isEqualTo(200);
      assertThat(time(bexio)).isEqualTo(OLD);
      assertThat(ids(bexio.get("/2.0/contact").json())).contains(11);
      bexio.post("/2.0/contact/11", Json.object("city", "Bern"));
      assertThat(time(bexio)).as("an edit moves it all the same").isNotEqualTo(OLD);
    }
  }

  @Test
  void aSearchSeesArchivedContactsOnlyByRule() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = archived11(sandbox);
      assertThat(search(bexio, "")).contains(12).doesNotContain(11);
      assertThat(search(bexio, "?show_archived=true")).contains(11).doesNotContain(12);
    }
    BexioRules rules = BexioRules.builder().searchSeesArchived(true).build();
    try (Sandbox sandbox = Sandbox.builder().bexioRules(rules).start()) {
      SandboxClient bexio = archived11(sandbox);
      assertThat(search(bexio, "")).contains(11, 12);
      assertThat(search(bexio, "?show_archived=false")).contains(12).doesNotContain(11);
      assertThat(search(bexio, "?show_archived=true")).contains(11).doesNotContain(12);
      assertThat(ids(bexio.get("/2.0/contact").json()))
          .as("the list is no search")
          .contains(12)
          .doesNotContain(11);
    }
  }

  @Test
  void anUnknownContactIsNeitherEditedNorArchivedNorRestored() {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      SandboxClient bexio = SandboxClient.bexio(sandbox);
      assertThat(bexio.get("/2.0/contact/999").status()).isEqualTo(404);
      assertThat(bexio.post("/2.0/contact/999", Json.object("city", "Bern")).status())
          .isEqualTo(404);
      assertThat(bexio.delete("/2.0/contact/999").status()).isEqualTo(404);
      assertThat(bexio.send("PATCH", "/2.0/contact/999/restore", null).status()).isEqualTo(404);
    }
  }

  private static SandboxClient archived11(Sandbox sandbox) {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    assertThat(bexio.delete("/2.0/contact/11").json()).isEqualTo(Json.object("success", true));
    return bexio;
  }

  private static String time(SandboxClient bexio) {
    return bexio.get("/2.0/contact/11").at("/updated_at").asText();
  }

  private static List<Integer> search(SandboxClient bexio, String flag) {
    ObjectNode firstTwo = Json.object("field", "id", "value", "12", "criteria", "<=");
    return ids(bexio.post("/2.0/contact/search" + flag, List.of(firstTwo)).json());
  }

  private static List<Integer> ids(JsonNode rows) {
    return rows.findValues("id").stream().map(JsonNode::intValue).toList();
  }
}
