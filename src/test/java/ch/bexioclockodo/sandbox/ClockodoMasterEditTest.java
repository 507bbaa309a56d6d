package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockodoMasterEditTest {

  private static final String[] COLLECTIONS = {"/v3/customers", "/v4/projects", "/v4/services"};

  private Sandbox sandbox;
  private SandboxClient clockodo;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().limits(false).start();
    clockodo = SandboxClient.clockodo(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void anEditChangesOnlyWhatItSends() {
    for (String collection : COLLECTIONS) {
      String path = created(collection, "Neu");
      JsonNode before = clockodo.get(path).at("/data");
      Reply edited = clockodo.put(path, Json.object("note", "Notiz"));
      assertThat(edited.status()).isEqualTo(200);
      assertThat(edited.at("/data"))
          .isEqualTo(((ObjectNode) before.deepCopy()).put("note", "Notiz"));
      assertThat(clockodo.put(path, Json.object("number", null)).at("/data/number").isNull())
          .isTrue();
      assertThat(clockodo.get(path).at("/data/note").asText()).isEqualTo("Notiz");
    }
  }

  @Test
  void textsAreKeptAsTheyCame() {
    for (String collection : COLLECTIONS) {
      String path = created(collection, "  Neu  und\tlang ");
      assertThat(clockodo.get(path).at("/data/name").asText()).isEqualTo("  Neu  und\tlang ");
      clockodo.put(path, Json.object("number", " 007 ", "note", "Zeile\r\n\r\nZeile "));
      JsonNode row = clockodo.get(path).at("/data");
      assertThat(row.get("number").asText()).isEqualTo(" 007 ");
      assertThat(row.get("note").asText()).isEqualTo("Zeile\r\n\r\nZeile ");
    }
  }

  @Test
  void everythingIsArchivedAndBroughtBack() {
    for (String collection : COLLECTIONS) {
      String path = created(collection, "Neu");
      clockodo.put(path, Json.object("active", false));
      assertThat(names(collection, "true")).doesNotContain("Neu");
      assertThat(names(collection, "false")).contains("Neu");
      assertThat(clockodo.put(path, Json.object("active", true)).status()).isEqualTo(200);
      assertThat(names(collection, "true")).contains("Neu");
    }
  }

  @Test
  void whatHasARunningEntryIsNotArchived() {
    for (String path :
        new String[] {"/v3/customers/40101", "/v4/projects/50101", "/v4/services/7101"}) {
      Reply refused = clockodo.put(path, Json.object("active", false, "number", "new"));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.at("/errors/0/error/type").asText())
          .isEqualTo("RunningEntriesPreventArchiving");
      assertThat(clockodo.get(path).at("/data/active").asBoolean()).isTrue();
      assertThat(clockodo.get(path).at("/data/number").asText()).isNotEqualTo("new");
    }
  }

  @Test
  void aConflictNamesTheIdOfWhatHasTheName() {
    for (String collection : COLLECTIONS) {
      String path = created(collection, "Neu");
      String id = path.substring(collection.length() + 1);
      String other = created(collection, "Anders");
      for (Reply conflict :
          new Reply[] {
            clockodo.post(collection, body("Neu")), clockodo.put(other, Json.object("name", "Neu"))
          }) {
        assertThat(conflict.at("/errors/0/error/type").asText()).isEqualTo("ResourceConflictFound");
        assertThat(conflict.at("/errors/0/error/details/resources/0/id").asText()).isEqualTo(id);
      }
      assertThat(clockodo.put(path, Json.object("name", "Neu")).status())
          .as("its own name")
          .isEqualTo(200);
    }
  }

  @Test
  void aNameIsFreeAgainAfterItsOwnerWasRenamedOrDeleted() {
    for (String collection : COLLECTIONS) {
      String path = created(collection, "Neu");
      clockodo.put(path, Json.object("name", "Anders"));
      String second = created(collection, "Neu");
      clockodo.put(second, Json.object("active", false));
      assertThat(clockodo.post(collection, body("Neu")).status())
          .as("an archived name is taken")
          .isEqualTo(422);
      assertThat(clockodo.delete(second).status()).isEqualTo(200);
      assertThat(clockodo.post(collection, body("Neu")).status()).isEqualTo(200);
    }
  }

  @Test
  void aProjectMovesToACustomerWhereItsNameIsFree() {
    String project = created("/v4/projects", "Neu");
    clockodo.post("/v4/projects", body("Neu").put("customers_id", 40103));
    assertThat(clockodo.put(project, Json.object("customers_id", 40103)).status()).isEqualTo(422);
    Reply moved = clockodo.put(project, Json.object("customers_id", 40104));
    assertThat(moved.at("/data/customers_id").asInt()).isEqualTo(40104);
  }

  private String created(String collection, String name) {
    Reply reply = clockodo.post(collection, body(name).put("number", "1"));
    assertThat(reply.status()).isEqualTo(200);
    return collection + "/" + reply.at("/data/id").asInt();
  }

  private static ObjectNode body(String name) {
    return Json.object("name", name, "customers_id", 40102);
  }

  private Iterable<String> names(String collection, String active) {
    return clockodo.get(collection, "filter[active]", active).json().findValuesAsText("name");
  }
}
