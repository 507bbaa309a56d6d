package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database does not take what must be on disk around a draft or a mark. */
class InvoiceDatabaseFaultsTest extends DraftsWithFaults {

  @AfterEach
  void takeEverythingAgain() throws SQLException {
    takes("invoice_draft");
    takes("billed_mark");
  }

  /** From now on the database takes no row of this state. */
  private static void refuses(String table, String state) throws SQLException {
    statement(
        "alter table bexio_clockodo."
            + table
            + " add constraint stumble_"
            + table
            + " check (state <> '"
            + state
            + "') nocheck");
  }

  private static void takes(String table) throws SQLException {
    statement(
        "alter table bexio_clockodo." + table + " drop constraint if exists stumble_" + table);
  }

  @Test
  void withoutADurableIntentNoDraftLeaves() throws SQLException {
    refuses("invoice_draft", "SENDING");

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("failed");
    assertThat(creates()).isEmpty();
    takes("invoice_draft");
    everythingIsThereOnce();
  }

  @Test
  void anOutcomeThatIsTakenOnlyAfterAWhileCostsNothing() throws Exception {
    refuses("invoice_draft", "WRITTEN");
    CompletableFuture<Map<String, Object>> run = CompletableFuture.supplyAsync(() -> export());
    Awaitility.await().until(() -> documents().count() == 1);
    takes("invoice_draft");

    assertThat(run.get(60, TimeUnit.SECONDS).get("status")).isEqualTo("done");
    assertThat(creates()).hasSize(DRAFTS);
    everythingIsThereOnce();
  }

  @Test
  void anOutcomeThatIsNeverTakenIsFoundByTheNextRun() throws SQLException {
    refuses("invoice_draft", "WRITTEN");

    Map<String, Object> run = export();

    assertThat(run.get("status")).as("%s", run).isEqualTo("failed");
    assertThat(documents().count()).as("no second draft into the dark").isEqualTo(1);
    assertThat(count(run, "unknown")).as("%s", run).isEqualTo(1);
    assertThat(problems(run)).contains("database.failed");
    assertThat(rowsOf("bexio_clockodo.invoice_draft where state = 'SENDING'")).isEqualTo(1);
    assertThat(marks()).isEmpty();
    takes("invoice_draft");
    everythingIsThereOnce();
    assertThat(documents().count()).isEqualTo(DRAFTS);
  }

  @Test
  void withoutADurableIntentNoMarkLeaves() throws SQLException {
    refuses("billed_mark", "MARKING");

    Map<String, Object> run = export();

    assertThat(count(run, "done")).isEqualTo(DRAFTS + ENTRIES);
    assertThat(problems(run)).containsExactly("billed.stopped");
    assertThat(marks()).isEmpty();
    takes("billed_mark");
    everythingIsThereOnce();
  }

  @Test
  void aMarkThatIsNotTakenIsFoundByTheNextRunAndNotMadeAgain() throws SQLException {
    refuses("billed_mark", "MARKED");

    Map<String, Object> run = export();

    assertThat(problems(run)).containsExactly("billed.stopped");
    assertThat(judge().billed()).as("two stumbles in a row are enough").hasSize(2);
    takes("billed_mark");
    Map<String, Object> next = export();
    assertThat(next.get("status")).as("%s", next).isEqualTo("done");
    assertThat(marks()).hasSize(ENTRIES);
    everythingIsThereOnce();
  }
}
