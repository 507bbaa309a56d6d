package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person makes a preview in the console, looks at it, and has exactly that plan carried out. */
class ConsoleExportTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern CREATES = Pattern.compile("class=\"sum\">(\\d+) rows, ([\\d:]+) h");

  @TempDir Path folder;

  private ConsoleWorld console;
  private ConsoleClient person;

  @BeforeEach
  void start() throws Exception {
    console = new ConsoleWorld(folder, SandboxData.company());
    console.world().importAll();
    person = console.person();
    person.get("/export");
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void thePreviewIsCarriedOutAsItIsShownAndTakenBack() throws Exception {
    String plan = preview();
    String page = person.get(plan).body();
    int creates = creates(page);
    assertThat(creates).isPositive();
    assertThat(page)
        .contains("Limmat Ingenieure AG", "01.09.2026 – 30.09.2026", "bexio-Export")
        .contains("Create (" + creates + ")");
    assertThat(console.world().timesheets()).isEmpty();

    HttpResponse<String> confirm = person.get(plan + "/confirm");
    assertThat(confirm.body()).contains("Exactly this plan is written to bexio", creates + " rows");
    assertThat(person.sentTo(person.post(plan + "/apply"))).isEqualTo(plan);
    String outcome = ended(plan);
    assertThat(outcome).doesNotContain("/confirm\"").contains("Undo this run");
    assertThat(console.world().timesheets()).hasSize(creates);

    String undo = made(person.post("/history/2/undo"));
    assertThat(person.get(undo).body()).contains("Delete (" + creates + ")");
    person.get(undo + "/confirm");
    person.post(undo + "/apply");
    ended(undo);
    assertThat(console.world().timesheets()).isEmpty();
  }

  @Test
  void aGroupUnfoldsToItsEntriesWithSourceAndTarget() throws Exception {
    String plan = preview();
    String page = person.get(plan).body();
    Matcher group =
        Pattern.compile("hx-get=\"[^\"]*(/rows\\?tab=create&amp;group=\\d+)\"").matcher(page);
    assertThat(group.find()).isTrue();
    String rows = person.get(plan + group.group(1).replace("&amp;", "&")).body();
    assertThat(rows).contains("<tr class=\"plus\">").doesNotContain("<html");
    assertThat(rows)
        .containsPattern("\\d\\d\\.09\\.2026 \\d\\d:\\d\\d–\\d\\d:\\d\\d · \\d+:\\d\\d h");
    // Without JavaScript the same rows are a page of their own.
    assertThat(person.get(plan + "?tab=create&group=1").body()).contains("<html", "<tr class=");
    assertThat(person.get(plan + "?tab=clarify").body()).contains("<h1>");
    assertThat(person.get(plan + "?tab=unchanged").body()).contains("<h1>");
  }

  @Test
  void whatNeedsAPersonSaysWhy() throws Exception {
    String plan = preview();
    String page = person.get(plan + "?tab=clarify").body();
    Matcher group = Pattern.compile("(\\?tab=clarify&amp;group=\\d+)#rows").matcher(page);
    assertThat(group.find()).isTrue();
    String rows = person.get(plan + group.group(1).replace("&amp;", "&")).body();
    assertThat(rows).contains("to clarify").containsPattern("<tr class=\"(ask|wrong)\">");
  }

  @Test
  void whateverStrangersWriteIsShownAsTextOnEveryPage() throws Exception {
    String script = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}";
    for (String table : List.of("customers", "projects", "services", "users")) {
      console.world().sandbox().clockodo().table(table).list().stream()
          .limit(30)
          .forEach(row -> rename(table, row.get("id").asInt(), script));
    }
    console.world().sandbox().clockodo().table("entries").list().stream()
        .limit(400)
        .forEach(entry -> console.world().edit(entry.get("id").asInt(), "text", script));
    console.world().nameCompany(script, null);
    console.world().importAll("Preview", "true");
    String plan = preview();
    person.get(plan + "/confirm");
    person.post(plan + "/apply");
    ended(plan);
    for (String path :
        List.of(
            plan,
            plan + "?tab=create&group=1",
            plan + "?tab=clarify",
            plan + "?tab=excluded&group=2",
            plan + "/confirm",
            "/",
            "/connection",
            "/history",
            "/history/2",
            "/history?kind=" + encoded(script),
            "/master/customers",
            "/master/projects",
            "/master/services",
            "/master/users",
            "/master/customers?q=" + encoded(script),
            "/master/customers?state=" + encoded(script))) {
      assertThat(person.get(path).body())
          .as(path)
          .doesNotContain("<script>alert", "<img", "'{{7*7}}\"")
          .contains("<h1>");
    }
    assertThat(person.get(plan + "?tab=create&group=1").body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void invoiceDraftsAreLookedAtTheSameWay() throws Exception {
    String plan = previewOf("as", "invoice-drafts");
    for (String tab : List.of("create", "change", "delete", "clarify", "excluded", "unchanged")) {
      HttpResponse<String> page = person.get(plan + "?tab=" + tab);
      assertThat(page.statusCode()).as(tab).isEqualTo(200);
      assertThat(page.body()).as(tab).contains("class=\"sum\"");
    }
    assertThat(person.get(plan).body())
        .contains("Invoice drafts: 7")
        .containsPattern("net \\d+’\\d{3}\\.\\d\\d, total \\d+’\\d{3}\\.\\d[05]");
  }

  private void clickOn(String order) {
    try {
      assertThat(person.sentTo(person.post(order))).startsWith("/plan/");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void rename(String table, int id, String name) {
    console
        .world()
        .sandbox()
        .clockodo()
        .table(table)
        .update(id, new ObjectMapper().createObjectNode().put("name", id + name));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aDoubleClickStartsOneRunAndTwoTabsWriteNothingTwice() throws Exception {
    String first = preview();
    person.get("/export");
    String second = preview();
    assertThat(second).isNotEqualTo(first);
    int creates = creates(person.get(first).body());

    person.get(first + "/confirm");
    try (Stream<Integer> clicks = IntStream.range(0, 6).boxed().parallel()) {
      clicks.forEach(click -> clickOn(first + "/apply"));
    }
    ended(first);
    assertThat(person.get("/history?kind=export").body())
        .contains("/history/2\"")
        .doesNotContain("/history/3\"");
    person.post(first + "/apply");
    assertThat(ended(first)).doesNotContain("/confirm\"");
    assertThat(console.world().timesheets()).hasSize(creates);

    assertThat(person.get(second).body()).contains("out of date").doesNotContain("/confirm\"");
    assertThat(person.get(second + "/confirm").body()).contains("cannot be carried out now");
    // Whoever sends the order all the same gets the engine's own care.
    person.post(second + "/apply");
    ended(second);
    assertThat(console.world().timesheets()).hasSize(creates);
  }

  @Test
  void aRunIsStoppedAndContinued() throws Exception {
    String plan = preview();
    int creates = creates(person.get(plan).body());
    person.get(plan + "/confirm");
    console
        .world()
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .always()
        .then(Fault.latency(Duration.ofMillis(50)));
    person.post(plan + "/apply");
    await().atMost(LONG).until(() -> console.world().timesheets().size() > 2);
    assertThat(person.get(plan).body()).contains("/progress\"", "Stop after the current rows");
    assertThat(person.get(plan + "/progress").body()).contains("<progress");
    person.post(plan + "/stop");
    assertThat(ended(plan)).contains("interrupted", "Continue");
    int written = console.world().timesheets().size();
    assertThat(written).isLessThan(creates);

    console.world().sandbox().faults().clear();
    person.get(plan + "/confirm");
    person.post(plan + "/apply");
    assertThat(ended(plan)).doesNotContain("Continue");
    assertThat(console.world().timesheets()).hasSize(creates);
  }

  @Test
  void theFormSaysWhatIsWrongAndAsksNobody() throws Exception {
    console.world().sandbox().journal().clear();
    for (String[] fields :
        new String[][] {
          {"period", "dates", "from", "2026-09-30", "to", "2026-09-01"},
          {"period", "dates", "from", "", "to", ""},
          {"period", "dates", "from", "<b>", "to", "2026-09-01"},
          {"period", "last", "customer", "1;drop"},
          {"period", "last", "billable", "7"},
          {"period", "last", "as", "pdf"}
        }) {
      HttpResponse<String> answer = person.post("/export/preview", fields);
      assertThat(answer.statusCode()).as(String.join(" ", fields)).isEqualTo(422);
      assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<b>");
    }
    assertThat(console.world().sandbox().journal().requests("clockodo", "GET", "/")).isEmpty();
  }

  @Test
  void onlyWhatTheFiltersNameIsPlanned() throws Exception {
    String customer =
        console.world().sandbox().clockodo().table("entries").list().stream()
            .filter(entry -> entry.get("time_since").asText().startsWith("2026-09"))
            .map(entry -> entry.get("customers_id").asText())
            .findFirst()
            .orElseThrow();
    int all = creates(person.get(preview()).body());
    person.get("/export");
    String fewer = previewOf("customer", customer, "as", "timesheets");
    assertThat(creates(person.get(fewer).body())).isPositive().isLessThan(all);
  }

  private String preview() throws Exception {
    return previewOf("as", "timesheets");
  }

  /** Makes a preview of September with these fields beside its period; the path of its plan. */
  private String previewOf(String... fields) throws Exception {
    Stream<String> september =
        Stream.of("period", "dates", "from", "2026-09-01", "to", "2026-09-30");
    return made(
        person.post(
            "/export/preview", Stream.concat(september, Stream.of(fields)).toArray(String[]::new)));
  }

  private String made(HttpResponse<String> asked) throws Exception {
    String work = person.sentTo(asked);
    assertThat(work).startsWith("/work/");
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> person.get(work).statusCode() == 303);
    return person.sentTo(person.get(work));
  }

  private String ended(String plan) throws Exception {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !person.get(plan).body().contains("/progress\""));
    return person.get(plan).body();
  }

  private static int creates(String page) {
    Matcher sum = CREATES.matcher(page);
    assertThat(sum.find()).as(page).isTrue();
    return Integer.parseInt(sum.group(1));
  }
}
