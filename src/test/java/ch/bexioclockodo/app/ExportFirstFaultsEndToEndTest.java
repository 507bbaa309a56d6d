package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.problems;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users and activities that are created first, while answers are lost and rows refused. */
class ExportFirstFaultsEndToEndTest {

  private static final String USERS = "/3.0/fictional_users";
  private static final String ACTIVITIES = "/2.0/client_service";
  private static final String TIMESHEETS = "/2.0/timesheet";
  private static final int ENTRIES = 12;

  @TempDir Path folder;
  private World world;
  private MasterRows master;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.entries(ENTRIES));
    master = new MasterRows(world.sandbox());
    for (String table : List.of("user", "client_service")) {
      world.sandbox().bexio().table(table).list().stream()
          .filter(row -> row.toString().contains("lea.graf") || row.toString().contains(service()))
          .forEach(row -> world.sandbox().bexio().table(table).remove(row.get("id").intValue()));
    }
    world.importAll();
    world.sandbox().journal().clear();
  }

  /** The service whose activity bexio does not have. */
  private String service() {
    return world.sandbox().clockodo().table("services").list().get(0).path("name").asText();
  }

  @AfterEach
  void end() {
    world.close();
  }

  static Stream<Arguments> lostAnswers() {
    return Stream.of(USERS, ACTIVITIES)
        .flatMap(
            path ->
                Stream.of(
                        Fault.dropAfterCommit(),
                        Fault.statusAfterCommit(500),
                        Fault.idlessBody(),
                        Fault.emptyBody(),
                        Fault.htmlBody())
                    .map(fault -> Arguments.of(path, fault)));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void whatArrivedAlthoughItsAnswerWasLostIsFoundAtOnce(String path, Fault fault) {
    world.sandbox().faults().on("POST " + path).nth(1).then(fault);

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, kind(path)))).isEqualTo("link.read-back");
    assertThat(exported(run)).isEqualTo(ENTRIES);
    assertThat(run.get("status")).isEqualTo("done");
    assertEachIsThereOnce();
    assertThat(count(world.export(), "unchanged")).isEqualTo(ENTRIES);
    assertEachIsThereOnce();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void whatDidNotArriveIsCreatedAgainOnlyAfterTheSettleTime(String path) {
    world.sandbox().faults().on("POST " + path).nth(1).then(Fault.dropBeforeCommit());

    Map<String, Object> run = world.export();
    Map<String, Object> soon = world.export();
    int sent = world.posts("bexio", path).size();
    world.clockAdvancesBy(Duration.ofMinutes(16));
    Map<String, Object> later = world.export();

    assertThat(first(run, kind(path)).get("state")).isEqualTo("UNKNOWN");
    assertThat(exported(run)).isLessThan(ENTRIES).isPositive();
    assertThat(waiting(run)).isEqualTo(ENTRIES - exported(run)).isPositive();
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
    assertThat(reason(first(soon, kind(path)))).isEqualTo("create.unknown-earlier");
    assertThat(first(soon, kind(path)).get("state")).isEqualTo("UNKNOWN");
    assertThat(sent).isEqualTo(1);
    assertThat(world.posts("bexio", path)).hasSize(2);
    assertThat(later.get("status")).isEqualTo("done");
    assertThat(world.timesheets()).hasSize(ENTRIES);
    assertEachIsThereOnce();
  }

  static Stream<String> paths() {
    return Stream.of(USERS, ACTIVITIES);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void whatLandsAfterTheTimeoutIsFoundByTheNextRun(String path) throws InterruptedException {
    world
        .sandbox()
        .faults()
        .on("POST " + path)
        .nth(1)
        .then(Fault.lateCommit(Duration.ofMillis(1500)));
    Map<String, Object> run = world.export();
    assertThat(first(run, kind(path)).get("state")).isEqualTo("UNKNOWN");
    org.awaitility.Awaitility.await().until(() -> users().size() + activities().size() == 2);

    Map<String, Object> next = world.export();

    assertThat(first(next, kind(path)).get("action")).isEqualTo("LINK");
    assertThat(world.timesheets()).hasSize(ENTRIES);
    assertEachIsThereOnce();
    assertThat(first(run, kind(path)).get("state"))
        .as("the plan that did not learn so knows it too")
        .isEqualTo("DONE");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aRunThatDiedBeforeItsAnswerIsReadBackByTheNext(String path) throws SQLException {
    Map<String, Object> preview = world.export("Preview", "true");
    dieWhileSending(preview, kind(path));
    if (path.equals(USERS)) {
      fictional("lea.graf@limmat-ingenieure.example");
    } else {
      master.activity(70, service());
    }

    Map<String, Object> next = world.export();

    assertThat(world.posts("bexio", path)).isEmpty();
    assertThat(next.get("status")).isEqualTo("done");
    assertThat(world.timesheets()).hasSize(ENTRIES);
    assertEachIsThereOnce();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aPlanOfBeforeDoesNotCreateWhatAnotherMayHaveCreated(String path) {
    String before = String.valueOf(world.export("Preview", "true").get("plan"));
    world.sandbox().faults().on("POST " + path).nth(1).then(Fault.dropBeforeCommit());
    world.export("To", "2026-09-01");

    world.export("Plan", before);

    assertThat(world.posts("bexio", path)).hasSize(1);
  }

  @Test
  void anEmailThatIsTakenMeanwhileIsLinkedInEitherList() {
    Map<String, Object> preview = world.export("Preview", "true");
    fictional("LEA.GRAF@limmat-ingenieure.example");

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(world.posts("bexio", USERS)).singleElement().matches(call -> call.status() == 422);
    assertThat(reason(first(run, "fictional-user"))).isEqualTo("link.by-email");
    assertThat(exported(run)).isEqualTo(ENTRIES);
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == 91)
        .isNotEmpty();
  }

  @Test
  void aUserWhoIsThereByNowIsLinkedAsARealUser() {
    Map<String, Object> preview = world.export("Preview", "true");
    master.bexio("user", 92, "firstname", "Lea", "email", "lea.graf@limmat-ingenieure.example");

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(exported(run)).isEqualTo(ENTRIES);
    assertThat(users()).isEmpty();
    assertThat(world.command("links", "--kind", "user").out()).contains("92");
  }

  @Test
  void whatBexioRefusesFailsAloneAndWhatNeedsItWaits() {
    world.sandbox().faults().on("POST " + USERS).then(Fault.status(422, "firstname: not here"));

    Map<String, Object> run = world.export();

    assertThat(first(run, "fictional-user").get("state")).isEqualTo("FAILED");
    assertThat(first(run, "fictional-user").toString()).contains("firstname: not here");
    assertThat(waiting(run)).isPositive().isEqualTo(ENTRIES - exported(run));
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
    world.sandbox().faults().clear();
    assertThat(exported(world.export())).isEqualTo(ENTRIES - exported(run));
  }

  @Test
  void aMissingRightStopsTheRunBeforeAnyTimesheetOfIt() {
    world.sandbox().faults().on("POST " + ACTIVITIES).then(Fault.forbidden());

    Map<String, Object> run = world.export();

    assertThat(problems(run)).contains("bexio.forbidden");
    assertThat(run.get("status")).isEqualTo("failed");
    assertThat(world.posts("bexio", TIMESHEETS)).isEmpty();
    world.sandbox().faults().clear();
    assertThat(exported(world.export("Plan", String.valueOf(run.get("plan"))))).isEqualTo(ENTRIES);
    assertEachIsThereOnce();
  }

  @Test
  void aUsedUpBudgetAndASingle401AreNoFailures() {
    world.sandbox().faults().on("POST " + USERS).nth(1).then(Fault.tooManyRequests(1));
    world.sandbox().faults().on("POST " + ACTIVITIES).nth(1).then(Fault.unauthorizedOnce());

    assertThat(exported(world.export())).isEqualTo(ENTRIES);
    assertEachIsThereOnce();
  }

  @Test
  void aFictionalUserWhomBexioRefusedOnTheFirstTimesheetIsOneDecision()
      throws SQLException, IOException {
    fictional("lea.graf@limmat-ingenieure.example");
    sql(
        "insert into bexio_clockodo.first_timesheet (connection, bexio_user, state, message, seen_at)"
            + " values ('default', 91, 'REFUSED', '422: user_id 91 is not allowed', now())");

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.refused");
    assertThat(rows(run))
        .filteredOn(
            row -> "timesheet".equals(row.get("kind")) && "DECIDE".equals(row.get("action")))
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(row.toString()).contains("Lea Graf", "user_id 91 is not allowed"));
    assertThat(world.timesheets()).noneMatch(sheet -> sheet.get("user_id").intValue() == 91);
    world.set("export.missing-users", "book-on:1").restart();
    world.export();
    assertThat(world.timesheets()).hasSize(ENTRIES);
    assertThat(count(world.export(), "unchanged")).isEqualTo(ENTRIES);
  }

  @Test
  void aFictionalUserWhoWasRefusedIsTriedAnewWhenSomebodyLinksThem() throws SQLException {
    fictional("lea.graf@limmat-ingenieure.example");
    sql(
        "insert into bexio_clockodo.first_timesheet (connection, bexio_user, state, message, seen_at)"
            + " values ('default', 91, 'REFUSED', '422: user_id 91 is not allowed', now())");
    Map<?, ?> refused = first(world.export(), "fictional-user");
    String clockodo = String.valueOf(((Map<?, ?>) refused.get("source")).get("id"));
    assertThat(refused.toString()).contains("link fictional-user BEXIO-ID " + clockodo);

    Ended ended = world.command("link", "fictional-user", "91", clockodo);
    assertThat(ended.status()).as(ended.toString()).isZero();
    world.export();

    assertThat(world.timesheets()).hasSize(ENTRIES);
    assertThat(world.timesheets()).anyMatch(sheet -> sheet.get("user_id").intValue() == 91);
    assertThat(count(world.export(), "unchanged")).isEqualTo(ENTRIES);
  }

  @Test
  void anEngineersStepChangesWhatIsCreatedAndWhatItLeavesIsChecked() throws IOException {
    edit("map-fictional-user", "firstname', 'Leandra'");
    world.export("Preview", "true");
    Map<String, Object> run = world.export();
    assertThat(users()).singleElement().matches(u -> "Leandra".equals(u.get("firstname").asText()));
    assertThat(exported(run)).isEqualTo(ENTRIES);
  }

  @Test
  void aMappingThatLeavesAnUnknownFieldFailsItsRowAndNothingElse() throws IOException {
    edit("map-activity", "colour', 'red'");

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "activity"))).isEqualTo("mapping.unknown-field");
    assertThat(exported(run)).isPositive().isEqualTo(ENTRIES - waiting(run));
    assertThat(activities()).isEmpty();
  }

  /** Adds a step to a mapping route that puts a field. */
  private void edit(String route, String put) throws IOException {
    Path routes = folder.resolve("routes");
    Files.createDirectories(routes);
    try (Stream<Path> files = Files.list(Connector.routes())) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        String start = "name: bexio-clockodo-" + route + "\n      steps:\n";
        int at = text.indexOf(start);
        if (at >= 0 && file.getFileName().toString().equals("mapping.camel.yaml")) {
          int end =
              text.indexOf("            method: map\n", at) + "            method: map\n".length();
          text =
              text.substring(0, end)
                  + "        - script:\n            expression:\n              simple:\n"
                  + "                expression: \"${body.put('"
                  + put
                  + ")}\"\n"
                  + text.substring(end);
        }
        Files.writeString(routes.resolve(file.getFileName().toString()), text);
      }
    }
    world.routes(routes).restart();
  }

  /** Leaves the row of a stored plan as a process leaves it that died after its intent. */
  private void dieWhileSending(Map<String, Object> plan, String kind) throws SQLException {
    String which = " where kind = '" + kind + "' and plan = " + plan.get("plan");
    sql("update bexio_clockodo.plan_row set state = 'SENDING', epoch = 0, sent_at = now()" + which);
    sql(
        "insert into bexio_clockodo.plan_row_in_flight"
            + " select connection, plan, id from bexio_clockodo.plan_row"
            + which);
  }

  private void sql(String sql) throws SQLException {
    try (Connection database = world.connector().dataSource().getConnection();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private void assertEachIsThereOnce() {
    assertThat(users()).hasSize(1);
    assertThat(activities()).hasSize(1);
  }

  private static int waiting(Map<String, Object> run) {
    return (int)
        rows(run).stream()
            .filter(row -> "NOT_SENT".equals(row.get("state")))
            .filter(row -> "waits-for".equals(reason(row)))
            .count();
  }

  private static String kind(String path) {
    return path.equals(USERS) ? "fictional-user" : "activity";
  }

  private static Map<?, ?> first(Map<String, Object> report, String kind) {
    List<Map<?, ?>> found =
        rows(report).stream().filter(row -> kind.equals(row.get("kind"))).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  private static String reason(Map<?, ?> row) {
    return row.get("reason") instanceof Map<?, ?> reason ? (String) reason.get("code") : null;
  }

  private void fictional(String email) {
    ObjectNode user = new ObjectMapper().createObjectNode();
    user.put("id", 91).put("salutation_type", "female").put("firstname", "Lea");
    user.put("lastname", "Graf").put("email", email);
    world.sandbox().bexio().table("fictional_user").insert(user);
  }

  private List<ObjectNode> users() {
    return world.sandbox().bexio().table("fictional_user").list();
  }

  private List<ObjectNode> activities() {
    return world.sandbox().bexio().table("client_service").list().stream()
        .filter(activity -> service().equals(activity.path("name").asText()))
        .toList();
  }
}
