package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkList;
import ch.bexioclockodo.sandbox.SandboxData;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers, projects, services and users are imported and linked by a person in the console. */
class ConsoleMasterDataTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private ConsoleWorld console;
  private ConsoleClient person;

  @BeforeEach
  void start() throws Exception {
    console = new ConsoleWorld(folder, SandboxData.company());
    person = console.person();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void customersAreImportedAfterTheirPreview() throws Exception {
    assertThat(person.get("/master/customers").body()).contains("Nothing was looked for yet");
    String plan = made(person.post("/master/customers/preview"));
    String page = person.get(plan).body();
    assertThat(page).contains("<tr class=\"plus\">", "/confirm\"");
    assertThat(console.world().posts("clockodo", "/api/v3/customers")).isEmpty();
    person.get(plan + "/confirm");
    person.post(plan + "/apply");
    await().atMost(LONG).until(() -> !person.get(plan).body().contains("/progress\""));
    long linked = lines().stream().filter(line -> line.state() == LinkLine.State.LINKED).count();
    assertThat(linked).isPositive();
    assertThat(lines()).allMatch(line -> line.kind() == LinkKind.CUSTOMER);
    assertThat(person.get("/master/customers?state=linked").body()).contains(linked + " linked");
  }

  @Test
  void anOpenDecisionIsMadeByOneClickAndTakenBack() throws Exception {
    console.world().importAll("Preview", "true");
    LinkLine open =
        lines().stream()
            .filter(line -> line.state() == LinkLine.State.OPEN)
            .filter(line -> line.kind() == LinkKind.CUSTOMER)
            .findFirst()
            .orElseThrow();
    assertThat(person.get("/").body()).contains("/master/customers?state=open");
    String page = person.get("/master/customers?state=open").body();
    assertThat(page).contains(open.bexioId().toString(), "value=\"ignore\"");

    HttpResponse<String> decided = decide("decide", open, "ignore", "");
    assertThat(decided.body()).contains("Noted; the next import does it");
    assertThat(stateOf(open)).isEqualTo(LinkLine.State.DECIDED);

    assertThat(decide("undo", open, "", "").statusCode()).isEqualTo(200);
    assertThat(stateOf(open)).isNotEqualTo(LinkLine.State.DECIDED);
  }

  @Test
  void whatIsLinkedAlreadyIsRefusedInWords() throws Exception {
    console.world().importAll();
    List<LinkLine> linked =
        lines().stream()
            .filter(line -> line.kind() == LinkKind.CUSTOMER)
            .filter(line -> line.state() == LinkLine.State.LINKED)
            .limit(2)
            .toList();
    person.get("/master/customers");
    HttpResponse<String> refused =
        decide("decide", linked.get(0), "link", String.valueOf(linked.get(1).clockodoId()));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("role=\"alert\"", "unlink it first");
    assertThat(stateOf(linked.get(0))).isEqualTo(LinkLine.State.LINKED);
  }

  @Test
  void namesAreFoundAndPagesFollowEachOther() throws Exception {
    console.world().importAll();
    LinkLine line =
        lines().stream()
            .filter(found -> found.kind() == LinkKind.PROJECT && found.bexioName() != null)
            .findFirst()
            .orElseThrow();
    String search = URLEncoder.encode(line.bexioName(), StandardCharsets.UTF_8);
    assertThat(person.get("/master/projects?q=" + search).body())
        .contains("(" + line.bexioId() + ")");
    assertThat(person.get("/master/projects?q=there-is-none").body()).contains("No rows");
  }

  @Test
  void nonsenseIsRefusedAndNothingKept() throws Exception {
    console.world().importAll("Preview", "true");
    person.get("/master/customers");
    for (String[] fields :
        new String[][] {
          {"kind", "customer", "id", "1", "choice", "destroy"},
          {"kind", "project", "id", "1", "choice", "ignore"},
          {"kind", "customer", "id", "0x1", "choice", "ignore"},
          {"kind", "customer", "id", "1", "choice", "link", "other", ""},
          {}
        }) {
      assertThat(person.post("/master/customers/decide", fields).statusCode()).isEqualTo(400);
    }
    assertThat(person.get("/master/secrets").statusCode()).isEqualTo(404);
    assertThat(person.post("/master/entries/preview").statusCode()).isEqualTo(404);
    assertThat(lines()).noneMatch(line -> line.state() == LinkLine.State.DECIDED);
  }

  private HttpResponse<String> decide(String order, LinkLine line, String choice, String other)
      throws Exception {
    return person.post(
        "/master/customers/" + order,
        "kind",
        line.kind().word(),
        "id",
        String.valueOf(line.sourceId()),
        "choice",
        choice,
        "other",
        other);
  }

  private LinkLine.State stateOf(LinkLine sought) throws Exception {
    return lines().stream()
        .filter(line -> line.kind() == sought.kind())
        .filter(line -> line.sourceId().equals(sought.sourceId()))
        .map(LinkLine::state)
        .findFirst()
        .orElse(null);
  }

  private List<LinkLine> lines() throws Exception {
    try (Connection database = console.world().connector().dataSource().getConnection()) {
      return LinkList.read(database, "default", LinkKind.ACTIVITY).lines();
    }
  }

  private String made(HttpResponse<String> asked) throws Exception {
    String work = person.sentTo(asked);
    await().atMost(LONG).until(() -> person.get(work).statusCode() == 303);
    return person.sentTo(person.get(work));
  }
}
