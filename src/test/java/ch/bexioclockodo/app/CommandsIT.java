package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {

  private static final int ENTRIES = 7;
  private static final String[] SEPTEMBER = {"--from", "2026-09-01", "--to", "2026-09-30"};

  @TempDir Path folder;

  private Sandbox sandbox;
  private Distribution connector;
  private final List<Ended> all = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.builder().data(SandboxData.entries(ENTRIES)).start();
    connector = new Distribution(folder, sandbox);
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void everyCommandPrintsItsReportAsJsonAndNothingElse() throws IOException {
    Ended imported = run("import", "--json");
    assertReport(imported, "import", false, "done", 0);
    assertThat(imported.count("link")).isPositive();
    assertThat(imported.json().get("from").isNull()).isTrue();

    Ended preview = export("--preview", "--json");
    assertReport(preview, "export", true, "done", 0);
    assertThat(preview.json().get("run").isNull()).isTrue();
    assertThat(preview.count("create")).isEqualTo(ENTRIES);
    assertThat(preview.count("done")).isZero();
    assertThat(sandbox.journal().writes()).isEmpty();

    Path csv = folder.resolve("rows.csv");
    String plan = preview.json().get("plan").asText();
    Ended exported = run("export", "--plan", plan, "--json", "--csv", csv.toString());
    assertReport(exported, "export", false, "done", 0);
    assertThat(exported.json().get("plan")).isEqualTo(preview.json().get("plan"));
    assertThat(exported.count("done")).isEqualTo(ENTRIES);
    assertThat(exported.json().get("rows")).hasSize(ENTRIES);
    assertThat(payloads(exported)).isEqualTo(payloads(preview));
    assertCsv(csv, exported);
    int sent = sandbox.journal().writes().size();
    assertThat(sent).isEqualTo(ENTRIES);

    Ended again = export("--json");
    assertReport(again, "export", false, "done", 0);
    assertThat(again.count("unchanged")).isEqualTo(ENTRIES);
    assertThat(again.json().get("rows")).isEmpty();
    assertThat(sandbox.journal().writes()).hasSize(sent);

    Ended runs = run("runs", "--json");
    assertThat(runs.status()).isZero();
    assertThat(runs.json()).hasSize(3);
    for (JsonNode line : runs.json()) {
      assertThat(names(line))
          .contains("run", "plan", "connection", "kind", "status", "startedAt", "finishedAt");
    }
    Ended shown = run("show", exported.json().get("run").asText(), "--json");
    assertReport(shown, "export", false, "done", 0);
    assertThat(shown.json()).isEqualTo(exported.json());
    assertNothingLeaks();
  }

  @Test
  void peopleReadTablesWithoutControlCharacters() throws IOException {
    connector.linked();
    sandbox.clockodo().table("entries").list().stream()
        .limit(1)
        .forEach(
            entry ->
                sandbox
                    .clockodo()
                    .table("entries")
                    .update(entry.get("id").intValue(), entry.deepCopy().putNull("projects_id")));

    Ended preview = export("--preview");
    assertThat(preview.status()).as(preview.toString()).isEqualTo(1);
    assertThat(preview.out())
        .contains(
            "Preview of the export from 2026-09-01 to 2026-09-30",
            "it has no project",
            (ENTRIES - 1) + " to create",
            "1 to clarify",
            "Status: attention");
    assertThat(preview.out().lines().filter(line -> line.startsWith("+ "))).hasSize(ENTRIES);

    Ended exported = export();
    assertThat(exported.status()).as(exported.toString()).isEqualTo(1);
    assertThat(exported.out()).contains((ENTRIES - 1) + " done", "Status: attention");

    assertThat(run("runs").out()).contains("import", "export", "attention", "done");
    Ended german = run("show", "2", "--lang", "de");
    assertThat(german.status()).isEqualTo(1);
    assertThat(german.out())
        .contains("zu klären: ohne Projekt")
        .doesNotContain("it has no project");
    assertNothingLeaks();
  }

  @Test
  void secretsStayOutOfLogsOfEveryLevel() throws IOException {
    connector.jvm("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");
    connector.jvm("-Dorg.slf4j.simpleLogger.log.ch.bexioclockodo=debug");
    connector.jvm("-Dorg.slf4j.simpleLogger.log.org.apache.camel=debug");
    Ended imported = run("import");
    assertThat(imported.status()).isZero();
    assertThat(imported.out()).contains("Import", "closes", "Status: done");
    assertThat(imported.err()).contains("DEBUG", "company_profile");
    connector.set("bexio.token", "x" + Sandbox.BEXIO_TOKEN);
    Ended refused = run("check");
    assertThat(refused.status()).isEqualTo(2);
    for (Ended ended : all) {
      assertNoSecret(ended);
    }
  }

  private Ended run(String... arguments) throws IOException {
    Ended ended = connector.run(arguments);
    all.add(ended);
    return ended;
  }

  private Ended export(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("export"));
    line.addAll(List.of(SEPTEMBER));
    line.addAll(List.of(arguments));
    return run(line.toArray(String[]::new));
  }

  /** Logs are on standard error, quiet ones; nobody watches, so there is no progress bar. */
  private void assertNothingLeaks() {
    for (Ended ended : all) {
      assertThat(ended.err()).as(ended.toString()).isEmpty();
      assertThat(ended.out()).doesNotContain("\r", "\u001b", "█", "░");
      assertNoSecret(ended);
    }
  }

  private static void assertNoSecret(Ended ended) {
    for (String output : List.of(ended.out(), ended.err())) {
      assertThat(output.contains(Sandbox.BEXIO_TOKEN)).as("bexio's token is printed").isFalse();
      assertThat(output.contains(Sandbox.CLOCKODO_API_KEY)).as("the key is printed").isFalse();
    }
  }

  /** Every field of the outside contract (architecture, section 6) and none beside it. */
  private static void assertReport(
      Ended ended, String kind, boolean preview, String status, int exit) {
    JsonNode report = ended.json();
    assertThat(names(report))
        .containsExactlyInAnyOrder(
            "run",
            "plan",
            "connection",
            "kind",
            "preview",
            "status",
            "from",
            "to",
            "startedAt",
            "finishedAt",
            "counts",
            "balance",
            "rows",
            "problems");
    assertThat(report.get("connection").textValue()).isEqualTo("default");
    assertThat(report.get("kind").textValue()).isEqualTo(kind);
    assertThat(report.get("preview").isBoolean()).isTrue();
    assertThat(report.get("preview").booleanValue()).isEqualTo(preview);
    assertThat(report.get("status").textValue()).isEqualTo(status);
    assertThat(ended.status()).isEqualTo(exit);
    assertThat(report.get("plan").isIntegralNumber()).isTrue();
    assertThat(report.get("startedAt").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z");
    assertThat(report.get("finishedAt").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z");
    if ("export".equals(kind)) {
      assertThat(report.get("from").textValue()).isEqualTo("2026-09-01");
      assertThat(report.get("to").textValue()).isEqualTo("2026-09-30");
    }
    assertThat(names(report.get("counts")))
        .containsExactlyInAnyOrder(
            "create",
            "update",
            "delete",
            "deactivate",
            "link",
            "done",
            "unchanged",
            "excluded",
            "needsDecision",
            "failed",
            "unknown",
            "stale",
            "notSent");
    assertThat(report.get("counts")).allMatch(JsonNode::isIntegralNumber);
    JsonNode balance = report.get("balance");
    assertThat(names(balance)).contains("closes", "source", "buckets", "notes");
    if ("export".equals(kind)) {
      assertThat(names(balance.get("groups")))
          .containsExactlyInAnyOrder("count", "closing", "notCompared", "open");
    }
    assertThat(balance.get("closes").booleanValue()).isTrue();
    assertThat(names(balance.get("source"))).containsExactlyInAnyOrder("count", "seconds");
    assertThat(names(balance.get("buckets"))).contains("exported", "excluded");
    assertThat(balance.get("buckets"))
        .allMatch(bucket -> names(bucket).equals(new TreeSet<>(List.of("count", "seconds"))));
    assertThat(balance.get("notes").isArray()).isTrue();
    assertThat(report.get("problems").isArray()).isTrue();
    for (JsonNode row : report.get("rows")) {
      assertThat(names(row))
          .contains(
              "id",
              "kind",
              "action",
              "state",
              "reason",
              "source",
              "target",
              "payload",
              "dependsOn");
      assertThat(row.get("id").isIntegralNumber()).isTrue();
      assertThat(row.get("source").get("id").isIntegralNumber()).isTrue();
      assertThat(row.get("payload").isObject()).isTrue();
      assertThat(row.get("dependsOn").isArray()).isTrue();
    }
  }

  private static void assertCsv(Path file, Ended exported) throws IOException {
    String text = Files.readString(file);
    assertThat(text).startsWith("\uFEFF");
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(text.substring(1), format)) {
      List<CSVRecord> rows = parser.getRecords();
      assertThat(rows).hasSameSizeAs(exported.json().get("rows"));
      for (int i = 0; i < rows.size(); i++) {
        JsonNode row = exported.json().get("rows").get(i);
        assertThat(rows.get(i).get("entry")).isEqualTo(row.get("source").get("id").asText());
        assertThat(rows.get(i).get("timesheet")).isEqualTo(row.get("target").get("id").asText());
        assertThat(rows.get(i).get("payload")).isEqualTo(row.get("payload").toString());
        assertThat(rows.get(i).get("state")).isEqualTo("DONE");
      }
    }
  }

  private static List<String> payloads(Ended ended) {
    return ended.json().get("rows").findValues("payload").stream().map(JsonNode::toString).toList();
  }

  private static TreeSet<String> names(JsonNode object) {
    return new TreeSet<>(object.properties().stream().map(Map.Entry::getKey).toList());
  }
}
