package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of each report group, held against what clockodo reported of it. */
class ExportBalanceEndToEndTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void everyReportGroupClosesOnceItIsExportedAndAgainWhenNothingIsNew() {
    Map<?, ?> first = groups(world.export());
    Map<String, Object> again = world.export();
    Map<?, ?> second = groups(again);

    assertThat(number(first, "count")).isGreaterThan(50);
    assertThat(number(first, "closing")).isEqualTo(number(first, "count"));
    assertThat(World.count(again, "unchanged")).isGreaterThan(300);
    assertThat(second).isEqualTo(first);
    assertThat(closes(again)).isTrue();
  }

  @Test
  void whatBeganTheNightBeforeThePeriodIsInNoGroupOfIt() {
    // 80007 begins an hour before September, 80008 ends in October.
    Map<String, Object> august = world.export("From", "2026-08-31", "To", "2026-08-31");
    Map<String, Object> september = world.export("From", "2026-09-01", "To", "2026-09-01");

    assertThat(closes(august)).isTrue();
    assertThat(closes(september)).isTrue();
    assertThat(World.rows(september))
        .noneMatch(row -> Integer.valueOf(80007).equals(((Map<?, ?>) row.get("source")).get("id")));
    assertThat(number(groups(september), "closing")).isEqualTo(number(groups(september), "count"));
  }

  @Test
  void partsOfTheWindowThatShareAGroupCloseTogether() {
    Map<String, Object> run = world.export("Customer", "40101,40102", "Billable", "0,1");

    assertThat(closes(run)).isTrue();
    assertThat(number(groups(run), "closing")).isEqualTo(number(groups(run), "count"));
  }

  @Test
  void aGroupThatHoldsARunningEntryIsNotComparedAndTheOthersClose() {
    Map<String, Object> today = world.export("From", "2026-11-20", "To", "2026-11-20");

    assertThat(closes(today)).isTrue();
    assertThat(number(groups(today), "notCompared")).isEqualTo(1);
    assertThat(number(groups(today), "closing")).isEqualTo(number(groups(today), "count") - 1);
  }

  @Test
  void anEntryThatClockodoWithholdsLeavesItsGroupOpenAndNamed() {
    world.sandbox().faults().on("GET /v2/entries").always().then(Fault.withholdRow(0));

    Map<String, Object> run = world.export("From", "2026-09-08", "To", "2026-09-08");

    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(closes(run)).isFalse();
    Map<?, ?> open = open(run);
    assertThat(open.get("names").toString()).contains(", ");
    assertThat(number(open, "reportedSeconds")).isGreaterThan(number(open, "seconds"));
  }

  @Test
  void aRowThatIsLostAfterThePreviewLeavesItsGroupOpen() throws SQLException {
    Map<String, Object> preview = world.export("Preview", "true");
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "delete from bexio_clockodo.plan_row where source_id = 80013"))
          .isEqualTo(1);
    }

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(run.get("status")).isEqualTo("failed");
    Map<?, ?> open = open(run);
    assertThat(open.get("names"))
        .isEqualTo(List.of("Rhätia Energie AG", "Monitoring Staumauer", "Planung", "Anna Zürcher"));
    assertThat(number(open, "reportedSeconds") - number(open, "seconds")).isEqualTo(6275);
    assertThat(number(groups(run), "closing")).isEqualTo(number(groups(run), "count") - 1);
  }

  private static Map<?, ?> open(Map<String, Object> report) {
    List<?> open = (List<?>) groups(report).get("open");
    assertThat(open).hasSize(1);
    return (Map<?, ?>) open.get(0);
  }

  private static Map<?, ?> groups(Map<String, Object> report) {
    return (Map<?, ?>) ((Map<?, ?>) report.get("balance")).get("groups");
  }

  private static long number(Map<?, ?> map, String name) {
    return ((Number) map.get(name)).longValue();
  }
}
