package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was run can be looked at in the console, as the commands show it. */
class ConsoleHistoryTest {

  @TempDir static Path folder;

  private static ConsoleWorld console;
  private static Map<String, Object> export;

  private ConsoleClient person;

  @BeforeAll
  static void start() throws Exception {
    console = new ConsoleWorld(folder, SandboxData.company(), "db.password", "geheim-1");
    console.world().importAll();
    export = console.world().export();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void somebodyComes() {
    person = console.person();
  }

  @Test
  void theListLeadsToEachRunAndCanBeFiltered() throws Exception {
    assertThat(person.get("/").body()).contains("href=\"" + link(2) + "\"");
    assertThat(person.get("/history").body())
        .contains("href=\"" + link(1) + "\"", "href=\"" + link(2) + "\"");
    assertThat(person.get("/history?kind=export&status=").body())
        .contains("href=\"" + link(2) + "\"", "<option value=\"export\" selected>")
        .doesNotContain("href=\"" + link(1) + "\"");
    assertThat(person.get("/history?status=refused").body()).doesNotContain("href=\"" + link(1));
    assertThat(person.get("/history?before=2").body())
        .contains("href=\"" + link(1) + "\"")
        .doesNotContain("href=\"" + link(2) + "\"");
  }

  @Test
  void aRunShowsItsBalanceAndEveryRowPageByPage() throws Exception {
    String page = person.get("/history/2").body();
    Map<?, ?> source = (Map<?, ?>) ((Map<?, ?>) export.get("balance")).get("source");
    long seconds = ((Number) source.get("seconds")).longValue();
    assertThat(page)
        .contains(">" + source.get("count") + "</td>")
        .contains(String.format("%d:%02d", seconds / 3600, seconds % 3600 / 60))
        .contains("01.09.2026 – 30.09.2026", "class=\"good\"");
    int rows = 0;
    String next = "/history/2";
    while (next != null) {
      String body = person.get(next).body();
      rows += count(body, "<tr class=\"");
      assertThat(count(body, "<tr class=\"")).isLessThanOrEqualTo(50);
      next = body.contains("?after=") ? "/history/2" + after(body) : null;
    }
    assertThat(rows).isEqualTo(World.rows(export).size());
  }

  @Test
  void whatWasWrittenLeadsToBexio() throws Exception {
    String json = person.get("/history/2/report.json").body();
    long timesheet =
        World.rows(Json.readMap(json)).stream()
            .filter(row -> "timesheet".equals(row.get("kind")) && "DONE".equals(row.get("state")))
            .map(row -> ((Number) ((Map<?, ?>) row.get("target")).get("id")).longValue())
            .findFirst()
            .orElseThrow();
    assertThat(person.get("/history/2").body())
        .contains("https://office.bexio.com/index.php/monitoring/edit/id/" + timesheet);
  }

  @Test
  void theDownloadsAreWhatTheCommandGives() throws Exception {
    HttpResponse<String> json = person.get("/history/2/report.json");
    assertThat(json.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"run-2.json\"");
    assertThat(Json.readMap(json.body()))
        .isEqualTo(Json.readMap(console.world().command("show", "2", "--json").out()));
    HttpResponse<String> csv = person.get("/history/2/rows.csv");
    assertThat(csv.body()).startsWith("\uFEFFrow,action,state");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body().split("\r\n(?=\\d)")).hasSize(World.rows(export).size() + 1);
  }

  @Test
  void whatIsNotThereIsSaidShortly() throws Exception {
    for (String path : List.of("/history/999", "/history/999/rows.csv", "/history/x")) {
      assertThat(person.get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void theSettingsAreShownWithTheirSourcesAndWithoutSecrets() throws Exception {
    String page = person.get("/connection").body();
    assertThat(page)
        .contains(
            "bexio-clockodo.export.grouping",
            "settings file",
            "default",
            console.world().sandbox().bexioUrl());
    assertThat(page)
        .doesNotContain(
            Sandbox.BEXIO_TOKEN, Sandbox.CLOCKODO_API_KEY, Sandbox.BEXIO_CLIENT_SECRET, "geheim-1");
  }

  @Test
  void theChecksAreThoseOfTheCommand() throws Exception {
    person.get("/connection");
    String page = person.post("/connection/check").body();
    assertThat(page).contains("bexio company", "clockodo user", "Limmat Ingenieure AG");
  }

  private static String link(int run) {
    return "/bexio-clockodo/history/" + run;
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  private static String after(String body) {
    int begin = body.indexOf("?after=");
    return body.substring(begin, body.indexOf('#', begin));
  }
}
