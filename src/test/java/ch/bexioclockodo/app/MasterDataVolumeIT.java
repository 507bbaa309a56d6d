package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalMode;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Much master data is imported with little memory, and a night in which nothing changed is short.
 */
@Execution(ExecutionMode.CONCURRENT)
class MasterDataVolumeIT {

  private static final Duration LIMIT_OF_PLANNING = Duration.ofSeconds(60);
  private static final Duration LIMIT_OF_A_NIGHT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_CALLS_OF_A_NIGHT = 13;
  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir Path folder;

  /** How long a command took, what memory it needed, and what it left. */
  private record Measured(Ended ended, Duration duration, String peak, long databaseBytes) {

    String figures() {
      return "%,d ms, peak resident memory %s, database %,d kB"
          .formatted(duration.toMillis(), peak, databaseBytes / 1000);
    }
  }

  @Test
  @Timeout(60)
  void aSampleIsImportedAndLeftAloneInTheNextNight(TestReporter reporter) throws IOException {
    try (Sandbox sandbox = sandbox(500, 60, 10);
        Distribution connector = connector(sandbox)) {
      imported(sandbox, connector, reporter, 60, 10);
      nightWithoutChange(sandbox, connector, reporter);
      assertThat(calls(sandbox)).as("calls").isLessThanOrEqualTo(MOST_CALLS_OF_A_NIGHT);
    }
  }

  @Test
  @Tag("long")
  @Timeout(900)
  void fiftyThousandContactsArePlannedInAMinuteAndANightWithoutChangeTakesTenSeconds(
      TestReporter reporter) throws IOException {
    try (Sandbox sandbox = sandbox(50_000, 10_000, 200);
        Distribution connector = connector(sandbox)) {
      Measured preview = measured(connector, reporter, "first preview", "--preview", "--json");
      assertThat(writes(sandbox)).as("writes").isZero();
      imported(sandbox, connector, reporter, 10_000, 200);
      Measured night = nightWithoutChange(sandbox, connector, reporter);
      oneChangeOfEachSort(sandbox, connector, reporter);
      assertThat(preview.duration()).isLessThan(LIMIT_OF_PLANNING);
      assertThat(night.duration()).isLessThan(LIMIT_OF_A_NIGHT);
    }
  }

  private static Sandbox sandbox(int contacts, int projects, int services) {
    return Sandbox.builder()
        .data(SandboxData.masterData(contacts, projects, services))
        .limits(false)
        .journal(JournalMode.COUNTS)
        .start();
  }

  /** The connector's own windows would let the first import take four hours. */
  private Distribution connector(Sandbox sandbox) throws IOException {
    return new Distribution(folder, sandbox).jvm("-Xmx256m").set("clockodo.limits", "99999/PT1M");
  }

  private static void imported(
      Sandbox sandbox, Distribution connector, TestReporter reporter, int projects, int services)
      throws IOException {
    Measured applied = measured(connector, reporter, "first import", "--json");
    long created = applied.ended().count("create");
    assertThat(applied.ended().count("done")).isEqualTo(created + applied.ended().count("link"));
    assertThat(sandbox.clockodo().table("customers").count())
        .isEqualTo(Math.toIntExact(created) - projects - services);
    assertThat(sandbox.clockodo().table("projects").count()).isEqualTo(projects);
    assertThat(sandbox.clockodo().table("services").count()).isEqualTo(services);
    assertThat(writes(sandbox)).as("writes").isEqualTo(created);
  }

  private static Measured nightWithoutChange(
      Sandbox sandbox, Distribution connector, TestReporter reporter) throws IOException {
    sandbox.journal().clear();
    Measured night = measured(connector, reporter, "night without change", "--json");
    reporter.publishEntry("calls of a night without change", String.valueOf(calls(sandbox)));
    assertThat(writes(sandbox)).as("writes").isZero();
    assertThat(night.ended().reportStatus()).isEqualTo("done");
    assertThat(List.of("create", "update", "deactivate", "link", "done"))
        .allSatisfy(count -> assertThat(night.ended().count(count)).as(count).isZero());
    return night;
  }

  /** One contact and one project of bexio, and something else in clockodo. */
  private static void oneChangeOfEachSort(
      Sandbox sandbox, Distribution connector, TestReporter reporter) throws IOException {
    ObjectNode project = sandbox.bexio().table("pr_project").list().get(0);
    sandbox
        .bexio()
        .table("pr_project")
        .update(project.get("id").intValue(), change("name", "Renamed project"));
    sandbox
        .bexio()
        .table("contact")
        .update(
            project.get("contact_id").intValue(),
            change("name_1", "Renamed contact")
                .put(
                    "updated_at", WALL_TIME.format(LocalDateTime.now(ZoneId.of("Europe/Zurich")))));
    ObjectNode service = sandbox.clockodo().table("services").list().get(0);
    sandbox
        .clockodo()
        .table("services")
        .update(service.get("id").intValue(), change("note", "By hand"));
    sandbox.journal().clear();
    Measured changed = measured(connector, reporter, "night with three changes", "--json");
    assertThat(changed.ended().count("update")).isEqualTo(2);
    assertThat(changed.ended().count("done")).isEqualTo(2);
    assertThat(writes(sandbox)).isEqualTo(2);
  }

  private static ObjectNode change(String field, String value) {
    return JsonNodeFactory.instance.objectNode().put(field, value);
  }

  private static Measured measured(
      Distribution connector, TestReporter reporter, String what, String... options)
      throws IOException {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "import";
    System.arraycopy(options, 0, arguments, 1, options.length);
    long start = System.nanoTime();
    Child child = connector.start(arguments);
    String peak = child.peakMemory(PATIENCE);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    Ended ended = child.ended();
    assertThat(ended.status()).as(ended.toString()).isZero();
    Measured measured =
        new Measured(
            ended,
            duration,
            peak,
            Files.size(connector.folder().resolve("database/connector.mv.db")));
    reporter.publishEntry(what, measured.figures());
    return measured;
  }

  private static int writes(Sandbox sandbox) {
    int writes = 0;
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      writes += sandbox.journal().count("bexio", method, "");
      writes += sandbox.journal().count("clockodo", method, "");
    }
    return writes - sandbox.journal().count("bexio", "POST", "/2.0/contact/search");
  }

  private static int calls(Sandbox sandbox) {
    return sandbox.journal().count("bexio", "GET", "")
        + sandbox.journal().count("clockodo", "GET", "")
        + sandbox.journal().count("bexio", "POST", "/2.0/contact/search");
  }
}
