package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunLock;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about links on what an import of the sandbox company has left. */
class LinksEndToEndTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
  }

  @AfterEach
  void end() {
    world.close();
    Messages.language(Locale.ENGLISH);
  }

  @Test
  void beforeTheFirstImportThereIsNothingToDecide() {
    Ended table = run("links", "--open");
    assertThat(table.status()).as(table.toString()).isZero();
    assertThat(table.out()).contains("nothing needs a decision", "import --preview comes first");

    Ended json = run("links", "--json");
    assertThat(json.json()).isEmpty();
    assertThat(json.err()).contains("import --preview comes first");
  }

  @Test
  void whatAnImportLeavesOpenIsListedUntilItIsDecided() throws SQLException {
    world.importAll();
    know(21, "{\"candidates\":[{\"id\":40108,\"name\":\"Meier AG\"},{\"id\":40109}]}");

    JsonNode open = line(run("links", "--open", "--json"), "customer", 21);
    assertThat(names(open))
        .containsExactly(
            "kind",
            "bexioId",
            "bexioName",
            "clockodoId",
            "clockodoName",
            "state",
            "decision",
            "reason",
            "candidates");
    assertThat(open.get("state").asText()).isEqualTo("open");
    assertThat(open.get("bexioName").asText()).isEqualTo("Meier AG");
    assertThat(open.get("decision").isNull()).isTrue();
    assertThat(open.get("reason").asText()).contains("may be Meier AG (40108) as well");
    assertThat(open.get("candidates").toString())
        .isEqualTo("[{\"id\":40108,\"name\":\"Meier AG\"},{\"id\":40109,\"name\":null}]");
    assertThat(run("links", "--open", "--kind", "customer", "--lang", "de").out())
        .contains(
            "Kunde", "zu klären: auch etwas anderes", "in Frage kommen: 40108 Meier AG; 40109")
        .doesNotContain("Projekt ");

    Ended linked = run("link", "customer", "21", "40108", "--lang", "en");
    assertThat(linked.status()).as(linked.toString()).isZero();
    assertThat(linked.out())
        .contains(
            "customer: decided that bexio's Meier AG (21) and clockodo's Meier AG (40108) are the"
                + " same",
            "import --preview shows it first");
    assertThat(run("link", "customer", "22", "--create").status()).isZero();
    List<JsonNode> left = list(run("links", "--open", "--json"));
    assertThat(left).noneMatch(is("customer", 21)).noneMatch(is("customer", 22)).isNotEmpty();
    JsonNode decided = line(run("links", "--json"), "customer", 21);
    assertThat(decided.get("state").asText()).isEqualTo("decided");
    assertThat(decided.get("decision").asText()).isEqualTo("link");
    assertThat(decided.get("clockodoName").asText()).isEqualTo("Meier AG");
    assertThat(run("links").out()).contains("  decided: link\n", "  decided: create\n");
    Ended taken = run("link", "customer", "22", "40108");
    assertThat(taken.status()).isEqualTo(2);
    assertThat(taken.errLines()).hasSize(1);
    assertThat(taken.err()).contains("21", "40108", "unlink it first");

    Ended undone = run("unlink", "customer", "22");
    assertThat(undone.out()).contains("the decision \"create\" is withdrawn");
    assertThat(list(run("links", "--open", "--json"))).anyMatch(is("customer", 22));
    assertRefused(run("unlink", "customer", "22"), "neither linked nor decided about");
    assertThat(world.sandbox().journal().writes()).noneMatch(call -> call.body().contains("Meier"));
  }

  @Test
  void aPlanOfSomeKindsHidesNothingOfTheOthers() {
    world.importAll("Preview", "true");
    int open = list(run("links", "--open", "--json")).size();
    world.importAll("Preview", "true", "Only", "users");

    assertThat(list(run("links", "--open", "--json"))).hasSize(open).anyMatch(is("customer", 21));
  }

  @Test
  void aListGoesOutAsCsvAndComesBackWithDecisions() throws IOException {
    world.importAll("Preview", "true");
    Path csv = folder.resolve("links.csv");
    assertThat(run("links", "--open", "--csv", csv.toString()).out()).contains(csv.toString());
    String exported = Files.readString(csv);
    assertThat(exported).contains("something else in bexio may be Meier AG (40108)");
    assertThat(run("links", "--open", "--csv", "-").out()).isEqualTo(exported);
    assertThat(run("links", "--open", "--csv", "-", "--lang", "de").out())
        .as("as spreadsheets in German take lists apart")
        .contains("kind;bexio_id;", "customer;21;Meier AG;;;;");
    Messages.language(Locale.ENGLISH);
    String semicolons = exported.replace(',', ';');

    Files.writeString(
        csv,
        semicolons
            .replaceFirst("customer;21;Meier AG;;;;", "customer;21;Meier AG;40108;;link;")
            .replaceFirst("customer;22;Meier AG;;;;", "customer;22;Meier AG;40108;;link;")
            .replaceFirst("(project;\\d+;[^;]*);;;;", "$1;;;take-bexio;"));
    assertThat(lineOf(csv, "customer;21")).isPositive();
    Ended wrong = run("link", "--csv", csv.toString());
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.errLines())
        .containsExactly(
            "error: nothing of " + csv + " was stored; mistakes: 2",
            "line "
                + lineOf(csv, "customer;22")
                + ": line "
                + lineOf(csv, "customer;21")
                + " links to the same",
            "line "
                + lineOf(csv, "project;")
                + ": project "
                + idIn(csv, "project;")
                + " is not linked, so there is no conflict to settle");
    assertThat(list(run("links", "--json"))).noneMatch(state("decided"));

    Files.writeString(
        csv,
        semicolons
            .replaceFirst("customer;21;Meier AG;;;;", "customer;21;Meier AG;40108;;link;")
            .replaceFirst("customer;22;Meier AG;;;;", "customer;22;Meier AG;;;Create;"));
    Ended read = run("link", "--csv", csv.toString());
    assertThat(read.status()).as(read.toString()).isZero();
    assertThat(read.out()).contains("2 decided, 0 decided so before");
    JsonNode again = run("link", "--csv", csv.toString(), "--json").json();
    assertThat(again.get("decided").asInt()).isZero();
    assertThat(again.get("alreadyDecided").asInt()).isEqualTo(2);
    assertThat(list(run("links", "--json"))).filteredOn(state("decided")).hasSize(2);

    assertThat(run("links", "--csv", csv.toString()).status()).isZero();
    assertThat(run("link", "--csv", csv.toString()).out()).contains("0 decided, 2 decided so");
  }

  @Test
  void aLinkIsConfirmedSettledAndUndone() {
    world.importAll();

    assertRefused(run("link", "customer", "11", "40102"), "Zürcher Kantonalbau AG (11)", "unlink");
    assertThat(run("link", "customer", "11", "--ignore").out())
        .contains("Zürcher Kantonalbau AG (40101)", "stay linked");
    assertThat(run("link", "customer", "11", "40101").status()).isZero();
    assertThat(run("link", "customer", "11", "--create").out()).contains("created anew if");
    JsonNode settled = run("link", "customer", "11", "--take-bexio", "--json").json();
    assertThat(settled.get("state").asText()).isEqualTo("linked");
    assertThat(settled.get("decision").asText()).isEqualTo("take-bexio");
    assertThat(run("links", "--csv", "-").out())
        .contains(
            "customer,11,Zürcher Kantonalbau AG,40101,Zürcher Kantonalbau AG,take-bexio,",
            "customer,12,Stadtwerke Winterthur,40102,Stadtwerke Winterthur,linked,");

    assertThat(run("links", "--kind", "customer").out()).contains("linked (decided: take bexio's)");

    Ended apart = run("unlink", "customer", "11", "--lang", "de");
    assertThat(apart.out())
        .contains(
            "Kunde 11: die Entscheidung «Werte von bexio übernehmen» ist zurückgenommen",
            "Zürcher Kantonalbau AG (11) in bexio und Zürcher Kantonalbau AG (40101) in clockodo"
                + " sind nicht mehr verknüpft");
    assertThat(line(run("links", "--json"), "customer", 11).get("decision").asText())
        .isEqualTo("apart");
    assertThat(run("unlink", "service", "1", "--lang", "en").out()).contains("activity: bexio's");
    assertThat(run("unlink", "user", "-", "3102", "--json").json().get("link").get("bexioId"))
        .hasToString("2");
    Ended ignored = run("link", "user", "-", "3107", "--ignore");
    assertThat(ignored.out()).as(ignored.toString()).contains("clockodo's", "3107", "left alone");
  }

  @Test
  void wrongCallsAreOneSentence() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "kind\ncustomer\n");
    assertRefused(run("link"), "link what?");
    assertRefused(run("link", "customer", "21"), "exactly one of");
    assertRefused(run("link", "customer", "21", "40108", "--create"), "exactly one of");
    assertRefused(run("link", "customer", "21", "--create", "--ignore"), "exactly one of");
    assertRefused(run("link", "customer", "-", "40108"), "the bexio id is missing");
    assertRefused(run("link", "contact", "21", "40108"), "\"contact\" is none of customer");
    assertRefused(run("link", "customer", "x", "--create"), "\"x\" is no id");
    assertRefused(run("link", "user", "5", "--create"), "never created");
    assertRefused(run("link", "user", "5", "--ignore"), "link user - CLOCKODO-ID --ignore");
    assertRefused(run("link", "customer", "21", "--take-bexio"), "customer 21 is not linked");
    assertRefused(run("link", "customer", "--csv", "x.csv"), "everything from the file");
    assertRefused(run("link", "--csv", folder.resolve("no.csv").toString()), "no such file");
    assertRefused(run("link", "--csv", folder.toString()), "cannot be read");
    assertRefused(run("unlink", "customer", "21"), "customer 21 is neither");
    assertRefused(run("unlink", "customer", "-"), "name one id");
    assertRefused(run("unlink", "customer", "21", "40108"), "name one id");
    assertRefused(run("links", "--kind", "contact"), "\"contact\" is none of");
    assertRefused(run("links", "--json", "--csv", "-"), "one of --json and --csv");
    assertRefused(run("links", "--csv", "no-folder/links.csv"), "its folder does not exist");
    assertRefused(run("link", "kunde", "1", "2", "--lang", "de"), "«kunde» ist keines von");
    Ended csv = run("link", "--csv", wrong.toString(), "--lang", "en");
    assertThat(csv.status()).isEqualTo(2);
    assertThat(csv.err()).contains("line 1: ", "bexio_id, clockodo_id, decision");
  }

  @Test
  void nothingIsDecidedWhileARunWrites() throws SQLException {
    RunLock.take(
            world.connector().dataSource(),
            "default",
            "Urs on desk",
            Clock.systemUTC(),
            System::nanoTime)
        .orElseThrow();

    assertRefused(run("link", "customer", "21", "--create"), "Urs on desk");
    assertThat(run("links", "--json").json()).isEmpty();
  }

  private static void assertRefused(Ended ended, String... words) {
    assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines().get(0)).as(ended.toString()).startsWith("error: ").contains(words);
    assertThat(ended.errLines().stream().skip(1)).allMatch(line -> line.startsWith("see: "));
  }

  private static JsonNode line(Ended listed, String kind, long bexioId) {
    return list(listed).stream().filter(is(kind, bexioId)).findFirst().orElseThrow();
  }

  private static List<JsonNode> list(Ended listed) {
    return StreamSupport.stream(listed.json().spliterator(), false).toList();
  }

  private static Predicate<JsonNode> is(String kind, long bexioId) {
    return line ->
        kind.equals(line.get("kind").asText()) && line.get("bexioId").asLong() == bexioId;
  }

  private static Predicate<JsonNode> state(String word) {
    return line -> word.equals(line.get("state").asText());
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static int lineOf(Path csv, String beginning) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    return lines.indexOf(first(lines, beginning)) + 1;
  }

  private static String idIn(Path csv, String beginning) throws IOException {
    return first(Files.readAllLines(csv), beginning).split(";")[1];
  }

  private static String first(List<String> lines, String beginning) {
    return lines.stream().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  /** What the newest plan knows about the other side of a contact. */
  private void know(long contact, String target) throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set target = ? where kind = 'customer' and source_id = ?";
    try (Connection database = world.connector().dataSource().getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, target);
      statement.setLong(2, contact);
      statement.executeUpdate();
    }
  }

  private Ended run(String... arguments) {
    return world.command(arguments);
  }
}
