package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bexio wants to know of drafts, from books that are incomplete, closed or withheld. */
class InvoiceBooksEndToEndTest {

  private static final Set<String> WITHOUT_ACCOUNTING =
      Set.of(
          "company_profile",
          "contact_show",
          "project_show",
          "monitoring_edit",
          "kb_invoice_edit",
          "bank_account_show");

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void accountsThatBexioWithholdsAreNeededOnlyWhereNoneIsSet() throws IOException {
    withoutAccounting();
    Map<String, Object> open = preview();
    assertThat(problems(open)).containsExactly("invoice.undecided");
    assertThat(open.get("problems").toString())
        .contains("bexio does not show its accounts", "export.draft-account", "accounting");

    world.set("export.draft-account", "3490-A").restart();
    assertThat(problems(preview())).containsExactly("invoice.undecided");

    world.set("export.draft-account", "96").restart();
    Map<String, Object> set = preview();
    assertThat(problems(set)).isEmpty();
    assertThat(position(set).get("account_id")).isEqualTo(96);
    assertThat(notes(set))
        .containsOnlyOnce(
            "bexio does not show its accounts (the scope accounting, or the right to it, is"
                + " missing): income is booked on the account with the id 96, which was not"
                + " verified");
  }

  @Test
  void theCheckSaysThatAnAccountIsNotVerified() throws IOException {
    withoutAccounting();
    world.set("export.as", "invoice-drafts");
    Findings open = world.check();
    assertThat(open.problems()).containsExactly("bexio income accounts");
    assertThat(open.textOf("bexio income accounts")).contains("bexio does not show its accounts");
    assertThat(open.remedyOf("bexio income accounts"))
        .contains("bexio-clockodo.export.draft-account", "accounting");

    Findings set = world.set("export.draft-account", "96").check();
    assertThat(set.problems()).isEmpty();
    assertThat(set.textOf("bexio income accounts")).contains("96", "not verified");
  }

  @Test
  void onlyActiveIncomeAccountsAreThereToChooseFrom() throws IOException {
    small();
    world.set("export.as", "invoice-drafts");
    assertThat(world.check().textOf("bexio income accounts"))
        .isEqualTo(
            "95 3400 Dienstleistungserlöse (of drafts), 96 3410 Honorare, 97 3490-A Auslagenersatz");

    for (String none : List.of("4400", "1100", "98", "3405", "100")) {
      world.set("export.draft-account", none).restart();
      Map<String, Object> preview = preview();
      assertThat(problems(preview)).as(none).containsExactly("invoice.undecided");
      assertThat(preview.get("problems").toString()).contains("95 3400").doesNotContain("4400 ");
    }
  }

  @Test
  void anAccountThatCannotBeEditedCanBeBookedOn() throws IOException {
    small();
    world.sandbox().bexio().table("account").update(95, change("is_locked", true));
    assertThat(position(preview()).get("account_id")).isEqualTo(95);
  }

  @Test
  void aTaxWithoutARateAndALumpSumServiceWithoutANameAreNoObstacle() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
    world.sandbox().bexio().table("tax").update(15, nothing("value"));
    for (ObjectNode service : world.sandbox().clockodo().table("lumpSumServices").list()) {
      world
          .sandbox()
          .clockodo()
          .table("lumpSumServices")
          .update(service.get("id").asInt(), nothing("name"));
    }

    Map<String, Object> preview = preview();
    assertThat(problems(preview)).isEmpty();
    assertThat(position(preview).get("tax_id")).isEqualTo(14);

    world.set("export.draft-tax", "15").set("export.as", "invoice-drafts").restart();
    Map<?, ?> draft = draft(preview());
    assertThat(((Map<?, ?>) draft.get("source")).get("taxPercent")).isEqualTo("0");
    assertThat(world.check().problems()).isEmpty();
  }

  @Test
  void whoWritesTheDraftsMustBeSomebodyWhomBexioKnows() throws IOException {
    small();
    world.set("export.as", "invoice-drafts").set("export.draft-user", "4711").restart();

    Map<String, Object> preview = preview();
    assertThat(problems(preview)).containsExactly("invoice.undecided");
    assertThat(preview.get("problems").toString())
        .contains("export.draft-user", "4711", "1 Nadia Keller");
    Findings findings = world.check();
    assertThat(findings.problems()).containsExactly("bexio user of drafts");
    assertThat(findings.textOf("bexio user of drafts"))
        .contains("export.draft-user", "1 Nadia Keller");

    world.set("export.draft-user", "3").restart();
    assertThat(((Map<?, ?>) draft(preview()).get("payload")).get("user_id")).isEqualTo(3);
    assertThat(world.check().problems()).isEmpty();
  }

  private void small() throws IOException {
    world = new World(folder, SandboxData.entries(2));
    world.importAll();
  }

  private void withoutAccounting() throws IOException {
    world =
        new World(
            folder,
            SandboxData.entries(2),
            sandbox -> sandbox.tokens(token -> Optional.of(WITHOUT_ACCOUNTING)),
            "bexio.token",
            "of-somebody-without-accounting");
    world.importAll();
  }

  private Map<String, Object> preview() {
    return world.export("As", "invoice-drafts", "Preview", "true");
  }

  private static Map<?, ?> draft(Map<String, Object> report) {
    return rows(report).stream()
        .filter(row -> "invoice-draft".equals(row.get("kind")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no draft: " + report.get("problems")));
  }

  private static Map<?, ?> position(Map<String, Object> report) {
    return (Map<?, ?>)
        ((List<?>) ((Map<?, ?>) draft(report).get("payload")).get("positions")).get(0);
  }

  private static ObjectNode change(String key, Object value) {
    return new ObjectMapper().valueToTree(Map.of(key, value));
  }

  private static ObjectNode nothing(String key) {
    return new ObjectMapper().createObjectNode().putNull(key);
  }

  @SuppressWarnings("unchecked")
  private static List<String> notes(Map<String, Object> report) {
    return (List<String>) ((Map<?, ?>) report.get("balance")).get("notes");
  }
}
