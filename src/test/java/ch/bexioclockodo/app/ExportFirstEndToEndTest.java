package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.exported;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and business activities that entries need and bexio does not have. */
class ExportFirstEndToEndTest {

  private static final String USERS = "/3.0/fictional_users";
  private static final String ACTIVITIES = "/2.0/client_service";
  private static final String TIMESHEETS = "/2.0/timesheet";

  /** Lea Graf, whom a test takes out of bexio, and the service that bexio does not have. */
  private static final int LEA = 3104;

  private static final String LEAS_MAIL = "lea.graf@limmat-ingenieure.example";
  private static final int SURVEYING = 7201;

  @TempDir Path folder;
  private World world;
  private MasterRows master;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.entries(24));
    master = new MasterRows(world.sandbox());
    world.sandbox().bexio().table("user").list().stream()
        .filter(user -> LEAS_MAIL.equals(user.path("email").asText()))
        .forEach(user -> world.sandbox().bexio().table("user").remove(user.get("id").intValue()));
    world.importAll();
    master.clockodo("services", SURVEYING, "name", "Vermessung", "active", true);
    entriesOfLea().forEach(id -> master.clockodo("entries", id, "services_id", SURVEYING));
    world.sandbox().journal().clear();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aMissingUserAndAMissingActivityAreCreatedOnceAndReused() {
    Map<String, Object> run = world.export();
    world.sandbox().journal().clear();
    Map<String, Object> next = world.export();

    assertThat(fictionalUsers())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.get("salutation_type").asText()).isEqualTo("male");
              assertThat(user.get("firstname").asText()).isEqualTo("Lea");
              assertThat(user.get("lastname").asText()).isEqualTo("Graf");
              assertThat(user.get("email").asText()).isEqualTo(LEAS_MAIL);
            });
    int lea = fictionalUsers().get(0).get("id").intValue();
    int activity = activities("Vermessung").get(0).get("id").intValue();
    assertThat(activities("Vermessung")).hasSize(1);
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == lea)
        .hasSize(entriesOfLea().size())
        .allSatisfy(
            sheet -> assertThat(sheet.get("client_service_id").intValue()).isEqualTo(activity));
    assertThat(exported(run)).isEqualTo(24);
    assertThat(run.get("status")).isEqualTo("done");
    assertThat(closes(run)).isTrue();
    assertThat(count(next, "unchanged")).isEqualTo(24);
    assertThat(next.get("status")).isEqualTo("done");
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void aPreviewWritesNothingAndShowsOnTopWhatWillBeCreated() {
    Map<String, Object> preview = world.export("Preview", "true");

    assertThat(world.sandbox().journal().writes()).isEmpty();
    List<Map<?, ?>> rows = rows(preview);
    assertThat(rows.subList(0, 2))
        .extracting(row -> String.valueOf(row.get("kind")))
        .containsExactlyInAnyOrder("fictional-user", "activity");
    assertThat(first(preview, "fictional-user").get("payload"))
        .isEqualTo(
            Map.of(
                "salutation_type", "male",
                "firstname", "Lea",
                "lastname", "Graf",
                "email", LEAS_MAIL));
    assertThat(first(preview, "activity").get("payload")).isEqualTo(Map.of("name", "Vermessung"));
    Object user = first(preview, "fictional-user").get("id");
    Object activity = first(preview, "activity").get("id");
    assertThat(rowsOfLea(preview))
        .hasSize(entriesOfLea().size())
        .allSatisfy(
            row -> {
              assertThat(((Map<?, ?>) row.get("payload")).get("user_id"))
                  .isEqualTo(Map.of("row", user));
              assertThat(((Map<?, ?>) row.get("payload")).get("client_service_id"))
                  .isEqualTo(Map.of("row", activity));
            });
    assertThat(((Map<?, ?>) ((Map<?, ?>) preview.get("balance")).get("source")).get("count"))
        .isEqualTo(24L);
    assertThat(closes(preview)).isTrue();
  }

  @Test
  void thePrintedPreviewNamesWhomItWillCreateAndHow() {
    Ended printed =
        world.command("export", "--preview", "--from", "2026-09-01", "--to", "2026-09-30");

    assertThat(printed.out())
        .contains("Lea Graf")
        .contains("salutation male")
        .contains("first name Lea")
        .contains("Vermessung");
  }

  @Test
  void anOldPreviewIsAppliedAsItWasShown() {
    Map<String, Object> preview = world.export("Preview", "true");
    world.clockAdvancesBy(Duration.ofMinutes(5));

    Map<String, Object> run = world.export("Plan", String.valueOf(preview.get("plan")));

    assertThat(count(run, "stale")).isZero();
    assertThat(exported(run)).isEqualTo(24);
    assertThat(fictionalUsers()).hasSize(1);
  }

  @Test
  void twoPreviewsOfTheSameMissingUserCreateItOnce() {
    String one = plan(world.export("Preview", "true", "To", "2026-09-01"));
    String other = plan(world.export("Preview", "true", "From", "2026-09-02"));

    world.export("Plan", one);
    Map<String, Object> late = world.export("Plan", other);

    assertThat(fictionalUsers()).hasSize(1);
    assertThat(activities("Vermessung")).hasSize(1);
    assertThat(world.timesheets()).hasSize(24);
    assertThat(late.get("status")).isEqualTo("done");
    assertThat(reason(first(late, "fictional-user"))).isEqualTo("link.already");
    assertThat(count(world.export(), "unchanged")).isEqualTo(24);
  }

  @Test
  void whatNoEntryNeedsAnyMoreIsNotCreated() {
    String plan = plan(world.export("Preview", "true"));
    entriesOfLea().forEach(id -> world.sandbox().clockodo().table("entries").remove(id));
    world.clockAdvancesBy(Duration.ofMinutes(5));

    Map<String, Object> run = world.export("Plan", plan);

    assertThat(fictionalUsers()).isEmpty();
    assertThat(activities("Vermessung")).isEmpty();
    assertThat(reason(first(run, "fictional-user"))).isEqualTo("first.not-needed");
  }

  @Test
  void anEqualEmailInAnotherCaseIsLinkedAmongUsersAndAmongFictionalUsers() {
    master.bexio("user", 90, "firstname", "L.", "lastname", "Graf", "email", upper(LEAS_MAIL));
    Map<String, Object> toUser = world.export("Preview", "true");
    world.sandbox().bexio().table("user").remove(90);
    fictional(91, "Graf", upper(LEAS_MAIL));
    Map<String, Object> run = world.export();

    assertThat(first(toUser, "fictional-user").get("action")).isEqualTo("LINK");
    assertThat(reason(first(run, "fictional-user"))).isEqualTo("link.by-email");
    assertThat(world.posts("bexio", USERS)).isEmpty();
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == 91)
        .hasSize(entriesOfLea().size());
    assertThat(count(world.export(), "unchanged")).isEqualTo(24);
  }

  @Test
  void anActivityOfAnEqualNameIsLinkedNotDoubled() {
    master.activity(80, "  vermessung");

    Map<String, Object> run = world.export();

    assertThat(world.posts("bexio", ACTIVITIES)).isEmpty();
    assertThat(reason(first(run, "activity"))).isEqualTo("link.by-name");
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("client_service_id").intValue() == 80)
        .hasSize(entriesOfLea().size());
  }

  @Test
  void twoActivitiesOfTheNameNeedAPerson() {
    master.activity(80, "Vermessung").activity(81, "Vermessung");

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "activity"))).isEqualTo("activity.ambiguous");
    assertWaiting(run, "service.undecided");
    assertThat(fictionalUsers()).as("nobody needs the user yet").isEmpty();
  }

  @Test
  void aUserWithoutEmailOrWithAOneWordNameNeedsAPersonAndTheOthersGo() {
    master.clockodo("users", LEA, "email", null);
    Map<String, Object> without = world.export();
    master.clockodo("users", LEA, "email", LEAS_MAIL, "name", "Lea");
    Map<String, Object> oneWord = world.export();

    assertThat(reason(first(without, "fictional-user"))).isEqualTo("user.without-email");
    assertWaiting(without, "user.undecided");
    assertThat(exported(without)).isEqualTo(24 - entriesOfLea().size());
    assertThat(reason(first(oneWord, "fictional-user"))).isEqualTo("user.one-word");
    assertThat(world.sandbox().journal().writes())
        .noneMatch(call -> call.path().startsWith(USERS) || call.path().startsWith(ACTIVITIES));
    assertThat(without.get("status")).isEqualTo("attention");
    assertThat(closes(without)).isTrue();
  }

  @Test
  void twoUsersOfOneEmailNeedAPerson() {
    master.clockodo("users", 3190, "name", "Lea Graf-Muster", "email", upper(LEAS_MAIL));

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.email-ambiguous");
    assertWaiting(run, "user.undecided");
  }

  @Test
  void whoIsMissingIsLeftToAPersonWhenTheSettingSaysSo() throws IOException {
    world.set("export.missing-users", "decide").restart();

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.no-equal-email");
    assertWaiting(run, "user.undecided");
    assertThat(fictionalUsers()).isEmpty();
  }

  @Test
  void whoIsMissingIsBookedOnAnotherWhenTheSettingSaysSo() throws IOException {
    world.set("export.missing-users", "book-on:1").restart();

    Map<String, Object> preview = world.export("Preview", "true");
    Map<String, Object> run = world.export();
    Map<String, Object> next = world.export();

    assertThat(rowsOfLea(preview))
        .allSatisfy(
            row -> {
              assertThat(reason(row)).isEqualTo("user.booked-on");
              assertThat(row.get("reason").toString()).contains("Lea Graf");
              assertThat(((Map<?, ?>) row.get("payload")).get("user_id")).isEqualTo(1);
            });
    assertThat(fictionalUsers()).isEmpty();
    assertThat(exported(run)).isEqualTo(24);
    assertThat(count(next, "unchanged")).isEqualTo(24);
  }

  @Test
  void bookingOnSomebodyWhomBexioDoesNotKnowNeedsAPerson() throws IOException {
    world.set("export.missing-users", "book-on:777").restart();

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("user.book-on-unknown");
    assertWaiting(run, "user.undecided");
  }

  @Test
  void salutationAndNameOrderAreSettings() throws IOException {
    world.set("export.salutation", "female").set("export.name-order", "last-first").restart();
    master.clockodo("users", LEA, "name", "Graf Lea Maria");

    world.export();

    ObjectNode user = fictionalUsers().get(0);
    assertThat(user.get("salutation_type").asText()).isEqualTo("female");
    assertThat(user.get("firstname").asText()).isEqualTo("Lea Maria");
    assertThat(user.get("lastname").asText()).isEqualTo("Graf");
  }

  @Test
  void aUserWhomAPersonLeftAloneIsNotCreated() {
    world.command("link", "user", "-", String.valueOf(LEA), "--ignore");

    Map<String, Object> run = world.export();

    assertThat(reason(first(run, "fictional-user"))).isEqualTo("decided.ignore");
    assertThat(fictionalUsers()).isEmpty();
  }

  @Test
  void anExportedEntryThatMovesToAMissingUserFollowsOnceTheUserIsCreated() {
    int moved = entriesOfLea().get(0);
    entriesOfLea().forEach(id -> master.clockodo("entries", id, "users_id", 3103));
    world.export();
    assertThat(fictionalUsers()).isEmpty();
    world.edit(moved, "users_id", LEA);

    Map<String, Object> run = world.export();

    assertThat(count(run, "update")).isEqualTo(1);
    int lea = fictionalUsers().get(0).get("id").intValue();
    assertThat(world.timesheets())
        .filteredOn(sheet -> sheet.get("user_id").intValue() == lea)
        .hasSize(1);
    assertThat(world.timesheets()).hasSize(24);
    assertThat(count(world.export(), "unchanged")).isEqualTo(24);
  }

  @Test
  void aNightWithNothingNewReadsNoListOfPeople() throws IOException {
    world.set("export.missing-users", "book-on:1").restart();
    world.export();
    world.sandbox().journal().clear();

    world.export();

    assertThat(world.sandbox().journal().count("bexio", "GET", "/3.0/")).isZero();
    assertThat(world.sandbox().journal().count("bexio", "GET", "/2.0/client_service")).isZero();
  }

  @Test
  void servicesThatComeFromItemsGetAnActivityToo() throws IOException {
    world.set("import.services-from", "items").restart();
    master.item(60, "L-1", "Vermessung", "article_type_id", 2);
    world.importAll();

    Map<String, Object> run = world.export();
    Map<String, Object> imported = world.importAll();

    assertThat(activities("Vermessung")).hasSize(1);
    assertThat(exported(run)).isEqualTo(24);
    assertThat(count(imported, "create")).isZero();
    assertThat(count(imported, "update")).isZero();
  }

  @Test
  void theImportLeavesWhatTheExportHasCreatedAlone() {
    world.export();

    Map<String, Object> imported = world.importAll();

    assertThat(count(imported, "create")).isZero();
    assertThat(count(imported, "link")).isZero();
    assertThat(imported.get("status")).isEqualTo("done");
  }

  private void assertWaiting(Map<String, Object> run, String code) {
    assertThat(rowsOfLea(run))
        .hasSize(entriesOfLea().size())
        .allSatisfy(
            row -> {
              assertThat(row.get("action")).isEqualTo("DECIDE");
              assertThat(reason(row)).isEqualTo(code);
            });
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(24 - entriesOfLea().size());
  }

  private List<Integer> entriesOfLea() {
    return world.sandbox().clockodo().table("entries").list().stream()
        .filter(entry -> entry.get("users_id").intValue() == LEA)
        .map(entry -> entry.get("id").intValue())
        .toList();
  }

  private static List<Map<?, ?>> rowsOfLea(Map<String, Object> report) {
    return rows(report).stream()
        .filter(row -> "timesheet".equals(row.get("kind")))
        .filter(row -> ((Map<?, ?>) row.get("source")).get("user").toString().contains("id=" + LEA))
        .toList();
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

  private static String plan(Map<String, Object> report) {
    return String.valueOf(report.get("plan"));
  }

  private static String upper(String email) {
    return email.toUpperCase(java.util.Locale.ROOT);
  }

  private void fictional(int id, String lastname, String email) {
    master.bexio(
        "fictional_user",
        id,
        "salutation_type",
        "female",
        "firstname",
        "Lea",
        "lastname",
        lastname,
        "email",
        email);
  }

  private List<ObjectNode> fictionalUsers() {
    return world.sandbox().bexio().table("fictional_user").list();
  }

  private List<ObjectNode> activities(String name) {
    return world.sandbox().bexio().table("client_service").list().stream()
        .filter(activity -> name.equals(activity.path("name").asText()))
        .toList();
  }
}
