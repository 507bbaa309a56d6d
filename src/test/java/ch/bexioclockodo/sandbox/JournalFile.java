package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The journal as JSON lines, one per request, flushed line by line so that others can follow it. A
 * second line of the same number replaces the first: its commit landed late.
 */
final class JournalFile {

  private final Path path;
  private Writer writer;

  JournalFile(Path path) {
    this.path = path;
    open();
  }

  synchronized void append(JournalEntry entry) {
    try {
      writer.write(Json.MAPPER.writeValueAsString(toJson(entry)) + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized List<JournalEntry> read() {
    Map<Integer, JournalEntry> entries = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(path)) {
        JournalEntry entry = fromJson((ObjectNode) Json.MAPPER.readTree(line));
        entries.put(entry.number(), entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(entries.values());
  }

  synchronized void clear() {
    close();
    open();
  }

  synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode toJson(JournalEntry entry) {
    return Json.object(
        "number", entry.number(),
        "side", entry.side(),
        "method", entry.method(),
        "path", entry.path(),
        "query", entry.query(),
        "headers", entry.headers(),
        "body", entry.body(),
        "status", entry.status(),
        "responseBody", entry.responseBody(),
        "committed", entry.committed(),
        "route", entry.route(),
        "rowKey", entry.rowKey(),
        "attempt", entry.attempt(),
        "fault", entry.fault(),
        "instant", entry.instant().toString());
  }

  @SuppressWarnings("unchecked")
  private static JournalEntry fromJson(ObjectNode json) {
    ObjectMapper mapper = Json.MAPPER;
    return new JournalEntry(
        json.get("number").intValue(),
        json.get("side").textValue(),
        json.get("method").textValue(),
        json.get("path").textValue(),
        mapper.convertValue(json.get("query"), Map.class),
        mapper.convertValue(json.get("headers"), Map.class),
        json.get("body").textValue(),
        json.get("status").intValue(),
        json.get("responseBody").textValue(),
        json.get("committed").booleanValue(),
        json.get("route").textValue(),
        json.get("rowKey").textValue(),
        json.get("attempt").intValue(),
        json.get("fault").textValue(),
        Instant.parse(json.get("instant").textValue()));
  }

  private void open() {
    try {
      writer = Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
