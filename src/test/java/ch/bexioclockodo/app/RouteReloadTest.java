package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.RunLock;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files that change under running routes; each look is made by the test. */
class RouteReloadTest {

  private static final String MAPPING = "mapping.camel.yaml";
  private static final String PROJECT = "bexio-clockodo-map-project";
  private static final Duration LONG = Duration.ofMillis(1500);
  private static final String STEP =
      "method: map\n        - script:\n            expression:\n              simple:\n"
          + "                expression: \"${body.put('number','P-${body[number]}')}\"\n";

  @TempDir Path folder;
  private Path routes;
  private World world;
  private RouteReload reload;

  @BeforeEach
  void start() throws IOException {
    routes = Files.createDirectories(folder.resolve("routes"));
    try (Stream<Path> files = Files.list(Connector.routes())) {
      for (Path file : files.toList()) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    world = new World(folder, SandboxData.entries(1));
    addProject();
    reload =
        new RouteReload(
            SettingsFile.read(folder.resolve("application.properties")),
            world.connector(),
            RouteReload.read(routes));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aChangeIsLoadedWhenTwoLooksAgreeAndIsWhatThePreviewShows() throws IOException {
    edit(MAPPING, "method: map\n", STEP);
    Route former = route(PROJECT);
    Route other = route("bexio-clockodo-import");
    reload.look();
    assertThat(route(PROJECT)).as("somebody may still be writing").isSameAs(former);
    reload.look();
    assertThat(route(PROJECT)).isNotSameAs(former);
    Route loaded = route(PROJECT);
    reload.look();
    assertThat(route(PROJECT)).as("nothing changed since").isSameAs(loaded);
    assertThat(route("bexio-clockodo-import")).as("in another file").isSameAs(other);
    assertThat(previewedNumbers()).containsExactly("P-77");
  }

  @Test
  void aChangeWaitsUntilTheRunEndsThatHoldsTheLock() throws IOException, SQLException {
    RunLock run = takeLock("a run").orElseThrow();
    Route former = route(PROJECT);
    edit(MAPPING, "method: map\n", STEP);
    look(4);
    assertThat(route(PROJECT)).isSameAs(former);
    assertThat(RunLock.holder(world.connector().dataSource(), "default"))
        .get()
        .extracting(RunLock.Holder::owner)
        .isEqualTo("a run");
    run.release();
    reload.look();
    assertThat(route(PROJECT)).isNotSameAs(former);
    assertThat(takeLock("the next run")).isPresent();
  }

  @Test
  void aChangeWaitsUntilThePreviewEndsThatHoldsNoLock() throws IOException, SQLException {
    world.sandbox().faults().on("GET /2.0/contact").nth(1).then(Fault.latency(LONG));
    Route former = route(PROJECT);
    edit(MAPPING, "method: map\n", STEP);
    RunLock whileTried = takeLock("a test").orElseThrow();
    look(2);
    whileTried.release();
    CompletableFuture<List<String>> preview = CompletableFuture.supplyAsync(this::previewedNumbers);
    Awaitility.await().until(() -> world.connector().context().getInflightRepository().size() > 0);
    look(2);
    assertThat(route(PROJECT)).isSameAs(former);
    assertThat(preview.join()).containsExactly("77");
    reload.look();
    assertThat(route(PROJECT)).isNotSameAs(former);
  }

  @Test
  void aBrokenEditKeepsTheFormerRoutesUntilItIsMended() throws IOException {
    Route former = route(PROJECT);
    edit(MAPPING, "- bean:", "- baen:");
    look(3);
    assertThat(route(PROJECT)).isSameAs(former);
    assertThat(previewedNumbers()).containsExactly("77");
    Route identify = route("bexio-clockodo-identify");
    edit(MAPPING, "- baen:", "- bean:");
    edit(MAPPING, "method: map\n", STEP);
    edit("run.camel.yaml", "description: ", "description: Edited. ");
    look(2);
    assertThat(route(PROJECT)).isNotSameAs(former);
    assertThat(route("bexio-clockodo-identify")).isNotSameAs(identify);
    assertThat(previewedNumbers()).containsExactly("P-77");
  }

  @Test
  void routesThatCannotStartLeaveTheFormerOnesRunning() throws IOException {
    Files.writeString(
        routes.resolve("inbox.camel.yaml"),
        """
        - route:
            id: inbox
            from:
              uri: file
              parameters:
                directoryName: %s
                autoCreate: false
                startingDirectoryMustExist: true
              steps:
                - log:
                    message: "${body}"
        """
            .formatted(folder.resolve("nowhere")));
    look(3);
    assertThat(route("inbox")).isNull();
    assertThat(previewedNumbers()).containsExactly("77");
    Files.createDirectories(folder.resolve("nowhere"));
    edit("inbox.camel.yaml", "${body}", "in: ${body}");
    look(2);
    assertThat(route("inbox")).isNotNull();
  }

  @Test
  void routesComeWithANewFileAndGoWithADeletedOne() throws IOException {
    Path added = routes.resolve("added.camel.yaml");
    Files.writeString(
        added,
        """
        - route:
            id: added
            routeConfigurationId: bexio-clockodo-errors
            from:
              uri: direct
              parameters:
                name: added
              steps:
                - setBody:
                    constant:
                      expression: here
        """);
    look(2);
    try (var template = world.connector().context().createProducerTemplate()) {
      assertThat(template.requestBody("direct:added", null, String.class)).isEqualTo("here");
    }
    Files.delete(added);
    look(2);
    assertThat(route("added")).isNull();
    assertThat(previewedNumbers()).containsExactly("77");
  }

  @Test
  void theRouteConfigurationIsReloadedWithTheRoutesThatNameIt() throws IOException {
    world.sandbox().faults().on("GET /2.0/contact").nth(1).then(Fault.status(503));
    assertThat(previewedNumbers()).as("a read is repeated").containsExactly("77");
    edit(
        "errors.camel.yaml",
        "${bean:bexioClockodoRetries?method=mayRepeat}",
        "${variable.never} == 'ever'");
    look(2);
    world.sandbox().faults().on("GET /2.0/contact").nth(1).then(Fault.status(503));
    assertThat(world.importAll("Preview", "true").get("status")).isEqualTo("failed");
  }

  @Test
  void beansAreReadAtStartOnlyWhileOtherFilesGoOn() throws IOException {
    Object bean = world.connector().bean("bexioClockodoRuns", Object.class);
    Route former = route(PROJECT);
    edit(
        "beans.camel.yaml",
        "- beans:",
        "- beans:\n    - name: another\n      type: java.lang.Object");
    look(3);
    assertThat(route(PROJECT)).isSameAs(former);
    edit(MAPPING, "method: map\n", STEP);
    look(2);
    assertThat(route(PROJECT)).isNotSameAs(former);
    assertThat(world.connector().bean("another", Object.class)).isNull();
    assertThat(world.connector().bean("bexioClockodoRuns", Object.class)).isSameAs(bean);
  }

  /** One that is not in clockodo yet; all others are. */
  private void addProject() {
    Table projects = world.sandbox().bexio().table("pr_project");
    ObjectNode project = projects.list().get(0).deepCopy();
    project.remove(List.of("id", "uuid"));
    projects.insert(project.put("name", "Neubau").put("nr", "77"));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = routes.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      reload.look();
    }
  }

  private Route route(String id) {
    return world.connector().context().getRoute(id);
  }

  private Optional<RunLock> takeLock(String owner) throws SQLException {
    return RunLock.take(
        world.connector().dataSource(), "default", owner, Clock.systemUTC(), System::nanoTime);
  }

  private List<String> previewedNumbers() {
    return World.rows(world.importAll("Preview", "true")).stream()
        .map(row -> (Map<?, ?>) row.get("payload"))
        .filter(payload -> payload != null && payload.containsKey("number"))
        .map(payload -> String.valueOf(payload.get("number")))
        .toList();
  }
}
