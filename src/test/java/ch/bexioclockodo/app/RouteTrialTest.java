package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.AbstractStringAssert;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in route files are found before the routes run, and said in one line. */
class RouteTrialTest {

  @TempDir Path folder;
  private RouteTrial trial;

  @BeforeEach
  void start() throws IOException {
    Path settings = Files.createFile(folder.resolve("application.properties"));
    trial = new RouteTrial(SettingsFile.read(settings), new JdbcDataSource());
  }

  @Test
  void theRoutesOfTheDistributionAreSound() throws BrokenRoutes {
    trial.run(RouteReload.read(Connector.routes()));
  }

  @Test
  void everyMistakeIsNamedWithItsFileAndPlace() {
    broken("mapping", "- bean:", "- baen:")
        .isEqualTo("mapping.camel.yaml, line 11: Unknown node id: baen");
    broken("mapping", "method: map", "methd: map")
        .isEqualTo("mapping.camel.yaml, line 13: Unsupported field: methd");
    broken("mapping", "steps:", "steps: [")
        .startsWith("mapping.camel.yaml, line ")
        .doesNotContain("\n");
    broken("mapping", "bexioClockodoProjectMapping", "nobody")
        .isEqualTo(
            "mapping.camel.yaml, route bexio-clockodo-map-project:"
                + " No bean could be found in the registry for: nobody");
    broken("run", "name: bexio-clockodo-call-bexio-company-profile", "name: nowhere")
        .isEqualTo(
            "run.camel.yaml, line 21: route bexio-clockodo-identify calls direct:nowhere,"
                + " which no route reads from");
    broken("schedule", "stateful: true", "statefull: true")
        .startsWith("schedule.camel.yaml, route bexio-clockodo-schedule-import: ")
        .endsWith("Unknown parameters=[{statefull=true}]");
    broken("schedule", "triggerName: export", "triggerName: import")
        .contains("schedule.camel.yaml: route bexio-clockodo-schedule-export reads from ");
    broken("import", "id: bexio-clockodo-run-import", "id: bexio-clockodo-identify")
        .isEqualTo(
            "run.camel.yaml: the route id bexio-clockodo-identify is also used in"
                + " import.camel.yaml");
    broken("errors", "id: bexio-clockodo-errors", "id: errors")
        .endsWith("names the unknown routeConfiguration bexio-clockodo-errors");
  }

  private AbstractStringAssert<?> broken(String file, String from, String to) {
    RouteFiles sound = RouteReload.read(Connector.routes());
    SortedMap<String, String> texts = new TreeMap<>(sound.texts());
    String text = texts.get(file + ".camel.yaml");
    assertThat(text).contains(from);
    texts.put(file + ".camel.yaml", text.replace(from, to));
    RouteFiles files = new RouteFiles(sound.folder(), texts);
    return assertThatThrownBy(() -> trial.run(files)).isInstanceOf(BrokenRoutes.class).message();
  }
}
