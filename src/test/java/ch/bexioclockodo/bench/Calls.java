package ch.bexioclockodo.bench;

import ch.bexioclockodo.app.ConnectorInProcess;
import ch.bexioclockodo.sandbox.JournalMode;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many calls an export makes, and how long a preview takes, counted by the sandbox. */
final class Calls {

  private static final int ENTRIES = 1000;
  private static final int TIMESHEETS_A_CALL = 2000;

  private final Path folder;
  private final Path routes;

  Calls(Path folder, Path routes) {
    this.folder = folder;
    this.routes = routes;
  }

  void measure(int rounds, Figures figures) throws Exception {
    try (Sandbox sandbox =
        Sandbox.builder()
            .data(SandboxData.entries(ENTRIES))
            .limits(false)
            .journal(JournalMode.COUNTS)
            .start()) {
      Map<String, String> settings = World.settings(sandbox.bexioUrl(), sandbox.clockodoUrl(), 4);
      settings.put("bexio.token", Sandbox.BEXIO_TOKEN);
      settings.put("clockodo.user", Sandbox.CLOCKODO_USER);
      settings.put("clockodo.api-key", Sandbox.CLOCKODO_API_KEY);
      try (ConnectorInProcess connector = new ConnectorInProcess(folder, routes, settings)) {
        connector.importAll();
        figures.atMost("preview of 1,000 entries, warm, s", preview(connector, rounds), 0.5);
        long before = count(sandbox);
        export(connector, ENTRIES);
        long first = count(sandbox);
        figures.atMost(
            "calls per exported entry, links warm", (first - before) / (double) ENTRIES, 1.02);
        export(connector, 0);
        figures.atMost(
            "calls of an export with nothing new, " + ENTRIES + " entries",
            count(sandbox) - first,
            4 + (ENTRIES + 999) / 1000 + (ENTRIES + TIMESHEETS_A_CALL - 1) / TIMESHEETS_A_CALL);
      }
    }
  }

  private static long count(Sandbox sandbox) {
    return Stream.of("bexio", "clockodo")
        .flatMapToInt(
            side ->
                Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                    .mapToInt(method -> sandbox.journal().count(side, method, "")))
        .sum();
  }

  private static double preview(ConnectorInProcess connector, int rounds) {
    List<Double> seconds = new ArrayList<>();
    for (int round = -3; round < rounds; round++) {
      Map<String, Object> headers = september();
      headers.put("bexioClockodoPreview", "true");
      long start = System.nanoTime();
      connector.export(headers);
      if (round >= 0) {
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    return Figures.median(seconds);
  }

  private static void export(ConnectorInProcess connector, long expected) {
    Map<String, Object> report = connector.export(september());
    long done = ((Number) ((Map<?, ?>) report.get("counts")).get("done")).longValue();
    if (done != expected) {
      throw new IllegalStateException(done + " instead of " + expected + " are done: " + report);
    }
  }

  private static Map<String, Object> september() {
    Map<String, Object> headers = new HashMap<>();
    headers.put("bexioClockodoFrom", "2026-09-01");
    headers.put("bexioClockodoTo", "2026-09-30");
    return headers;
  }
}
