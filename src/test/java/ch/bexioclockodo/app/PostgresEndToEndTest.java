package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The core of an export, and of what becomes of it, on a real PostgreSQL: the same scripts and
 * statements serve both databases.
 */
class PostgresEndToEndTest {

  private static final int ENTRIES = 8;
  private static final Duration SETTLE = Duration.ofMinutes(16);

  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @TempDir Path folder;

  private World imported(String database) throws IOException, SQLException {
    World world =
        new World(
            folder,
            SandboxData.entries(ENTRIES),
            builder -> builder,
            "db.url",
            POSTGRES.database(database));
    world.importAll();
    return world;
  }

  private static List<Long> entries(World world) {
    return world.sandbox().clockodo().table("entries").list().stream()
        .map(entry -> entry.path("id").asLong())
        .toList();
  }

  private static void decide(World world, long entry, String choice) {
    Ended ended = world.command("link", "timesheet", "-", String.valueOf(entry), choice);
    assertThat(ended.status()).as(ended.toString()).isZero();
  }

  @Test
  void theCheckCreatesNothingAndAlertsAreToldOnceOnPostgreSql() throws IOException, SQLException {
    try (Webhook webhook = new Webhook();
        World world = imported("alerts")) {
      world.set("alert.webhook", webhook.address()).restart();
      world.sandbox().faults().on("GET /2.0/company_profile").always().then(Fault.forbidden());
      world.importAll();
      world.importAll();
      assertThat(webhook.news()).containsExactly("import run-failed bexio.forbidden");
      world.sandbox().faults().clear();
      assertThat(world.check().textOf("schema")).endsWith("up to date");

      Findings none = world.set("db.url", POSTGRES.database("nothing")).check();
      assertThat(none.problems()).isEmpty();
      assertThat(none.textOf("database")).contains("is not there yet");
      assertThat(world.check().textOf("database")).as("still").contains("is not there yet");
    }
  }

  @Test
  void whatIsDecidedAboutTimesheetsIsCarriedOutOnPostgreSql() throws IOException, SQLException {
    try (World world = imported("decisions")) {
      world.export();
      List<Long> entries = entries(world);
      Table timesheets = world.sandbox().bexio().table("timesheet");
      List<Integer> written =
          entries.stream()
              .map(entry -> Integer.valueOf(world.ledger(entry, "timesheet_id")))
              .toList();
      ObjectNode byHand = new ObjectMapper().createObjectNode().put("text", "von Hand");
      timesheets.update(written.get(0), byHand);
      timesheets.update(written.get(1), byHand);
      timesheets.remove(written.get(2));
      timesheets.remove(written.get(3));

      decide(world, entries.get(0), "--take-bexio");
      decide(world, entries.get(1), "--keep-clockodo");
      decide(world, entries.get(2), "--create");
      decide(world, entries.get(3), "--ignore");
      Map<String, Object> run = world.export();
      Ended listed = world.command("links", "--kind", "timesheet");
      world.sandbox().journal().clear();
      Map<String, Object> next = world.export();

      assertThat(reasonOf(run, entries.get(0))).isEqualTo("decided.take-bexio");
      assertThat(timesheets.get(written.get(0)).path("text").asText()).isEqualTo("von Hand");
      assertThat(reasonOf(run, entries.get(1))).isEqualTo("decided.keep-clockodo");
      assertThat(timesheets.get(written.get(1)).path("text").asText()).isNotEqualTo("von Hand");
      assertThat(reasonOf(run, entries.get(2))).isEqualTo("decided.send");
      assertThat(count(run, "done")).isEqualTo(3);
      assertThat(closes(run)).isTrue();
      assertThat(world.timesheets()).as("one is left as it is").hasSize(ENTRIES - 1);
      assertThat(listed.out()).contains("decided: ignore");
      assertThat(count(next, "unchanged")).isEqualTo(ENTRIES);
      assertThat(world.sandbox().journal().writes()).isEmpty();
    }
  }

