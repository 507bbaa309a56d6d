package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BexioInvoicesTest {

  private static final String INVOICES = "/2.0/kb_invoice";

  private Sandbox sandbox;
  private SandboxClient bexio;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().data(SandboxData.company()).limits(false).start();
    bexio = SandboxClient.bexio(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aCreatedInvoiceIsADraftThatReadsBackWithItsPositions() {
    Reply created = bexio.post(INVOICES, draft("a", position("2", "105")));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/kb_item_status_id").asInt()).isEqualTo(7);
    assertThat(created.at("/positions/0/amount").asText()).isEqualTo("2");
    JsonNode read = bexio.get(path(created)).json();
    assertThat(read.at("/positions/0/amount").asText()).isEqualTo("2.000000");
    assertThat(read.at("/positions/0/position_total").asText()).isEqualTo("210.000000");
    assertThat(read.at("/project_id").asInt()).isEqualTo(22);
    assertThat(read.has("pr_project_id")).isFalse();
    assertThat(read.at("/document_nr").asText()).isEqualTo("RE-00501");
    assertThat(read.at("/contact_address").asText()).isNotEmpty();
  }

  @Test
  void listsAndSearchesShowNoPositions() {
    bexio.post(INVOICES, draft("a", position("1", "10")));
    JsonNode listed = bexio.get(INVOICES).at("/0");
    assertThat(listed.has("positions")).isFalse();
    assertThat(listed.has("taxs")).isFalse();
    assertThat(listed.at("/total").asText()).isEqualTo("10.800000");
    assertThat(search("api_reference", "a").at("/0").has("positions")).isFalse();
  }

  @Test
  void itIsFoundByItsReferenceAndNotByItsProject() {
    bexio.post(INVOICES, draft("a", position("1", "10")));
    bexio.post(INVOICES, draft("b", position("1", "10")));
    assertThat(search("api_reference", "b").json()).hasSize(1);
    assertThat(search("api_reference", "b").at("/0/api_reference").asText()).isEqualTo("b");
    assertThat(search("api_reference", "c").json()).isEmpty();
    assertThat(search("project_id", "22").status()).isEqualTo(422);
  }

  @Test
  void searchesAreOfTheGroupWithFewCalls() {
    try (Sandbox limited = Sandbox.builder().start()) {
      SandboxClient client = SandboxClient.bexio(limited);
      Object body = Json.array(List.of(condition("api_reference", "a")));
      assertThat(client.post(INVOICES + "/search", body).header("ratelimit-limit"))
          .isEqualTo("250");
      assertThat(client.get(INVOICES).header("ratelimit-limit")).isEqualTo("1000");
    }
  }

  @Test
  void whatIsLeftOutIsTheCompanysOwn() {
    Reply created = bexio.post(INVOICES, draft("a").put("is_valid_from", "2026-10-01 08:00:00"));
    assertThat(created.at("/is_valid_from").asText()).isEqualTo("2026-10-01");
    assertThat(created.at("/is_valid_to").asText()).isEqualTo("2026-10-31");
    assertThat(created.at("/header").asText()).contains("<br/>");
    assertThat(created.at("/title").asText()).isEqualTo("Rechnung");
    assertThat(created.at("/reference").asText("absent")).isEmpty();
    assertThat(bexio.post(INVOICES, draft("b").put("header", "Eigener")).at("/header").asText())
        .isEqualTo("Eigener");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact_id", "user_id"})
  void contactAndUserAreNeeded(String name) {
    ObjectNode body = draft("a");
    body.remove(name);
    assertThat(bexio.post(INVOICES, body).at("/errors/0").asText()).isEqualTo(name + ": Required.");
    assertThat(count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "contact_id, 999",
    "pr_project_id, 999",
    "bank_account_id, 9",
    "mwst_type, 3",
    "document_nr, RE-1",
    "total, 5"
  })
  void aHeaderThatCannotBeIsRefused(String name, String value) {
    assertThat(bexio.post(INVOICES, draft("a").put(name, value)).status()).isEqualTo(422);
    assertThat(count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "tax_id, 16",
    "tax_id, 17",
    "tax_id, 99",
    "account_id, 9",
    "unit_id, 9",
    "amount, viel",
    "position_total, 5",
    "pos, 1"
  })
  void aPositionThatCannotBeIsRefused(String name, String value) {
    ObjectNode position = position("1", "10").put(name, value);
    assertThat(bexio.post(INVOICES, draft("a", position)).status()).isEqualTo(422);
    assertThat(count()).isZero();
  }

  @Test
  void onlyTheHeaderIsEdited() {
    String path = path(bexio.post(INVOICES, draft("a", position("1", "10"))));
    Reply edited = bexio.post(path, Json.object("title", "Neu"));
    assertThat(edited.at("/title").asText()).isEqualTo("Neu");
    assertThat(edited.at("/positions")).hasSize(1);
    for (String name : new String[] {"positions", "esr_id", "qr_invoice_id", "contact_address"}) {
      Reply refused = bexio.post(path, Json.object(name, 1));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.at("/errors/0").asText()).startsWith("Widget schema").contains(name);
    }
  }

  @Test
  void aDraftIsIssuedOnceAndGoesForGoodWhenDeleted() {
    String path = path(bexio.post(INVOICES, draft("a")));
    assertThat(bexio.post(path + "/issue", null).at("/success").asBoolean()).isTrue();
    assertThat(bexio.get(path).at("/kb_item_status_id").asInt()).isEqualTo(8);
    assertThat(bexio.post(path + "/issue", null).status()).isEqualTo(422);
    assertThat(bexio.post(path + "/revert_issue", null).status()).isEqualTo(200);
    assertThat(bexio.post(path + "/issue", Json.object()).status()).isEqualTo(415);
    assertThat(bexio.delete(path).at("/success").asBoolean()).isTrue();
    assertThat(bexio.get(path).status()).isEqualTo(404);
    assertThat(bexio.delete(path).status()).isEqualTo(404);
  }

  @Test
  void tooManyPositionsLeavePartOfADocumentBehindA500() {
    ObjectNode body = draft("a");
    for (int i = 0; i < 151; i++) {
      ((ArrayNode) body.get("positions")).add(position("1", "1"));
    }
    assertThat(bexio.post(INVOICES, body).status()).isEqualTo(500);
    JsonNode left = sandbox.bexio().table("kb_invoice").get(501);
    assertThat(left.get("positions")).hasSize(150);
    assertThat(left.get("api_reference").asText()).isEqualTo("a");
    assertThat(sandbox.journal().writes().get(0).committed()).isTrue();
    ((ArrayNode) body.get("positions")).remove(0);
    assertThat(bexio.post(INVOICES, body.put("api_reference", "b")).status()).isEqualTo(201);
  }

  @Test
  void createsGoWrongAsOtherWritesDo() {
    sandbox.faults().on("POST /2.0/kb_invoice").nth(1).then(Fault.partialDocument(1));
    sandbox.faults().on("POST /2.0/kb_invoice").nth(2).then(Fault.dropAfterCommit());
    sandbox.faults().on("POST /2.0/kb_invoice").nth(3).then(Fault.idlessBody());
    ObjectNode two = draft("a", position("1", "1"), position("2", "2"));
    assertThat(bexio.post(INVOICES, two).status()).isEqualTo(500);
    assertThat(sandbox.bexio().table("kb_invoice").get(501).get("positions")).hasSize(1);
    assertThatThrownBy(() -> bexio.post(INVOICES, draft("b")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(count()).isEqualTo(2);
    assertThat(bexio.post(INVOICES, draft("c")).json().has("id")).isFalse();
    assertThat(sandbox.journal().writes())
        .extracting(JournalEntry::rowKey)
        .containsExactly("a", "b", "c");
    assertThat(sandbox.journal().writes()).allMatch(JournalEntry::committed);
  }

  @Test
  void eachListHasItsScope() {
    try (Sandbox other = withScopes("kb_invoice_show")) {
      SandboxClient client = SandboxClient.bexio(other).with("Authorization", "Bearer x");
      assertThat(client.get(INVOICES).status()).isEqualTo(200);
      assertThat(client.post(INVOICES, draft("a")).status()).isEqualTo(403);
      assertThat(client.get("/3.0/banking/accounts").status()).isEqualTo(403);
      assertThat(client.get("/2.0/accounts").status()).isEqualTo(403);
      assertThat(client.get("/3.0/taxes").status()).isEqualTo(200);
      assertThat(client.get("/2.0/kb_item_setting").status()).isEqualTo(200);
      assertThat(client.get("/2.0/unit").status()).isEqualTo(200);
    }
    try (Sandbox other = withScopes("kb_invoice_edit", "bank_account_show", "accounting")) {
      SandboxClient client = SandboxClient.bexio(other).with("Authorization", "Bearer x");
      assertThat(client.post(INVOICES, draft("a")).status()).isEqualTo(201);
      assertThat(client.get("/3.0/banking/accounts").header("x-total-count")).isEqualTo("2");
      assertThat(client.get("/2.0/accounts").status()).isEqualTo(200);
    }
  }

  @Test
  void theSettingsOfInvoicesAreOneOfSeveralKinds() {
    JsonNode settings = bexio.get("/2.0/kb_item_setting").json();
    assertThat(settings.findValuesAsText("kb_item_class")).contains("KbInvoice", "KbOffer");
    assertThat(settings.at("/2/default_mwst_type").asInt()).isZero();
    assertThat(settings.at("/2/default_mwst_is_net").asBoolean()).isTrue();
    assertThat(settings.at("/2/default_client_bank_account_new_id").asInt()).isEqualTo(1);
  }

  static ObjectNode draft(String reference, ObjectNode... positions) {
    return Json.object(
        "contact_id",
        11,
        "user_id",
        1,
        "pr_project_id",
        22,
        "mwst_type",
        0,
        "mwst_is_net",
        true,
        "api_reference",
        reference,
        "positions",
        List.of(positions));
  }

  static ObjectNode position(String amount, String price) {
    return Json.object(
        "type",
        "KbPositionCustom",
        "amount",
        amount,
        "unit_id",
        2,
        "account_id",
        95,
        "tax_id",
        14,
        "text",
        "Planung",
        "unit_price",
        price,
        "discount_in_percent",
        "0");
  }

  private static Sandbox withScopes(String... scopes) {
    return Sandbox.builder()
        .data(SandboxData.company())
        .tokens(token -> token.equals("x") ? Optional.of(Set.of(scopes)) : Optional.empty())
        .start();
  }

  private Reply search(String field, String value) {
    return bexio.post(INVOICES + "/search", Json.array(List.of(condition(field, value))));
  }

  private static ObjectNode condition(String field, String value) {
    return Json.object("field", field, "value", value, "criteria", "=");
  }

  private int count() {
    return sandbox.bexio().table("kb_invoice").count();
  }

  private static String path(Reply created) {
    return INVOICES + "/" + created.at("/id").asInt();
  }
}
