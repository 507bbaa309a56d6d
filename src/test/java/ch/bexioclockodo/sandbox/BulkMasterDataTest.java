package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BulkMasterDataTest {

  private static final int CONTACTS = 1000;
  private static final int PROJECTS = 200;
  private static final int SERVICES = 20;

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.builder()
            .data(SandboxData.masterData(CONTACTS, PROJECTS, SERVICES))
            .limits(false)
            .start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void contactsAreCompaniesAndPersonsWithUniqueNamesAndNumbers() {
    List<ObjectNode> contacts = sandbox.bexio().table("contact").list();
    assertThat(contacts).hasSize(CONTACTS);
    assertThat(texts(contacts, row -> row.get("name_1").asText().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    assertThat(texts(contacts, row -> row.get("nr").asText())).doesNotHaveDuplicates();
    assertThat(contacts.stream().filter(row -> row.get("contact_type_id").asInt() == 2))
        .hasSizeBetween(CONTACTS / 7, CONTACTS / 3)
        .allMatch(row -> row.hasNonNull("name_2"));
    assertThat(texts(contacts, row -> row.get("updated_at").asText().substring(0, 4)))
        .contains("2022", "2023", "2024", "2025", "2026");
  }

  @Test
  void projectsBelongToTheFirstContacts() {
    List<ObjectNode> projects = sandbox.bexio().table("pr_project").list();
    assertThat(projects).hasSize(PROJECTS);
    assertThat(projects).allMatch(row -> row.get("contact_id").asInt() < 11 + PROJECTS);
    assertThat(texts(projects, row -> row.get("name").asText())).doesNotHaveDuplicates();
    assertThat(texts(projects, row -> row.get("nr").asText())).doesNotHaveDuplicates();
    for (String name : List.of("pr_budget_type_amount", "start_date", "end_date")) {
      assertThat(projects).anyMatch(row -> row.hasNonNull(name));
      assertThat(projects).anyMatch(row -> !row.hasNonNull(name));
    }
    assertThat(projects).anyMatch(row -> row.get("comment").asText().isEmpty());
    assertThat(projects).anyMatch(row -> !row.get("comment").asText().isEmpty());
  }

  @Test
  void activitiesAndItemsHaveDifferentNames() {
    List<String> names = new ArrayList<>();
    names.addAll(
        texts(sandbox.bexio().table("client_service").list(), row -> row.get("name").asText()));
    names.addAll(
        texts(sandbox.bexio().table("article").list(), row -> row.get("intern_name").asText()));
    assertThat(names).hasSize(2 * SERVICES).doesNotHaveDuplicates();
  }

  @Test
  void clockodoHasNothingButItsOwner() {
    for (String name : List.of("customers", "projects", "services", "entries")) {
      assertThat(sandbox.clockodo().table(name).count()).as(name).isZero();
    }
    assertThat(sandbox.clockodo().table("users").count()).isEqualTo(1);
  }

  @Test
  void everyRowIsOneThatTheApiTakesBack() {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    for (JsonNode row : bexio.get("/2.0/pr_project").json()) {
      ObjectNode copy = row.deepCopy();
      copy.remove(List.of("id", "uuid", "nr"));
      assertThat(bexio.post("/2.0/pr_project/" + row.get("id"), copy).status()).isEqualTo(200);
    }
  }

  @Test
  void aBigCompanyIsReadyInSecondsAndReadInSeconds() {
    long begun = System.nanoTime();
    SandboxData data = SandboxData.masterData(50_000, 10_000, 100);
    try (Sandbox big = Sandbox.builder().data(data).journal(JournalMode.COUNTS).start()) {
      SandboxClient bexio = SandboxClient.bexio(big);
      int read = 0;
      JsonNode page;
      do {
        page = bexio.get("/2.0/contact?limit=2000&order_by=name_1&offset=" + read).json();
        read += page.size();
      } while (page.size() == 2000);
      assertThat(read).isEqualTo(50_000);
    }
    // It takes some two seconds; the rest is for machines that are busy.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private static List<String> texts(List<ObjectNode> rows, Function<ObjectNode, String> text) {
    return rows.stream().map(text).toList();
  }
}
