package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BexioResourcesTest {

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
  void createdObjectsLookDifferentFromReadOnes() {
    Reply created =
        bexio.post(
            "/2.0/client_service", Json.object("name", "Neu", "default_price_per_hour", 100));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/default_price_per_hour").asText()).isEqualTo("100");
    JsonNode read = bexio.get("/2.0/client_service?order_by=id_desc&limit=1").json();
    assertThat(read.at("/0/default_price_per_hour").asText()).isEqualTo("100.000000");
    Reply contact =
        bexio.post(
            "/2.0/contact",
            Json.object("contact_type_id", 1, "name_1", "Neu AG", "user_id", 1, "owner_id", 1));
    assertThat(contact.at("/mail").asText("absent")).isEmpty();
    assertThat(contact.at("/nr").asText()).isEqualTo("000028");
    assertThat(bexio.get("/2.0/contact/" + contact.at("/id").asInt()).at("/mail").isNull())
        .isTrue();
  }

  @Test
  void activitiesOfTheSameNameAreNotRefused() {
    bexio.post("/2.0/client_service", Json.object("name", "Planung"));
    assertThat(bexio.get("/2.0/client_service").json().findValuesAsText("name"))
        .filteredOn("Planung"::equals)
        .hasSize(2);
  }

  @Test
  void projectsAreCreatedEditedArchivedAndDeleted() {
    ObjectNode project =
        Json.object(
            "name", "Neu",
            "contact_id", 11,
            "user_id", 1,
            "pr_state_id", 1,
            "pr_project_type_id", 1,
            "start_date", "2026-09-01",
            "pr_invoice_type_id", 3,
            "pr_invoice_type_amount", "100");
    Reply created = bexio.post("/2.0/pr_project", project);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/nr").asText()).isEqualTo("000040");
    assertThat(created.at("/start_date").asText()).isEqualTo("2026-09-01 00:00:00");
    assertThat(created.at("/pr_invoice_type_amount").asText()).isEqualTo("100");
    String path = "/2.0/pr_project/" + created.at("/id").asInt();
    assertThat(bexio.post(path, Json.object("name", "Anders")).at("/contact_id").asInt())
        .isEqualTo(11);
    assertThat(bexio.post(path + "/archive", null).json()).isEqualTo(Json.object("success", true));
    assertThat(bexio.get(path).at("/pr_state_id").asInt()).isEqualTo(3);
    assertThat(bexio.get(path).json().has("_archived")).isFalse();
    assertThat(bexio.post(path + "/reactivate", null).status()).isEqualTo(200);
    assertThat(bexio.delete(path).status()).isEqualTo(200);
    assertThat(bexio.get(path).status()).isEqualTo(404);
    project.put("pr_invoice_type_id", 1);
    project.remove("contact_id");
    assertThat(bexio.post("/2.0/pr_project", project).at("/errors")).hasSize(2);
  }

  @Test
  void archivedProjectsAreListedByRule() {
    assertThat(bexio.get("/2.0/pr_project").json()).hasSize(19);
    BexioRules rules = BexioRules.builder().archivedProjectsListed(false).build();
    try (Sandbox other = Sandbox.builder().bexioRules(rules).start()) {
      assertThat(SandboxClient.bexio(other).get("/2.0/pr_project").json()).hasSize(18);
    }
  }

  @Test
  void fictionalUsersNeedAnUnusedEmail() {
    ObjectNode jana =
        Json.object(
            "salutation_type", "female",
            "firstname", "Jana",
            "lastname", "Novák",
            "email", "jana@example.com");
    Reply created = bexio.post("/3.0/fictional_users", jana);
    assertThat(created.status()).isEqualTo(201);
    String path = "/3.0/fictional_users/" + created.at("/id").asInt();
    assertThat(bexio.post("/3.0/fictional_users", jana).status()).isEqualTo(422);
    assertThat(
            bexio
                .post(
                    "/3.0/fictional_users",
                    jana.deepCopy().put("email", "Reto.Baumann@limmat-ingenieure.example"))
                .status())
        .isEqualTo(422);
    assertThat(
            bexio.send("PATCH", path, jana.deepCopy().put("firstname", "Hana").toString()).status())
        .isEqualTo(200);
    assertThat(bexio.get(path).at("/firstname").asText()).isEqualTo("Hana");
    assertThat(bexio.send("PATCH", path, "{\"firstname\":\"X\"}").status()).isEqualTo(422);
    assertThat(bexio.get("/3.0/fictional_users").header("x-total-count")).isEqualTo("1");
    assertThat(bexio.delete(path).status()).isEqualTo(200);
    assertThat(bexio.get(path).status()).isEqualTo(404);
  }

  @Test
  void theCompanyProfileIsAListOfOneWithABigLogo() {
    Reply reply = bexio.get("/2.0/company_profile");
    assertThat(reply.json()).hasSize(1);
    assertThat(reply.at("/0/name").asText()).isEqualTo("Limmat Ingenieure AG");
    assertThat(reply.at("/0/logo_base64").asText().length()).isGreaterThan(20_000);
  }

  @Test
  void taxesAreFilteredByTypeAndScope() {
    assertThat(bexio.get("/3.0/taxes").json()).hasSize(4);
    assertThat(bexio.get("/3.0/taxes?types=sales_tax&scope=active").json()).hasSize(2);
    assertThat(bexio.get("/3.0/taxes?scope=inactive").json()).hasSize(1);
    assertThat(bexio.get("/3.0/taxes?types=pre_tax").json()).hasSize(1);
  }

  @Test
  void itemsMixNumbersAndTextForStock() {
    JsonNode article = bexio.get("/2.0/article/4").json();
    assertThat(article.get("sale_price").asText()).isEqualTo("25.000000");
    assertThat(article.get("stock_nr").isNumber()).isTrue();
    assertThat(article.get("stock_available_nr").isTextual()).isTrue();
    assertThat(bexio.get("/2.0/unit").json().findValuesAsText("name")).contains("h");
    assertThat(bexio.get("/2.0/accounts").json()).hasSize(8);
    assertThat(bexio.get("/3.0/users/me").at("/is_superadmin").asBoolean()).isTrue();
  }
}
