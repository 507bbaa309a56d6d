package ch.bexioclockodo.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;

/** Numbers calls and attempts, and writes the journal. */
final class Recorder {

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "x-clockodoapikey", "cookie");

  private final Journal journal;
  private final SandboxClock clock;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<Integer> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  Recorder(Journal journal, SandboxClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  int nextNumber() {
    int number = numbers.incrementAndGet();
    open.add(number);
    return number;
  }

  /** Nothing that the call is about changes any more because of it. */
  void end(int number) {
    open.remove(number);
  }

  /** Whether every call has come to its end. */
  boolean isAtRest() {
    return open.isEmpty();
  }

  /** Before the answer leaves; an answer of null was never sent. */
  void record(Call call, List<Fault> faults, Answer answer, boolean committed) {
    int attempt = attempts.merge(call.route().name() + " " + call.rowKey(), 1, Integer::sum);
    int status = answer == null ? 0 : answer.status();
    journal.record(
        call,
        status,
        () ->
            new JournalEntry(
                call.number(),
                call.side(),
                call.method(),
                call.path(),
                call.query(),
                maskedHeaders(call),
                new String(call.body(), StandardCharsets.UTF_8),
                status,
                answer == null ? "" : new String(answer.bytes(), StandardCharsets.UTF_8),
                committed,
                call.route().name(),
                call.rowKey(),
                attempt,
                faults.stream().map(Fault::label).collect(Collectors.joining(", ")),
                clock.now()));
  }

  void committedLate(Call call) {
    journal.committedLate(call.number());
  }

  private static Map<String, String> maskedHeaders(Call call) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : call.headers()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      headers.merge(
          name, CREDENTIALS.contains(name) ? "***" : field.getValue(), (a, b) -> a + ", " + b);
    }
    return headers;
  }
}
