package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockodoEntriesTest {

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
  void thePeriodSelectsByStartAndExcludesItsEnd() {
    List<Integer> september = ids("2026-08-31T22:00:00Z", "2026-09-30T22:00:00Z");
    assertThat(september).contains(80008, 80009, 80010).doesNotContain(80007, 80011);
    ClockodoRules rules =
        ClockodoRules.builder()
            .entrySelectedBy(ClockodoRules.EntrySelection.OVERLAP)
            .timeUntilExclusive(false)
            .build();
    try (Sandbox other = Sandbox.builder().clockodoRules(rules).start()) {
      clockodo = SandboxClient.clockodo(other);
      assertThat(ids("2026-08-31T22:00:00Z", "2026-09-30T22:00:00Z"))
          .contains(80007, 80008, 80010, 80011);
    }
  }

  @Test
  void filtersTakeSingleValues() {
    assertThat(filtered("users_id", "3107")).allMatch(e -> e.get("users_id").asInt() == 3107);
    assertThat(filtered("billable", "0")).allMatch(e -> e.get("billable").asInt() == 0);
    int billableOrBilled = filtered("billable", "12").size();
    assertThat(filtered("billable", "1").size() + filtered("billable", "2").size())
        .isEqualTo(billableOrBilled);
    assertThat(filtered("text", "Baubesprechung")).hasSize(2);
    int strict = filtered("budget_type", "rep_filter_budget_strict").size();
    assertThat(strict).isPositive();
    assertThat(filtered("budget_type", "rep_filter_budget_without_strict").size() + strict)
        .isEqualTo(ids("2026-08-31T22:00:00Z", "2026-09-30T22:00:00Z").size());
    Reply unknown = september("filter[colour]", "red");
    assertThat(unknown.status()).isEqualTo(400);
  }

  @Test
  void eachTypeHasItsOwnKeys() {
    JsonNode time = entry(80013);
    assertThat(time.get("duration").asInt()).isEqualTo(6275);
    assertThat(time.get("clocked").asBoolean()).isTrue();
    assertThat(time.has("lumpsum")).isFalse();
    JsonNode value = entry(80017);
    assertThat(value.get("type").asInt()).isEqualTo(2);
    assertThat(value.get("lumpsum").decimalValue()).isEqualByComparingTo("450");
    assertThat(value.has("duration")).isFalse();
    JsonNode service = entry(80018);
    assertThat(service.get("type").asInt()).isEqualTo(3);
    assertThat(service.get("lumpsum_services_amount").asInt()).isEqualTo(84);
    assertThat(service.has("services_id")).isFalse();
    assertThat(entry(80001).get("texts_id")).isEqualTo(entry(80002).get("texts_id"));
    assertThat(entry(80044).get("texts_id").isNull()).isTrue();
  }

  @Test
  void onlyTheEnhancedListHasNamesAndMoney() {
    JsonNode plain = september("filter[text]", "Baubesprechung").at("/entries/0");
    assertThat(plain.has("customers_name")).isFalse();
    assertThat(plain.has("revenue")).isFalse();
    assertThat(plain.get("text").asText()).isEqualTo("Baubesprechung");
    JsonNode enhanced =
        september("filter[text]", "Baubesprechung", "enhanced_list", "1").at("/entries/0");
    assertThat(enhanced.get("customers_name").asText()).isEqualTo("Alpenblick Immobilien AG");
    assertThat(enhanced.get("revenue").decimalValue()).isEqualByComparingTo("155");
    ClockodoRules rules = ClockodoRules.builder().entriesListHasText(false).build();
    try (Sandbox other = Sandbox.builder().clockodoRules(rules).start()) {
      clockodo = SandboxClient.clockodo(other);
      assertThat(september().at("/entries/0").has("text")).isFalse();
      assertThat(september("enhanced_list", "true").at("/entries/0").has("text")).isTrue();
    }
  }

  @Test
  void createsEditsAndDeletes() {
    Reply created = clockodo.post("/v2/entries", body());
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.at("/entry/duration").asInt()).isEqualTo(5400);
    assertThat(created.at("/entry/users_id").asInt()).isEqualTo(3101);
    assertThat(created.json().has("stopped")).isTrue();
    String path = "/v2/entries/" + created.at("/entry/id").asInt();
    Reply billed = clockodo.put(path, Json.object("billable", 2, "text", ""));
    assertThat(billed.at("/entry/billable").asInt()).isEqualTo(2);
    assertThat(billed.at("/entry/text").isNull()).isTrue();
    assertThat(billed.json().has("running")).isTrue();
    Reply longer = clockodo.put(path, Json.object("time_until", "2026-11-02T10:00:00Z"));
    assertThat(longer.at("/entry/duration").asInt()).isEqualTo(7200);
    assertThat(clockodo.delete(path).json()).isEqualTo(Json.object("success", true));
    assertThat(clockodo.get(path).status()).isEqualTo(404);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(refusedField(without("services_id"))).isEqualTo("services_id");
    assertThat(refusedField(body().put("customers_id", 1))).isEqualTo("customers_id");
    assertThat(refusedField(body().put("time_since", "2026-11-02"))).isEqualTo("time_since");
    assertThat(refusedField(body().put("time_until", "2026-11-02T07:00:00Z")))
        .isEqualTo("time_until");
    assertThat(refusedField(body().put("billable", 2))).isEqualTo("billable");
    Reply project = clockodo.post("/v2/entries", body().put("projects_id", 50103));
    assertThat(project.at("/error/message").asText()).isEqualTo("ProjectDoesNotBelongToCustomer");
    assertThat(clockodo.put("/v2/entries/80031", Json.object("text", "x")).status()).isEqualTo(403);
  }

  @Test
  void formsAreTakenLikeJson() {
    Reply reply =
        clockodo
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("PUT", "/v2/entries/80001", "text=Neuer+Text&billable=2");
    assertThat(reply.at("/entry/text").asText()).isEqualTo("Neuer Text");
    assertThat(reply.at("/entry/billable").asInt()).isEqualTo(2);
  }

  private String refusedField(ObjectNode body) {
    Reply reply = clockodo.post("/v2/entries", body);
    assertThat(reply.status()).isEqualTo(400);
    return reply.at("/error/fields/0").asText();
  }

  private static ObjectNode without(String key) {
    ObjectNode body = body();
    body.remove(key);
    return body;
  }

  private static ObjectNode body() {
    return Json.object(
        "customers_id", 40101,
        "projects_id", 50101,
        "services_id", 7101,
        "billable", 1,
        "text", "Neu",
        "time_since", "2026-11-02T08:00:00Z",
        "time_until", "2026-11-02T09:30:00Z");
  }

  private JsonNode entry(int id) {
    return clockodo.get("/v2/entries/" + id).at("/entry");
  }

  private List<JsonNode> filtered(String filter, String value) {
    List<JsonNode> entries = new ArrayList<>();
    september("filter[" + filter + "]", value).at("/entries").forEach(entries::add);
    return entries;
  }

  private Reply september(String... more) {
    List<String> query =
        new ArrayList<>(
            List.of("time_since", "2026-08-31T22:00:00Z", "time_until", "2026-09-30T22:00:00Z"));
    query.addAll(List.of(more));
    return clockodo.get("/v2/entries", query.toArray(String[]::new));
  }

  private List<Integer> ids(String since, String until) {
    List<Integer> ids = new ArrayList<>();
    clockodo
        .get("/v2/entries", "time_since", since, "time_until", until)
        .at("/entries")
        .forEach(entry -> ids.add(entry.get("id").asInt()));
    return ids;
  }
}
