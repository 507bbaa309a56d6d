package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export that marks in clockodo as billed what is exported, when a setting says so. */
@Timeout(120)
abstract class ExportWithMarks {

  static final int ENTRIES = 8;
  static final String MARK = "PUT /v2/entries/*";

  @TempDir Path folder;
  World world;

  @AfterEach
  void end() {
    world.close();
  }

  void start(boolean marks, String... more) throws IOException {
    world = new World(folder, SandboxData.entries(ENTRIES));
    world.importAll();
    for (int i = 0; i < more.length; i += 2) {
      world.set(more[i], more[i + 1]);
    }
    marking(marks);
  }

  void marking(boolean on) throws IOException {
    world.set("export.mark-billed", String.valueOf(on));
    world.restart();
    world.sandbox().journal().clear();
  }

  List<ObjectNode> entries() {
    return world.sandbox().clockodo().table("entries").list();
  }

  long first() {
    return entries().get(0).path("id").asLong();
  }

  int billable(long entry) {
    return world.sandbox().clockodo().table("entries").get((int) entry).path("billable").asInt();
  }

  long billed() {
    return entries().stream().filter(entry -> entry.path("billable").asInt() == 2).count();
  }

  List<JournalEntry> marks() {
    return world.sandbox().journal().writes().stream()
        .filter(call -> call.path().startsWith("/v2/entries/"))
        .toList();
  }

  int looks() {
    return world.sandbox().journal().count("clockodo", "GET", "/v2/entries/");
  }

  /** Somebody writes to an entry in clockodo. */
  void edit(long entry, String field, Object value) {
    world.edit(entry, field, value);
    world.edit(entry, "time_last_change", "2026-11-20T09:10:11Z");
  }

  static List<String> notes(Map<String, Object> report) {
    return ((List<?>) ((Map<?, ?>) report.get("balance")).get("notes"))
        .stream().map(String::valueOf).filter(note -> note.contains("billed")).toList();
  }

  static List<String> texts(Map<String, Object> report) {
    return ((List<?>) report.get("problems"))
        .stream().map(problem -> String.valueOf(((Map<?, ?>) problem).get("text"))).toList();
  }
}
