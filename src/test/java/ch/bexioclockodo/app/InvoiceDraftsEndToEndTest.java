package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.BexioRules;
import ch.bexioclockodo.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in invoice drafts, and what they come to. */
class InvoiceDraftsEndToEndTest extends ExportAsDrafts {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void eachDraftComesToWhatBexioMakesOfItHoweverItCutsHours(int decimals) throws Exception {
    company(sandbox -> sandbox.bexioRules(cuttingTo(decimals)));
    List<Map<?, ?>> drafts = drafts(preview());

    assertThat(drafts).hasSizeGreaterThan(5);
    for (Map<?, ?> draft : drafts) {
      JsonNode written = written((Map<?, ?>) draft.get("payload"));
      assertThat(written.get("total_net").decimalValue())
          .isEqualByComparingTo(amount(draft, "net"));
      assertThat(written.get("total").decimalValue()).isEqualByComparingTo(amount(draft, "total"));
      assertThat(
              amount(draft, "net")
                  .add(amount(draft, "tax"))
                  .add(amount(draft, "roundingDifference")))
          .isEqualByComparingTo(amount(draft, "total"));
      assertThat(written.get("kb_item_status_id").asInt()).isEqualTo(7);
      List<Map<?, ?>> positions = positions(draft);
      for (int i = 0; i < positions.size(); i++) {
        assertThat(written.at("/positions/" + i + "/position_total").decimalValue())
            .isEqualByComparingTo(new BigDecimal((String) positions.get(i).get("total")));
      }
    }
  }