  @Test
  void whatIsTakenBackGoesAgainAndALostLedgerIsRebuiltOnPostgreSql()
      throws IOException, SQLException {
    try (World world = imported("undo")) {
      long entry = entries(world).get(0);
      world.set("export.mark-billed", "true").restart();
      Map<String, Object> undone = world.undo(world.export());

      assertThat(undone.get("status")).as(undone.toString()).isEqualTo("done");
      assertThat(exported(undone)).isEqualTo(ENTRIES);
      assertThat(world.timesheets().size()).isZero();
      assertThat(world.ledger(entry, "state")).isEqualTo("WITHDRAWN");
      assertThat(
              world.sandbox().clockodo().table("entries").get((int) entry).path("billable").asInt())
          .isEqualTo(1);
      world.set("export.mark-billed", "false").restart();
      assertThat(reasonOf(world.export(), entry)).isEqualTo("entry.withdrawn");
      assertThat(exported(world.export("Again", "true"))).isEqualTo(ENTRIES);

      world.set("db.url", POSTGRES.database("lost")).restart();
      world.importAll();
      Map<String, Object> seen = world.export();
      Map<String, Object> rebuilt = world.export("Rebuild", "true");

      assertThat(reasonOf(seen, entry)).isEqualTo("timesheet.probably-there");
      assertThat(exported(rebuilt)).isEqualTo(ENTRIES);
      assertThat(closes(rebuilt)).isTrue();
      assertThat(count(world.export(), "unchanged")).isEqualTo(ENTRIES);
      assertThat(world.timesheets()).hasSize(ENTRIES);
    }
  }

  @Test
  void aDoubtIsSettledAndItsLateTwinShownOnPostgreSql() throws IOException, SQLException {
    try (World world = imported("doubt")) {
      long entry = entries(world).get(ENTRIES - 1);
      String text =
          world.sandbox().clockodo().table("entries").get((int) entry).path("text").asText();
      world
          .sandbox()
          .faults()
          .on("POST /2.0/timesheet")
          .row(text)
          .attempt(1)
          .then(Fault.dropBeforeCommit());
      Map<String, Object> doubtful = world.export();
      assertThat(rowOf(doubtful, entry).get("state")).isEqualTo("UNKNOWN");
      Ended shown = world.command("show", String.valueOf(doubtful.get("run")));
      assertThat(shown.out()).as("%s", shown).contains(text).contains("unknown");
      ObjectNode late = (ObjectNode) new ObjectMapper().readTree(world.sent(entry));
      world.clockAdvancesBy(SETTLE);
      assertThat(rowOf(world.export(), entry).get("state")).isEqualTo("DONE");
      world.edit(entry, "text", "neu beschrieben");
      assertThat(rowOf(world.export(), entry).get("action")).isEqualTo("UPDATE");
      world.sandbox().bexio().table("timesheet").insert(late);
      world.clockAdvancesBy(Duration.ofDays(1));

      assertThat(rows(world.export()))
          .filteredOn(row -> String.valueOf(row.get("reason")).contains("timesheet.late-twin"))
          .hasSize(1);
    }
  }

  @Test
  void importsAndExportsOnceOnPostgreSql() throws IOException, SQLException {
    try (World world =
        new World(
            folder,
            SandboxData.company(),
            builder -> builder,
            "db.url",
            POSTGRES.database("company"))) {
      world
          .sandbox()
          .faults()
          .on("POST /2.0/timesheet")
          .row("Messreihe")
          .attempt(1)
          .then(Fault.dropAfterCommit());
      world
          .sandbox()
          .faults()
          .on("POST /2.0/timesheet")
          .row("Unterprojekt")
          .then(Fault.status(422, "no"));

      Map<String, Object> imported = world.importAll();
      Map<String, Object> preview = world.export("Preview", "true");
      Map<String, Object> exported = world.export("Plan", String.valueOf(preview.get("plan")));
      String readBack = reasonOf(exported, 80013);
      int sent = world.posts("bexio", "/2.0/timesheet").size();
      world.set("export.mark-billed", "true").restart();
      Map<String, Object> again = world.export();

      Ended decided = world.command("link", "customer", "21", "--create");
      Ended listed = world.command("links", "--kind", "customer", "--json");
      Ended undone = world.command("unlink", "customer", "11");

      assertThat(decided.status()).as(decided.toString()).isZero();
      assertThat(listed.json().findValuesAsText("state")).contains("linked", "decided", "open");
      assertThat(undone.status()).as(undone.toString()).isZero();
      assertThat(count(imported, "done")).isPositive();
      assertThat(count(exported, "done")).isEqualTo(count(preview, "create") - 1);
      assertThat(readBack).isEqualTo("outcome.read-back");
      assertThat(rowOf(again, 80032).get("state")).isEqualTo("FAILED");
      assertThat(count(again, "unchanged")).isEqualTo(exported(exported));
      assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(sent);
      assertThat(world.sandbox().clockodo().table("entries").get(80013).path("billable").asInt())
          .isEqualTo(2);
      assertThat(closes(exported)).isTrue();
      assertThat(closes(again)).isTrue();
    }
  }
}
