package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read of invoice drafts, on a terminal and in a spreadsheet. */
class InvoiceOutputEndToEndTest {

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    Messages.language(Locale.ENGLISH);
    world.close();
  }

  @Test
  void aRateIsToldWithAllItsDecimals() throws IOException {
    small(2);
    world.edit(90001, "hourly_rate", new BigDecimal("33.333333"));
    world.edit(90001, "duration", 1200);
    world.edit(90002, "hourly_rate", 105);
    world.edit(90002, "duration", 1200);
    assertThat(preview().out())
        .contains("0:20 h à 33.333333 ", "0:20 h à 105.00 ")
        .doesNotContain("à 33.33 ");
  }

  @Test
  void foreignTextCannotSteerATerminal() throws IOException {
    small(2);
    world.set("export.draft-header", "Für [customer]").set("export.draft-title", "[project]");
    rename("contact", 11, "name_1", "Kunde\u001b[2J\u009b A AG");
    world.importAll();
    world.sandbox().clockodo().table("customers").update(40101, name("Kunde\u001b[31m A"));
    world.sandbox().clockodo().table("projects").update(50101, name("Pro\u001b]0;jekt &lt; 1"));
    world.restart();

    Ended ended = preview("--project", "50101");

    assertThat(ended.out())
        .doesNotContain("\u001b", "\u009b")
        .contains("Für Kunde [31m A", "Draft 1: Kunde");
    assertThat(ended.out()).as("a title is no HTML").contains("&lt; 1");
  }

  @Test
  void foreignNamesInAProblemOrAFindingCannotSteerItEither() throws IOException {
    small(2);
    rename("account", 95, "account_no", "3401");
    rename("account", 96, "name", "Hono\u009b31mrare\u001b[2J");
    world.set("export.as", "invoice-drafts").restart();
    Ended open = preview();
    assertThat(open.out()).contains("96 3410 Hono").doesNotContain("\u001b", "\u009b");
    Ended check = world.command("check");
    assertThat(check.out()).contains("96 3410 Hono").doesNotContain("\u001b", "\u009b");
  }

  @Test
  void whatHasNoNameIsNotCalledNull() throws IOException {
    small(2);
    world
        .sandbox()
        .bexio()
        .table("account")
        .update(96, new ObjectMapper().createObjectNode().putNull("name"));
    world
        .sandbox()
        .bexio()
        .table("bank_account")
        .update(1, new ObjectMapper().createObjectNode().putNull("iban_nr"));
    world
        .sandbox()
        .bexio()
        .table("unit")
        .update(1, new ObjectMapper().createObjectNode().putNull("name"));
    world.set("export.as", "invoice-drafts").restart();
    assertThat(world.command("check").out()).contains("96 3410").doesNotContain("null");
  }

  @Test
  void aDraftThatIsLetGoOrTakenBackIsToldWithoutPositionsToSend() throws IOException {
    small(4);
    Map<String, Object> written = world.export("As", "invoice-drafts");
    assertThat(written.get("status")).isEqualTo("done");
    Ended show = world.command("show", String.valueOf(written.get("run")));
    assertThat(show.out())
        .contains("2 drafts to create, 4 entries in them and 0 drafts to release", "in drafts");

    Ended undo = world.command("undo", String.valueOf(written.get("run")), "--preview");
    assertThat(undo.out() + undo.err()).contains("Draft 1: Kunde A AG", "Draft 2:");
    assertThat(undo.status()).isZero();

    world.sandbox().bexio().table("kb_invoice").remove(501);
    Ended gone = preview();
    assertThat(gone.out() + gone.err())
        .contains(
            "Draft 1: Kunde A AG (40101)   to release: draft",
            " 1 to release,",
            " 2 entries unchanged,");
    assertThat(gone.status()).isLessThan(2);
  }

  @Test
  void theSummaryCountsDraftsAndTheEntriesInThem() throws IOException {
    small(6);
    world.edit(90001, "billable", 0);
    String out = preview().out();
    assertThat(out)
        .contains("3 drafts to create with 5 entries, 0 to release, 0 to clarify, 1 excluded")
        .contains("to invoice: draft 1, position 1")
        .doesNotContain("to link");
    assertThat(preview("--lang", "de").out())
        .contains("3 Entwürfe anzulegen mit 5 Einträgen, 0 freizugeben")
        .contains("zu verrechnen: Entwurf 1, Position 1")
        .doesNotContain("zu verknüpfen");
  }

  @Test
  void aSpreadsheetHasEachThingInItsOwnColumn() throws IOException {
    small(4);
    Path file = folder.resolve("rows.csv");
    preview("--csv", file.toString());

    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file).substring(1), format)) {
      List<CSVRecord> rows = parser.getRecords();
      CSVRecord draft =
          rows.stream().filter(row -> row.get("kind").equals("invoice-draft")).findFirst().get();
      assertThat(draft.get("entry")).isEmpty();
      assertThat(draft.get("timesheet")).isEmpty();
      assertThat(draft.get("customer")).isEqualTo("Kunde A AG");
      assertThat(draft.get("customer id")).isEqualTo("40101");
      assertThat(draft.get("bexio contact id")).isEqualTo("11");
      assertThat(draft.get("draft")).isEqualTo("1");
      assertThat(draft.get("position")).isEmpty();
      assertThat(draft.get("bexio draft id")).isEmpty();
      List<CSVRecord> entries =
          rows.stream().filter(row -> row.get("kind").equals("entry")).toList();
      assertThat(entries)
          .extracting(row -> row.get("entry"))
          .containsExactlyInAnyOrder("90001", "90002", "90003", "90004");
      CSVRecord entry =
          entries.stream().filter(row -> row.get("entry").equals("90001")).findFirst().get();
      assertThat(entry.get("draft")).isEqualTo("1");
      assertThat(entry.get("position")).isEqualTo("1");
      assertThat(entry.get("customer id")).isEqualTo("40101");
    }
  }

  @Test
  void aSpreadsheetOfARunHasBexiosIdOfEachDraft() throws IOException {
    small(4);
    Path file = folder.resolve("rows.csv");
    world.command(
        "export",
        "--as",
        "invoice-drafts",
        "--from",
        "2026-09-01",
        "--to",
        "2026-09-30",
        "--csv",
        file.toString());
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file).substring(1), format)) {
      List<CSVRecord> drafts =
          parser.getRecords().stream()
              .filter(row -> row.get("kind").equals("invoice-draft"))
              .toList();
      assertThat(drafts)
          .extracting(row -> row.get("bexio draft id"))
          .containsExactlyInAnyOrder("501", "502");
      assertThat(drafts).allMatch(row -> row.get("timesheet").isEmpty());
    }
  }

  @Test
  void whatIsCreatedBeforeTimesheetsIsNoEntryEither() throws IOException {
    world = new World(folder, SandboxData.entries(2));
    world.sandbox().bexio().table("user").list().stream()
        .filter(user -> user.get("id").asInt() > 1)
        .toList()
        .forEach(user -> world.sandbox().bexio().table("user").remove(user.get("id").asInt()));
    world.importAll();
    Path file = folder.resolve("rows.csv");
    world.command(
        "export",
        "--preview",
        "--from",
        "2026-09-01",
        "--to",
        "2026-09-30",
        "--csv",
        file.toString());
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file).substring(1), format)) {
      CSVRecord user =
          parser.getRecords().stream()
              .filter(row -> row.get("kind").equals("fictional-user"))
              .findFirst()
              .get();
      assertThat(user.get("entry")).isEmpty();
      assertThat(user.get("user")).isEqualTo("Reto Baumann");
      assertThat(user.get("user id")).isEqualTo("3102");
    }
  }

  private void small(int entries) throws IOException {
    world = new World(folder, SandboxData.entries(entries));
    world.importAll();
  }

  private void rename(String table, int id, String field, String name) {
    world
        .sandbox()
        .bexio()
        .table(table)
        .update(id, new ObjectMapper().createObjectNode().put(field, name));
  }

  private static ObjectNode name(String name) {
    return new ObjectMapper().createObjectNode().put("name", name);
  }

  private Ended preview(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "export",
                "--preview",
                "--as",
                "invoice-drafts",
                "--from",
                "2026-09-01",
                "--to",
                "2026-09-30"));
    line.addAll(List.of(more));
    return world.command(line.toArray(String[]::new));
  }
}