  @Test
  void eachPositionIsClockodosRevenueToTheCentimeAndSumsThatCannotBeAreAnnounced()
      throws IOException {
    company(sandbox -> sandbox);
    Map<String, Object> preview = preview();

    int compared = 0;
    for (Map<?, ?> draft : drafts(preview)) {
      for (Map<?, ?> position : positions(draft)) {
        if (position.get("clockodo") != null) {
          compared++;
          assertThat(position.get("total")).isEqualTo(position.get("clockodo"));
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
    assertThat(notes(preview))
        .anyMatch(note -> note.contains("40106 come to 7433.32") && note.contains("7433.33"));
  }

  @Test
  void everyEntryIsInOnePositionOrSaysWhyNot() throws IOException {
    company(sandbox -> sandbox);
    Map<String, Object> preview = preview();

    assertThat(closes(preview)).isTrue();
    Set<Object> entries = new HashSet<>();
    for (Map<?, ?> row : rows(preview)) {
      if ("entry".equals(row.get("kind"))) {
        assertThat(entries.add(((Map<?, ?>) row.get("source")).get("id"))).isTrue();
      }
    }
    long behind =
        drafts(preview).stream()
            .flatMap(draft -> positions(draft).stream())
            .mapToLong(position -> ((Number) position.get("entries")).longValue())
            .sum();
    assertThat(count(preview, "link")).isEqualTo(behind);
    assertThat(entries).hasSize((int) behind + excludedAndToClarify(preview));
    assertThat(count(preview, "create")).isEqualTo(drafts(preview).size());
  }

  @Test
  void whatIsNotToBeInvoicedIsInNoDraft() throws IOException {
    small(4);
    world.edit(90001, "billable", 0);
    world.edit(90002, "billable", 2);
    world.edit(90003, "customers_id", 40105);
    world
        .sandbox()
        .clockodo()
        .table("entries")
        .update(90003, new ObjectMapper().createObjectNode().putNull("projects_id"));
    world.sandbox().clockodo().table("projects").update(50104, hardBudget());

    Map<String, Object> preview = preview();

    assertThat(reasonOf(preview, 90001)).isEqualTo("entry.not-billable");
    assertThat(reasonOf(preview, 90002)).isEqualTo("entry.billed-already");
    assertThat(reasonOf(preview, 90003)).isEqualTo("entry.in-draft");
    assertThat(reasonOf(preview, 90004)).isEqualTo("entry.hard-budget-not-invoiced");
    assertThat(drafts(preview)).hasSize(1);
    assertThat(((Map<?, ?>) drafts(preview).get(0).get("payload")).containsKey("pr_project_id"))
        .isFalse();
  }

  @Test
  void anEntryThatIsATimesheetIsInNoDraftUnlessBothAreWanted() throws IOException {
    small(6);
    world.export();
    assertThat(world.timesheets()).hasSize(6);

    Map<String, Object> preview = preview();
    assertThat(drafts(preview)).isEmpty();
    assertThat(reasonOf(preview, 90001)).isEqualTo("entry.in-timesheet");

    world.set("export.draft-timesheets", "export").restart();
    assertThat(count(preview(), "link")).isEqualTo(6);
  }

  @Test
  void lumpSumsArePositionsOfTheirOwn() throws IOException {
    company(sandbox -> sandbox);
    Map<String, Object> preview = preview();

    assertThat(texts(preview)).anyMatch(text -> text.contains("Kilometer"));
    Map<?, ?> kilometers =
        sent(preview).stream()
            .filter(position -> String.valueOf(position.get("text")).startsWith("Kilometer"))
            .findFirst()
            .orElseThrow();
    assertThat(kilometers.get("amount")).isEqualTo("84");
    assertThat(kilometers.get("unit_price")).isEqualTo("0.75");
    assertThat(kilometers.containsKey("unit_id")).isFalse();
    assertThat(sent(preview))
        .anyMatch(
            position ->
                String.valueOf(position.get("text")).contains("Pauschale Baugesuch")
                    && "450.00".equals(position.get("unit_price")));
  }

  @ParameterizedTest
  @CsvSource({"none", "5", "10", "15", "30", "60"})
  void timesAreRoundedUpForEachLowestGroupAsClockodoDoes(String rounding) throws IOException {
    company(sandbox -> sandbox, "export.draft-round", rounding);
    long step = rounding.equals("none") ? 1 : Long.parseLong(rounding) * 60;

    boolean rounded = false;
    int compared = 0;
    for (Map<?, ?> draft : drafts(preview())) {
      for (Map<?, ?> position : positions(draft)) {
        long charged = ((Number) position.get("charged")).longValue();
        long recorded = ((Number) position.get("seconds")).longValue();
        assertThat(charged % step).isZero();
        assertThat(charged - recorded).isBetween(0L, step - 1);
        rounded |= charged > recorded;
        compared += position.get("clockodo") == null ? 0 : 1;
        if (position.get("clockodo") != null) {
          assertThat(position.get("total")).isEqualTo(position.get("clockodo"));
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
    assertThat(rounded).isEqualTo(step > 1);
  }

  @Test
  void moreThan150PositionsAreSplitAndAnnounced() throws IOException {
    small(1000);
    world.set("export.grouping", "customers_id,texts_id").restart();
    Map<String, Object> preview = preview();

    assertThat(drafts(preview)).hasSize(10);
    assertThat(drafts(preview)).allMatch(draft -> positions(draft).size() <= 150);
    assertThat(notes(preview))
        .contains(
            "the positions of clockodo's customer 40101 are split into 2 drafts, since bexio takes"
                + " 150 at once");
    assertThat(
            drafts(preview).stream()
                .map(draft -> ((Map<?, ?>) draft.get("payload")).get("api_reference"))
                .distinct())
        .hasSize(10);
  }

  @Test
  void aProjectMayHaveADraftOfItsOwn() throws IOException {
    small(20);
    world
        .set("export.draft-per", "project")
        .set("export.draft-title", "[project], [customer]")
        .set("export.draft-text", "service,period")
        .set("export.draft-header", "Leistungen vom [from] bis [to]")
        .restart();
    Map<String, Object> preview = preview();

    assertThat(drafts(preview)).hasSize(10);
    Map<?, ?> payload = (Map<?, ?>) drafts(preview).get(0).get("payload");
    assertThat(payload.get("pr_project_id")).isEqualTo(21);
    assertThat(payload.get("title")).isEqualTo("Projekt 1, Kunde A AG");
    assertThat(payload.get("header")).isEqualTo("Leistungen vom 01.09.2026 bis 03.09.2026");
    assertThat(texts(preview)).allMatch(text -> text.matches("(?s).*<br />\\d\\d\\.09\\.2026.*"));
  }

  @Test
  void theReferenceIsAlwaysThatOfTheSameEntries() throws IOException {
    small(10);
    Object before = reference(preview());
    assertThat(before).asString().startsWith("clockodo-");
    assertThat(reference(preview())).isEqualTo(before);
    world.edit(90001, "text", "anders");
    assertThat(reference(preview())).isEqualTo(before);
    world.edit(90001, "billable", 0);
    assertThat(reference(preview())).isNotEqualTo(before);
  }

  /** What bexio makes of a draft when it is really written. */
  private JsonNode written(Map<?, ?> payload) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.sandbox().bexioUrl() + "/2.0/kb_invoice"))
            .header("Authorization", "Bearer " + Sandbox.BEXIO_TOKEN)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(payload)))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode tree = new ObjectMapper().readTree(answer.body());
    return decimals(tree);
  }

  /** bexio writes amounts as texts. */
  private static JsonNode decimals(JsonNode tree) {
    ObjectNode object = (ObjectNode) tree;
    for (String name : List.of("total_net", "total")) {
      object.put(name, new BigDecimal(tree.get(name).asText()));
    }
    tree.get("positions")
        .forEach(
            position ->
                ((ObjectNode) position)
                    .put(
                        "position_total", new BigDecimal(position.get("position_total").asText())));
    return object;
  }

  private static BexioRules cuttingTo(int decimals) {
    return BexioRules.builder().amountDecimals(decimals).build();
  }

  private static ObjectNode hardBudget() {
    return change("budget", Map.of("hard", true, "monetary", true, "amount", 1000));
  }

  private static int excludedAndToClarify(Map<String, Object> report) {
    return (int) (count(report, "excluded") + count(report, "needsDecision"));
  }

  private static Object reference(Map<String, Object> report) {
    return ((Map<?, ?>) drafts(report).get(0).get("payload")).get("api_reference");
  }
}
