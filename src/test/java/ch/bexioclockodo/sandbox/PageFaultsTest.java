package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageFaultsTest {

  private static final String PROJECTS = "GET /2.0/pr_project";
  private static final String ENTRIES = "GET /v2/entries";

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().data(SandboxData.entries(30)).limits(false).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aShortPageLeavesItsLastRowsOut() {
    sandbox.faults().on(PROJECTS).nth(2).then(Fault.shortPage(1));
    assertThat(projects(0)).containsExactly(21, 22, 23, 24);
    assertThat(projects(4)).containsExactly(25);
    assertThat(projects(8)).containsExactly(29, 30);
    assertThat(projects(4)).containsExactly(25, 26, 27, 28);
  }

  @Test
  void aCapMakesPagesSmallerThanAsked() {
    sandbox.faults().on(PROJECTS).always().then(Fault.pageCap(3));
    assertThat(projects(0)).containsExactly(21, 22, 23);
    assertThat(projects(3)).containsExactly(24, 25, 26);
    sandbox.faults().on(ENTRIES).always().then(Fault.pageCap(10));
    Reply page = entries(3, 20);
    assertThat(page.at("/paging/items_per_page").asInt()).isEqualTo(10);
    assertThat(page.at("/paging/count_pages").asInt()).isEqualTo(3);
    assertThat(page.at("/entries")).hasSize(10);
  }

  @Test
  void aRowAddedInFrontIsSeenTwiceByWhoReadsOn() {
    sandbox.faults().on(PROJECTS).nth(2).then(Fault.insertRowBefore());
    assertThat(projects(0)).containsExactly(21, 22, 23, 24);
    assertThat(projects(4)).containsExactly(24, 25, 26, 27);
    assertThat(sandbox.bexio().table("pr_project").get(20).get("name").asText())
        .isEqualTo("Projekt 1 (added meanwhile)");
  }

  @Test
  void anAddedRowCanBeGivenItsValues() {
    sandbox
        .faults()
        .on(ENTRIES)
        .nth(1)
        .then(
            Fault.insertRowBefore(
                Json.object("id", 5, "time_since", "2026-09-01T00:00:00Z", "text", "neu")));
    Reply page = entries(1, 10);
    assertThat(page.at("/entries/0/id").asInt()).isEqualTo(5);
    assertThat(page.at("/paging/count_items").asInt()).isEqualTo(31);
  }

  @Test
  void aRowRemovedInFrontHidesOneFromWhoReadsOn() {
    sandbox.faults().on(PROJECTS).nth(2).then(Fault.removeRow());
    assertThat(projects(0)).containsExactly(21, 22, 23, 24);
    assertThat(projects(4)).containsExactly(26, 27, 28, 29);
    assertThat(sandbox.bexio().table("pr_project").get(21)).isNull();
    List<Integer> before = ids(entries(2, 10).at("/entries"));
    sandbox.faults().on(ENTRIES).nth(1).then(Fault.removeRow(3));
    List<Integer> after = ids(entries(2, 10).at("/entries"));
    assertThat(after.subList(0, 9)).isEqualTo(before.subList(1, 10));
  }

  @Test
  void aWithheldRowIsStillCountedAndSummed() {
    String[] groups = {
      "time_since",
      "2026-08-31T22:00:00Z",
      "time_until",
      "2026-09-30T22:00:00Z",
      "grouping[]",
      "year"
    };
    SandboxClient clockodo = SandboxClient.clockodo(sandbox);
    long seconds = clockodo.get("/v2/entrygroups", groups).at("/groups/0/duration").asLong();
    sandbox.faults().on(ENTRIES).nth(2).then(Fault.withholdRow(0));
    List<Integer> all = ids(entries(1, 50).at("/entries"));
    Reply page = entries(1, 50);
    assertThat(ids(page.at("/entries"))).isEqualTo(all.subList(1, 30));
    assertThat(page.at("/paging/count_items").asInt()).isEqualTo(30);
    assertThat(clockodo.get("/v2/entrygroups", groups).at("/groups/0/duration").asLong())
        .isEqualTo(seconds);
  }

  private List<Integer> projects(int offset) {
    return ids(SandboxClient.bexio(sandbox).get("/2.0/pr_project?limit=4&offset=" + offset).json());
  }

  private Reply entries(int page, int size) {
    return SandboxClient.clockodo(sandbox)
        .get(
            "/v2/entries",
            "time_since",
            "2026-08-31T22:00:00Z",
            "time_until",
            "2026-09-30T22:00:00Z",
            "page",
            String.valueOf(page),
            "items_per_page",
            String.valueOf(size));
  }

  private static List<Integer> ids(JsonNode rows) {
    List<Integer> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.get("id").intValue()));
    return ids;
  }
}
