package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many calls a month of drafts takes, and what is said of the time that they take. */
@Timeout(180)
class InvoiceCallsEndToEndTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLS_PER_DRAFT = 3;
  private static final String MARKS_OF_A_MINUTE =
      "100 entries are marked as billed in clockodo once their drafts are in bexio;"
          + " clockodo's limits spread that over about 1 minutes";
  private static final Instant FIRST = Instant.parse("2026-09-01T06:00:00Z");

  @TempDir Path folder;

  /** So many customers with so many entries each. */
  private static SandboxData month(int customers, int entriesEach) {
    return (bexio, clockodo, seed, now) -> {
      SandboxData.entries(1).fill(bexio, clockodo, seed, now);
      Table entries = clockodo.table("entries");
      ObjectNode like = entries.list().get(0).deepCopy();
      entries.remove(like.remove("id").asInt());
      for (int i = 0; i < customers; i++) {
        String name = "Bauherr " + (i + 1);
        bexio.table("contact").insert(row("name_1", name).put("id", 1001 + i));
        clockodo.table("customers").insert(row("name", name).put("id", 41001 + i));
        bexio
            .table("pr_project")
            .insert(row("name", "Haus " + (i + 1)).put("id", 2001 + i).put("contact_id", 1001 + i));
        clockodo
            .table("projects")
            .insert(
                row("name", "Haus " + (i + 1)).put("id", 51001 + i).put("customers_id", 41001 + i));
        for (int j = 0; j < entriesEach; j++) {
          Instant since = FIRST.plusSeconds((j * 24L + i % 10) * 3600);
          entries.insert(
              like.deepCopy()
                  .put("customers_id", 41001 + i)
                  .put("projects_id", 51001 + i)
                  .put("time_since", since.toString())
                  .put("time_until", since.plusSeconds(1800).toString())
                  .put("duration", 1800)
                  .put("text", String.format("Arbeit %06d", i * entriesEach + j)));
        }
      }
    };
  }

  private static ObjectNode row(String name, String value) {
    return JSON.createObjectNode().put(name, value);
  }

  @Test
  void aDraftTakesThreeCallsAtMostAndEachMarkOne() throws IOException {
    assertCalls(40, 10);
  }

  @Test
  @Tag("faults")
  void fiveThousandEntriesBecomeTwoHundredDraftsByThreeCallsEachAndOneForEachMark()
      throws IOException {
    assertCalls(200, 25);
  }

  private void assertCalls(int drafts, int entriesEach) throws IOException {
    int entries = drafts * entriesEach;
    SandboxData month = month(drafts, entriesEach);
    try (World world = new World(folder, month, builder -> builder, InvoiceJudge.SETTINGS)) {
      world.importAll();
      Sandbox sandbox = world.sandbox();

      sandbox.journal().clear();
      Map<String, Object> run = world.export("As", "invoice-drafts");

      assertThat(run.get("status")).as("%s", run).isEqualTo("done");
      assertThat(World.closes(run)).isTrue();
      InvoiceJudge judge = new InvoiceJudge(sandbox);
      assertThat(judge.documents()).hasSize(drafts);
      judge.assertEverythingIsThereOnceAndBilled();
      assertThat(sandbox.journal().requests())
          .hasSizeLessThanOrEqualTo(drafts * CALLS_PER_DRAFT + entries);
      assertThat(sandbox.journal().writes().stream().filter(call -> call.method().equals("PUT")))
          .hasSize(entries);
    }
  }

  @Test
  void thePreviewSaysHowLongClockodosLimitsSpreadTheMarksWhereThatIsAMinuteOrMore()
      throws IOException {
    try (World world = new World(folder, month(10, 10), builder -> builder)) {
      world.importAll();
      assertThat(notes(preview(world, "60/PT1M"))).containsExactly(MARKS_OF_A_MINUTE);
      assertThat(notes(preview(world, "100/PT1M"))).isEmpty();
      world.set("export.draft-mark-billed", "false");
      assertThat(notes(preview(world, "60/PT1M"))).isEmpty();
    }
  }

  private static Map<String, Object> preview(World world, String limits) throws IOException {
    world.set("clockodo.limits", limits).restart();
    return world.export("As", "invoice-drafts", "Preview", "true");
  }

  @SuppressWarnings("unchecked")
  private static List<String> notes(Map<String, Object> report) {
    return (List<String>) ((Map<?, ?>) report.get("balance")).get("notes");
  }
}
