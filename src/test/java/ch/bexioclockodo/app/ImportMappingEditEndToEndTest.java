package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.MasterRows.payload;
import static ch.bexioclockodo.app.MasterRows.said;
import static ch.bexioclockodo.app.MasterRows.text;
import static ch.bexioclockodo.app.World.count;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engineer adds steps after a mapping, in a copy of the route files. */
class ImportMappingEditEndToEndTest {

  @TempDir Path folder;
  private World world;
  private MasterRows rows;
  private Path routes;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.empty());
    rows = new MasterRows(world.sandbox());
    rows.contact(11, "Alpha AG").project(21, 11, "Umbau", "comment", "Alt").activity(1, "Planung");
    routes = Files.createDirectory(folder.resolve("routes"));
    try (Stream<Path> files = Files.list(Connector.routes())) {
      for (Path file : files.toList()) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void anEditIsSeenInThePreviewAndOnTheWireForNewRowsOnly() throws IOException {
    world.importAll();
    edit("Project", "${body.put('note', 'Auftrag 7')}", "${body.put('billable_default', false)}");
    rows.project(22, 11, "Neubau");

    Map<String, Object> preview = world.importAll("Preview", "true");
    Map<?, ?> shown = payload(preview, "project", 22);
    assertThat(shown.get("note")).isEqualTo("Auftrag 7");
    assertThat(shown.get("billable_default")).isEqualTo(false);
    assertThat(shown.get("name")).isEqualTo("Neubau");
    assertThat(World.rows(preview)).hasSize(1);

    world.importAll();
    assertThat(rows.named("projects", "Neubau").get("note").asText()).isEqualTo("Auftrag 7");
    assertThat(rows.named("projects", "Umbau").get("note").asText()).isEqualTo("Alt");
    // A later change in bexio is written, and the edit does not slip in with it.
    rows.bexio("pr_project", 21, "end_date", "2026-12-24 00:00:00");
    assertThat(payload(world.importAll(), "project", 21))
        .isEqualTo(Map.of("deadline", "2026-12-24"));
  }

  @Test
  void remapAppliesAnEditToWhatExistsPreviewedAndUnderTheCap() throws IOException {
    for (int id = 30; id < 42; id++) {
      rows.project(id, 11, "Projekt " + id);
    }
    rows.contact(12, "Beta AG");
    world.importAll();
    rows.clockodo("projects", rows.idOf("projects", "Projekt 30"), "note", "Von Hand");
    edit("Project", "${body.put('note', 'Auftrag 7')}");
    int writes = world.sandbox().journal().writes().size();

    Map<String, Object> preview = world.importAll("Preview", "true", "Remap", "true");
    assertThat(said(preview, "project", 21)).isEqualTo("DECIDE mass-change");
    assertThat(said(preview, "project", 30)).isEqualTo("DECIDE conflict");
    Map<String, Object> held = world.importAll("Remap", "true");
    assertThat(count(held, "needsDecision")).isEqualTo(13);
    assertThat(world.sandbox().journal().writes()).hasSize(writes);

    Map<String, Object> allowed = world.importAll("Remap", "true", "AllowMassChange", "true");
    assertThat(said(allowed, "project", 21)).isEqualTo("UPDATE mapping.applied-anew");
    assertThat(payload(allowed, "project", 21)).isEqualTo(Map.of("note", "Auftrag 7"));
    assertThat(rows.named("projects", "Umbau").get("note").asText()).isEqualTo("Auftrag 7");
    assertThat(rows.named("projects", "Projekt 30").get("note").asText()).isEqualTo("Von Hand");
    assertThat(count(world.importAll("Remap", "true"), "update")).isZero();
  }

  @Test
  void aBadEditFailsItsRowsByNameOfTheFieldAndTheRestGoesOn() throws IOException {
    edit("Customer", "${body.put('active', 'vielleicht')}");
    Map<String, Object> wrongType = world.importAll();
    assertThat(said(wrongType, "customer", 11)).isEqualTo("CREATE mapping.wrong-type");
    assertThat(text(wrongType, "customer", 11)).contains("active", "vielleicht");
    assertThat(said(wrongType, "project", 21)).isEqualTo("CREATE waits-for");
    assertThat(MasterRows.row(wrongType, "service", 1).get("state")).isEqualTo("DONE");
    assertThat(wrongType.get("status")).isEqualTo("attention");
    assertThat(count(wrongType, "failed")).isEqualTo(1);

    assertThat(failure("${body.remove('name')}")).contains("name");
    assertThat(failure("${body.put('nummer', '7')}")).contains("nummer");
    assertThat(failure("${body.put('number', '" + "7".repeat(51) + "')}")).contains("number");
    assertThat(failure("${body.gibtEsNicht()}")).contains("bexio-clockodo-map-customer");
    assertThat(world.posts("clockodo", "/v3/customers")).isEmpty();

    edit("Customer");
    assertThat(said(world.importAll(), "project", 21)).isEqualTo("CREATE");
    rows.named("projects", "Umbau");
  }

  private String failure(String step) throws IOException {
    edit("Customer", step);
    Map<String, Object> preview = world.importAll("Preview", "true");
    assertThat(MasterRows.row(preview, "customer", 11).get("state")).isEqualTo("FAILED");
    return text(preview, "customer", 11);
  }

  /** Adds steps after a mapping, each of which changes the map of fields. */
  private void edit(String mapping, String... steps) throws IOException {
    String step = "        - bean:\n            ref: bexioClockodo" + mapping + "Mapping\n";
    String method = "            method: map\n";
    StringBuilder more = new StringBuilder(step + method);
    for (String one : List.of(steps)) {
      more.append("        - setVariable:\n            name: unused\n            simple:\n")
          .append("              expression: \"")
          .append(one)
          .append("\"\n");
    }
    String text = Files.readString(Connector.routes().resolve("mapping.camel.yaml"));
    assertThat(text).contains(step + method);
    Files.writeString(
        routes.resolve("mapping.camel.yaml"), text.replace(step + method, more.toString()));
    world.routes(routes).restart();
  }
}
