package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Invoice drafts on a real PostgreSQL: their whole life, and a server that goes meanwhile. */
@Timeout(180)
class InvoicePostgresEndToEndTest {

  private static final int ENTRIES = 8;
  private static final int DRAFTS = 4;

  @RegisterExtension static final Postgres POSTGRES = new Postgres();

  @TempDir Path folder;
  private FaultyDatabase database;
  private World world;
  private InvoiceJudge judge;

  @BeforeEach
  void start() throws IOException, SQLException {
    database = new FaultyDatabase(POSTGRES);
    world =
        new World(
            folder,
            SandboxData.entries(ENTRIES),
            builder -> builder,
            "db.url",
            database.url(),
            InvoiceJudge.SETTINGS[0],
            InvoiceJudge.SETTINGS[1]);
    world.importAll();
    judge = new InvoiceJudge(world.sandbox());
  }

  @AfterEach
  void end() {
    world.close();
  }

  private Map<String, Object> export() {
    Map<String, Object> run = world.export("As", "invoice-drafts");
    assertThat(closes(run) || !"done".equals(run.get("status"))).as("%s", run).isTrue();
    return run;
  }

  private Table documents() {
    return world.sandbox().bexio().table("kb_invoice");
  }

  @Test
  void draftsAreWrittenFoundTakenBackFreedAndWrittenAgain() {
    world.sandbox().faults().on("POST /2.0/kb_invoice").nth(2).then(Fault.dropAfterCommit());
    Map<String, Object> run = export();
    assertThat(run.get("status")).as("%s", run).isEqualTo("done");
    judge.assertEverythingIsThereOnceAndBilled();
    assertThat(count(export(), "unchanged")).isEqualTo(ENTRIES);

    Map<String, Object> undone = world.undo(run);
    assertThat(undone.get("status")).as("%s", undone).isEqualTo("done");
    assertThat(documents().count()).isZero();
    assertThat(judge.billed()).isEmpty();

    assertThat(export().get("status")).isEqualTo("done");
    judge.assertEverythingIsThereOnceAndBilled();

    ObjectNode deleted = documents().list().get(0);
    documents().remove(deleted.get("id").asInt());
    Map<String, Object> asked = export();
    assertThat(asked.get("status")).isEqualTo("attention");
    assertThat(count(asked, "needsDecision")).isEqualTo(2);
    assertThat(reasonOf(asked, 90001)).isEqualTo("draft.deleted");
    Ended decided = world.command("link", "invoice-draft", deleted.get("id").asText(), "--create");
    assertThat(decided.status()).as(decided.toString()).isZero();
    export();
    assertThat(judge.billed()).hasSize(ENTRIES - 2);
    assertThat(export().get("status")).isEqualTo("done");
    judge.assertEverythingIsThereOnceAndBilled();
    assertThat(documents().count()).isEqualTo(DRAFTS);
  }

  @Test
  void aServerThatIsGoneForAMomentCostsNothing() throws Exception {
    exportWhile(FaultyDatabase.GONE, true);
  }

  @Test
  @Tag("faults")
  void aServerThatLetsNobodyWriteGetsNoDraftWithoutAnIntent() throws Exception {
    Map<String, Object> run = exportWhile(FaultyDatabase.READ_ONLY, false);
    assertThat(run.get("status")).as("%s", run).isIn("failed", "interrupted");
  }

  private Map<String, Object> exportWhile(String fault, boolean soonBack) throws Exception {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/kb_invoice")
        .then(Fault.lateAnswer(Duration.ofMillis(300)));
    CompletableFuture<Map<String, Object>> run = CompletableFuture.supplyAsync(this::export);
    Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> documents().count() == 2);
    database.strike(fault);
    if (soonBack) {
      database.comesBackAfter(Duration.ofMillis(500));
    }
    Map<String, Object> ended = run.get(120, TimeUnit.SECONDS);
    database.restore();
    world.sandbox().faults().clear();
    world.restart();

    judge.assertNothingIsTwiceOrMarkedWithoutDraft();
    assertThat(references()).as("every document has an intent: %s", ended).containsAll(inBexio());
    for (int minutes = 2; minutes <= 42; minutes += 20) {
      world.clockAdvancesBy(Duration.ofMinutes(minutes));
      export();
    }
    assertThat(export().get("status")).isEqualTo("done");
    judge.assertEverythingIsThereOnceAndBilled();
    assertThat(documents().count()).isEqualTo(DRAFTS);
    return ended;
  }

  private Set<String> inBexio() {
    Set<String> references = new TreeSet<>();
    documents().list().forEach(document -> references.add(document.get("api_reference").asText()));
    return references;
  }

  private Set<String> references() throws SQLException {
    Set<String> references = new TreeSet<>();
    try (Connection connection = world.connector().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select api_reference from bexio_clockodo.invoice_draft")) {
      while (rows.next()) {
        references.add(rows.getString(1));
      }
    }
    return references;
  }
}
