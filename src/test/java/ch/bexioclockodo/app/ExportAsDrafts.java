package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.rows;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Times as invoice drafts, looked at before anything is written. */
abstract class ExportAsDrafts {

  @TempDir private Path folder;

  World world;

  @AfterEach
  void end() {
    world.close();
  }

  void company(UnaryOperator<Sandbox.Builder> change, String... settings) throws IOException {
    start(SandboxData.company(), change, settings);
  }

  void small(int entries, String... settings) throws IOException {
    start(SandboxData.entries(entries), sandbox -> sandbox, settings);
  }

  private void start(SandboxData data, UnaryOperator<Sandbox.Builder> change, String... settings)
      throws IOException {
    world = new World(folder, data, change, settings);
    world.importAll();
    world.sandbox().journal().clear();
  }

  Map<String, Object> preview() {
    return world.export("As", "invoice-drafts", "Preview", "true");
  }

  static List<Map<?, ?>> drafts(Map<String, Object> report) {
    return rows(report).stream().filter(row -> "invoice-draft".equals(row.get("kind"))).toList();
  }

  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> positions(Map<?, ?> draft) {
    return (List<Map<?, ?>>) ((Map<?, ?>) draft.get("source")).get("positions");
  }

  /** The positions of all drafts as they are to be sent. */
  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> sent(Map<String, Object> report) {
    return drafts(report).stream()
        .flatMap(
            draft ->
                ((List<Map<?, ?>>) ((Map<?, ?>) draft.get("payload")).get("positions")).stream())
        .toList();
  }

  static List<String> texts(Map<String, Object> report) {
    return sent(report).stream().map(position -> String.valueOf(position.get("text"))).toList();
  }

  static BigDecimal amount(Map<?, ?> draft, String name) {
    return new BigDecimal((String) ((Map<?, ?>) draft.get("source")).get(name));
  }

  @SuppressWarnings("unchecked")
  static List<String> notes(Map<String, Object> report) {
    return (List<String>) ((Map<?, ?>) report.get("balance")).get("notes");
  }

  static ObjectNode change(String key, Object value) {
    return new ObjectMapper().valueToTree(Map.of(key, value));
  }
}
