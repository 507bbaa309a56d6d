package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.BexioRules;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as invoice drafts, looked at before anything is written. */
class InvoicePreviewEndToEndTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

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
  void whatBexioWantsToKnowIsReadFromBexioOrSet() throws IOException {
    small(1);
    Map<?, ?> payload = (Map<?, ?>) drafts(preview()).get(0).get("payload");
    assertThat(payload.get("user_id")).isEqualTo(1);
    assertThat(payload.get("bank_account_id")).isEqualTo(1);
    assertThat(payload.get("mwst_type")).isEqualTo(0);
    assertThat(payload.get("mwst_is_net")).isEqualTo(true);
    Map<?, ?> position = (Map<?, ?>) ((List<?>) payload.get("positions")).get(0);
    assertThat(position.get("tax_id")).isEqualTo(14);
    assertThat(position.get("account_id")).isEqualTo(95);

    world
        .set("export.draft-tax", "none")
        .set("export.draft-account", "3410")
        .set("export.draft-bank-account", "2")
        .set("export.draft-user", "3")
        .restart();
    Map<?, ?> exempt = drafts(preview()).get(0);
    payload = (Map<?, ?>) exempt.get("payload");
    assertThat(payload.get("user_id")).isEqualTo(3);
    assertThat(payload.get("bank_account_id")).isEqualTo(2);
    assertThat(payload.get("mwst_type")).isEqualTo(2);
    position = (Map<?, ?>) ((List<?>) payload.get("positions")).get(0);
    assertThat(position.containsKey("tax_id")).isFalse();
    assertThat(position.get("account_id")).isEqualTo(96);
    assertThat(amount(exempt, "tax")).isEqualByComparingTo("0");
  }

  @Test
  void aChoiceThatIsNotUnmistakableIsForAPerson() throws IOException {
    small(1);
    world.sandbox().bexio().table("tax").update(15, change("value", 8.1));

    Map<String, Object> preview = preview();

    assertThat(preview.get("status")).isEqualTo("failed");
    assertThat(problems(preview)).contains("invoice.undecided");
    assertThat(preview.get("problems").toString())
        .contains("export.draft-tax", "14 UN81 - 8.1% Umsatz", "15 UR26");
    world.set("export.draft-tax", "15").restart();
    assertThat(drafts(preview())).hasSize(1);
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

  @Test
  void thePreviewIsReadAsADraftWithTheEntriesBehindIt() throws IOException {
    small(4);
    world.edit(90001, "duration", 1200);
    Ended ended = command("--preview");

    assertThat(ended.out())
        .contains(
            """
            +  Draft 1: Kunde A AG (11)   to create
               Leistungszeitraum: 01.09.2026 – 01.09.2026
               pos  text                                                  quantity  price  total  entries  hours  charged
                 1  Projekt 1, Planung, Nadia Keller, 0:20 h à 150.00            1  50.00  50.00        1   0:20     0:20
                 2  Projekt 2, Bauleitung, Reto Baumann, 0:10 h à 150.00         1  25.00  25.00        1   0:10     0:10
               net 75.00   8.1 % tax 6.08   total 81.10 (0.02 by bexio's rounding to five centimes)
            """,
            """
                 Projekt 1 / Planung / Nadia Keller                           0:20 h planned
                   → Kunde A AG (11), Projekt 1 (21)
            +     90001  2026-09-01  07:00–07:05            0:20  yes     Arbeit 000001                                        to link: draft 1, position 1
            """);
    assertThat(ended.status()).isZero();
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void draftsAreNotWrittenYet() throws IOException {
    small(2);
    world.sandbox().journal().clear();
    Ended ended = command();
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).contains("--preview", "--as timesheets");
    Map<String, Object> preview = preview();
    Map<String, Object> applied =
        world.export("Plan", String.valueOf(preview.get("plan")), "Rows", "true");
    assertThat(problems(applied)).containsExactly("invoice.preview-only");
    assertThat(world.sandbox().journal().writes()).isEmpty();

    world.set("export.as", "invoice-drafts").restart();
    assertThat(problems(world.export())).containsExactly("invoice.preview-only");
    Map<String, Object> timesheets = world.export("As", "timesheets", "Preview", "true");
    assertThat(count(world.export("Plan", String.valueOf(timesheets.get("plan"))), "done"))
        .as("a plan is what it was made as, whatever the setting says")
        .isEqualTo(2);
  }

  @Test
  void aScheduleThatCouldOnlyFailIsRefusedAtOnce() throws IOException {
    small(2);
    Findings findings =
        world.set("export.as", "invoice-drafts").set("export.cron", "0 0 2 * * ?").check();
    assertThat(findings.textOf("settings")).contains("export.as", "only be looked at");
  }

  @Test
  void theCheckNamesTheChoicesAndWhatDraftsTakeOfThem() throws IOException {
    company(sandbox -> sandbox, "export.as", "invoice-drafts");
    Findings findings = world.check();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.textOf("bexio sales taxes"))
        .isEqualTo("14 UN81 - 8.1% Umsatz (of drafts), 15 UR26 - 2.6% Umsatz");
    assertThat(findings.textOf("bexio income accounts"))
        .startsWith("95 3400 Dienstleistungserlöse (of drafts), 96 3410 Honorare");
    assertThat(findings.textOf("bexio units")).isEqualTo("1 Stk, 2 h (of drafts)");
    assertThat(findings.textOf("bexio bank accounts"))
        .startsWith("1 Geschäftskonto CH9300762011623852957 (of drafts), 2 Projektkonto");

    Findings wrong = world.set("export.draft-account", "9999").check();
    assertThat(wrong.problems()).containsExactly("bexio income accounts");
    assertThat(wrong.textOf("bexio income accounts")).contains("export.draft-account", "95 3400");
  }

  private void company(UnaryOperator<Sandbox.Builder> change, String... settings)
      throws IOException {
    world = new World(folder, SandboxData.company(), change, settings);
    world.importAll();
    world.sandbox().journal().clear();
  }

  private void small(int entries) throws IOException {
    world = new World(folder, SandboxData.entries(entries));
    world.importAll();
    world.sandbox().journal().clear();
  }

  private Map<String, Object> preview() {
    return world.export("As", "invoice-drafts", "Preview", "true");
  }

  private Ended command(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "export", "--as", "invoice-drafts", "--from", "2026-09-01", "--to", "2026-09-30"));
    line.addAll(List.of(more));
    return world.command(line.toArray(String[]::new));
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

  private static ObjectNode change(String key, Object value) {
    return new ObjectMapper().valueToTree(Map.of(key, value));
  }

  private static int excludedAndToClarify(Map<String, Object> report) {
    return (int) (count(report, "excluded") + count(report, "needsDecision"));
  }

  private static List<Map<?, ?>> drafts(Map<String, Object> report) {
    return rows(report).stream().filter(row -> "invoice-draft".equals(row.get("kind"))).toList();
  }

  private static Object reference(Map<String, Object> report) {
    return ((Map<?, ?>) drafts(report).get(0).get("payload")).get("api_reference");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<?, ?>> positions(Map<?, ?> draft) {
    return (List<Map<?, ?>>) ((Map<?, ?>) draft.get("source")).get("positions");
  }

  /** The positions of all drafts as they are to be sent. */
  @SuppressWarnings("unchecked")
  private static List<Map<?, ?>> sent(Map<String, Object> report) {
    return drafts(report).stream()
        .flatMap(
            draft ->
                ((List<Map<?, ?>>) ((Map<?, ?>) draft.get("payload")).get("positions")).stream())
        .toList();
  }

  private static List<String> texts(Map<String, Object> report) {
    return sent(report).stream().map(position -> String.valueOf(position.get("text"))).toList();
  }

  private static BigDecimal amount(Map<?, ?> draft, String name) {
    return new BigDecimal((String) ((Map<?, ?>) draft.get("source")).get(name));
  }

  @SuppressWarnings("unchecked")
  private static List<String> notes(Map<String, Object> report) {
    return (List<String>) ((Map<?, ?>) report.get("balance")).get("notes");
  }
}
