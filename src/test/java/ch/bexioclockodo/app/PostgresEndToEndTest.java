package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole path once on a real PostgreSQL: the same scripts and statements serve both databases.
 */
class PostgresEndToEndTest {

  @TempDir Path folder;

  @Test
  void importsAndExportsOnceOnPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        World world = new World(folder, SandboxData.company())) {
      world.set("db.url", postgres.getJdbcUrl("postgres", "postgres")).restart();
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
      assertThat(count(again, "unchanged")).isEqualTo(sentEntries(exported));
      assertThat(world.posts("bexio", "/2.0/timesheet")).hasSize(sent);
      assertThat(world.sandbox().clockodo().table("entries").get(80013).path("billable").asInt())
          .isEqualTo(2);
      assertThat(closes(exported)).isTrue();
      assertThat(closes(again)).isTrue();
    }
  }

  /** Entries that went to bexio, without what was created for them first. */
  private static long sentEntries(Map<String, Object> report) {
    Map<?, ?> buckets = (Map<?, ?>) ((Map<?, ?>) report.get("balance")).get("buckets");
    return ((Number) ((Map<?, ?>) buckets.get("exported")).get("count")).longValue();
  }
}
