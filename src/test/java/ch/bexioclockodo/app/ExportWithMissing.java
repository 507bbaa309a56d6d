package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A user and a business activity that the entries of an export need and bexio does not have. */
abstract class ExportWithMissing {

  static final String USERS = "/3.0/fictional_users";
  static final String ACTIVITIES = "/2.0/client_service";
  static final String TIMESHEETS = "/2.0/timesheet";

  /** Lea Graf, whom a test takes out of bexio, and the service that bexio does not have. */
  static final int LEA = 3104;

  static final String LEAS_MAIL = "lea.graf@limmat-ingenieure.example";
  static final int SURVEYING = 7201;

  @TempDir Path folder;
  World world;
  MasterRows master;

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

  void assertWaiting(Map<String, Object> run, String code) {
    assertThat(rowsOfLea(run))
        .hasSize(entriesOfLea().size())
        .allSatisfy(
            row -> {
              assertThat(row.get("action")).isEqualTo("DECIDE");
              assertThat(reason(row)).isEqualTo(code);
            });
    assertThat(world.posts("bexio", TIMESHEETS)).hasSize(24 - entriesOfLea().size());
  }

  List<Integer> entriesOfLea() {
    return world.sandbox().clockodo().table("entries").list().stream()
        .filter(entry -> entry.get("users_id").intValue() == LEA)
        .map(entry -> entry.get("id").intValue())
        .toList();
  }

  static List<Map<?, ?>> rowsOfLea(Map<String, Object> report) {
    return rows(report).stream()
        .filter(row -> "timesheet".equals(row.get("kind")))
        .filter(row -> ((Map<?, ?>) row.get("source")).get("user").toString().contains("id=" + LEA))
        .toList();
  }

  static Map<?, ?> first(Map<String, Object> report, String kind) {
    List<Map<?, ?>> found =
        rows(report).stream().filter(row -> kind.equals(row.get("kind"))).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  static String reason(Map<?, ?> row) {
    return row.get("reason") instanceof Map<?, ?> reason ? (String) reason.get("code") : null;
  }

  static String plan(Map<String, Object> report) {
    return String.valueOf(report.get("plan"));
  }

  static String upper(String email) {
    return email.toUpperCase(java.util.Locale.ROOT);
  }

  void fictional(int id, String lastname, String email) {
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

  List<ObjectNode> fictionalUsers() {
    return world.sandbox().bexio().table("fictional_user").list();
  }

  List<ObjectNode> activities(String name) {
    return world.sandbox().bexio().table("client_service").list().stream()
        .filter(activity -> name.equals(activity.path("name").asText()))
        .toList();
  }
}
