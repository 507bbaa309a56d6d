package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The log of all requests: the judge of what a client did. An entry stands before its answer. */
public final class Journal {

  private record Counter(String side, String method, String route, int status) {}

  private final JournalMode mode;
  private final JournalFile file;
  private final ConcurrentSkipListMap<Integer, JournalEntry> entries =
      new ConcurrentSkipListMap<>();
  private final Map<Counter, AtomicInteger> counters = new ConcurrentHashMap<>();

  Journal(JournalMode mode, Path path) {
    this.mode = mode;
    this.file = mode == JournalMode.FILE ? new JournalFile(path) : null;
  }

  public JournalMode mode() {
    return mode;
  }

  /** All requests in the order of arrival; none in mode COUNTS. */
  public List<JournalEntry> requests() {
    return file == null ? List.copyOf(entries.values()) : file.read();
  }

  /** Requests of one side, method and exact path. */
  public List<JournalEntry> requests(String side, String method, String path) {
    return requests().stream()
        .filter(entry -> entry.side().equals(side))
        .filter(entry -> entry.method().equals(method) && entry.path().equals(path))
        .toList();
  }

  /** Committed or attempted changes of data: POST, PUT, PATCH and DELETE without searches. */
  public List<JournalEntry> writes() {
    return requests().stream().filter(JournalEntry::write).toList();
  }

  /**
   * How many requests came in. The path prefix is compared with paths in mode FULL, and with path
   * templates ({@code /2.0/timesheet/{id}}) otherwise.
   */
  public int count(String side, String method, String pathPrefix) {
    if (mode == JournalMode.FULL) {
      return (int)
          entries.values().stream()
              .filter(entry -> entry.side().equals(side) && entry.method().equals(method))
              .filter(entry -> entry.path().startsWith(pathPrefix))
              .count();
    }
    return counters.entrySet().stream()
        .filter(counter -> counter.getKey().side().equals(side))
        .filter(counter -> counter.getKey().route().startsWith(method + " " + pathPrefix))
        .mapToInt(counter -> counter.getValue().get())
        .sum();
  }

  public void clear() {
    entries.clear();
    counters.clear();
    if (file != null) {
      file.clear();
    }
  }

  /** Counts by side, route and status, for people and other processes. */
  ArrayNode counts() {
    return Json.array(
        counters.entrySet().stream()
            .map(
                counter ->
                    Json.object(
                        "side", counter.getKey().side(),
                        "route", counter.getKey().route(),
                        "status", counter.getKey().status(),
                        "count", counter.getValue().get()))
            .sorted(Comparator.comparing(ObjectNode::toString))
            .toList());
  }

  /** The entry is built only where it is kept. */
  void record(Call call, int status, Supplier<JournalEntry> entry) {
    counters
        .computeIfAbsent(
            new Counter(call.side(), call.method(), call.route().name(), status),
            key -> new AtomicInteger())
        .incrementAndGet();
    if (mode != JournalMode.COUNTS) {
      keep(entry.get());
    }
  }

  /** A commit that landed after its request was journalled. */
  void committedLate(int number) {
    if (mode == JournalMode.FULL) {
      entries.computeIfPresent(number, (key, entry) -> entry.committedLate());
    } else if (mode == JournalMode.FILE) {
      file.read().stream()
          .filter(entry -> entry.number() == number)
          .findFirst()
          .ifPresent(entry -> keep(entry.committedLate()));
    }
  }

  void close() {
    if (file != null) {
      file.close();
    }
  }

  private void keep(JournalEntry entry) {
    if (file == null) {
      entries.put(entry.number(), entry);
    } else {
      file.append(entry);
    }
  }
}
