package ch.bexioclockodo.bench;

import ch.bexioclockodo.app.ConnectorInProcess;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * An export is killed (SIGKILL) at its half; the next exports settle what was on its way and send
 * the rest. The sandbox's journal tells what that has cost.
 */
final class ResumeAfterKill {

  private static final List<String> SEPTEMBER =
      List.of("--from", "2026-09-01", "--to", "2026-09-30");
  private static final String TIMESHEETS = "/2.0/timesheet";
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(5);
  private static final Duration SETTLE = Duration.ofSeconds(10);

  /** Past the half, so that it dies in the middle of a chunk. */
  private static final int PAST_THE_HALF = 137;

  private static final int DONE = 0;
  private static final int ATTENTION = 1;

  private final Path distribution;
  private final Path folder;
  private final int entries;

  ResumeAfterKill(Path distribution, Path folder, int entries) {
    this.distribution = distribution;
    this.folder = folder;
    this.entries = entries;
  }

  void measure(Figures figures) throws Exception {
    try (Sandbox sandbox =
        Sandbox.builder().data(SandboxData.entries(entries)).limits(false).start()) {
      Map<String, String> settings = World.settings(sandbox.bexioUrl(), sandbox.clockodoUrl(), 4);
      settings.put("bexio.token", Sandbox.BEXIO_TOKEN);
      settings.put("clockodo.user", Sandbox.CLOCKODO_USER);
      settings.put("clockodo.api-key", Sandbox.CLOCKODO_API_KEY);
      settings.put("export.settle", SETTLE.toString());
      try (ConnectorInProcess connector =
          new ConnectorInProcess(folder, distribution.resolve("routes"), settings)) {
        connector.importAll();
      }
      sandbox.faults().on("POST " + TIMESHEETS).then(Fault.latency(ANSWERS_AFTER));
      killAtHalf(sandbox);
      Set<String> there = new HashSet<>(texts(sandbox));
      Map<String, Map<String, Object>> dispatched = new HashMap<>();
      try (Connection database = database()) {
        dispatched.putAll(sending(database));
        letTheLeaseEnd(database);
      }
      figures.note("timesheets in bexio at the kill", there.size(), "of " + entries);
      figures.note("rows on their way at the kill", dispatched.size(), "");
      figures.note("of them in bexio", there.stream().filter(dispatched::containsKey).count(), "");
      int seen = sandbox.journal().requests().size();
      resume(figures, sandbox, there.size());
      tellTimes(figures, sandbox, seen, dispatched.keySet());
      // Nothing shows that the settle time has passed; both sides count it by their own clocks.
      Thread.sleep(SETTLE.toMillis());
      new ExportProcess(distribution, folder, List.of(), SEPTEMBER).mustEndWith(DONE);
      List<JournalEntry> since =
          sandbox.journal().requests().stream().filter(call -> call.number() > seen).toList();
      tellCalls(figures, since, dispatched);
      List<String> texts = texts(sandbox);
      figures.atMost("entries without a timesheet", entries - new HashSet<>(texts).size(), 0);
      figures.atMost("timesheets too many", texts.size() - new HashSet<>(texts).size(), 0);
    }
  }

  private void killAtHalf(Sandbox sandbox) throws Exception {
    Process export = new ExportProcess(distribution, folder, List.of(), SEPTEMBER).process();
    await(export, () -> timesheets(sandbox) >= entries / 2 + PAST_THE_HALF);
    if (!export.isAlive()) {
      throw new IllegalStateException("the export has ended before it could be killed");
    }
    export.destroyForcibly().waitFor();
  }

  /** A busy machine takes its time; how much of a processor was needed is told beside it. */
  private void resume(Figures figures, Sandbox sandbox, int there) throws Exception {
    ExportProcess export = new ExportProcess(distribution, folder, List.of(), SEPTEMBER);
    await(export.process(), () -> timesheets(sandbox) != there);
    figures.note(
        "processor time of the next export until its first row, s",
        export.process().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0,
        "with the start of its JVM");
    export.mustEndWith(DONE, ATTENTION);
  }

  /** As close to the moment as can be, or to the end of the process. */
  private static void await(Process export, BooleanSupplier moment) {
    Awaitility.await()
        .forever()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> !export.isAlive() || moment.getAsBoolean());
  }

  private static int timesheets(Sandbox sandbox) {
    return sandbox.bexio().table("timesheet").count();
  }

  private Connection database() throws Exception {
    return ConnectorInProcess.database(folder);
  }

  /** The bodies of the rows that were on their way, by their texts, which are unique. */
  private static Map<String, Map<String, Object>> sending(Connection database) throws SQLException {
    String sql = "select sent from bexio_clockodo.ledger where state = 'SENDING'";
    Map<String, Map<String, Object>> bodies = new HashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Map<String, Object> body = Json.readMap(rows.getString(1));
        bodies.put(String.valueOf(body.get("text")), body);
      }
    }
    return bodies;
  }

  /** As if the 90 seconds of the dead owner's lease had passed. */
  private static void letTheLeaseEnd(Connection database) throws SQLException {
    String sql = "update bexio_clockodo.run_lock set lease_until = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(1, Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private void tellTimes(Figures figures, Sandbox sandbox, int seen, Set<String> dispatched)
      throws Exception {
    Instant firstUnaffected =
        sandbox.journal().requests("bexio", "POST", TIMESHEETS).stream()
            .filter(call -> call.number() > seen)
            .filter(call -> !dispatched.contains(text(call)))
            .map(JournalEntry::instant)
            .findFirst()
            .orElseThrow();
    Duration ahead = Duration.between(Instant.now(), sandbox.clock().now());
    try (Connection database = database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select max(started_at) from bexio_clockodo.run")) {
      row.next();
      Instant locked = row.getObject(1, OffsetDateTime.class).toInstant().plus(ahead);
      figures.atMost(
          "from the lock to the first unaffected row, s",
          Duration.between(locked, firstUnaffected).toMillis() / 1000.0,
          5);
    }
  }

  private static void tellCalls(
      Figures figures, List<JournalEntry> since, Map<String, Map<String, Object>> dispatched) {
    Map<String, Integer> calls = new HashMap<>();
    int ofDispatched = 0;
    int ofOthers = 0;
    int posts = 0;
    Set<String> posted = new HashSet<>();
    for (JournalEntry call : since) {
      boolean search = call.path().equals(TIMESHEETS + "/search");
      boolean byId = call.route().equals("GET " + TIMESHEETS + "/{id}");
      boolean post = call.method().equals("POST") && call.path().equals(TIMESHEETS);
      List<String> about = new ArrayList<>();
      if (search) {
        dispatched.forEach(
            (text, body) -> {
              if (isMeant(call, body)) {
                about.add(text);
              }
            });
      } else if (post && dispatched.containsKey(text(call))) {
        about.add(text(call));
      }
      about.forEach(text -> calls.merge(text, 1, Integer::sum));
      boolean again = post && !posted.add(text(call));
      posts += post ? 1 : 0;
      if (!about.isEmpty()) {
        ofDispatched++;
      } else if (search || byId || again) {
        ofOthers++;
      }
    }
    int most = calls.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    figures.atMost(
        "extra calls for each row on its way", ofDispatched / (double) dispatched.size(), 3);
    figures.note("calls that concern the same row on its way, at most", most, "");
    figures.atMost("extra calls for other rows", ofOthers, 0);
    figures.note("POSTs of rows since the kill", posts, "");
    figures.note(
        "calls to read both windows, in two runs", since.size() - posts - searches(since), "");
  }

  private static long searches(List<JournalEntry> calls) {
    return calls.stream().filter(call -> call.path().equals(TIMESHEETS + "/search")).count();
  }

  /** Whether a search looks for what a body says. */
  private static boolean isMeant(JournalEntry search, Map<String, Object> body) {
    List<?> criteria = Json.read(search.body(), List.class);
    return criteria.stream()
        .map(Map.class::cast)
        .allMatch(
            one ->
                Objects.equals(
                    String.valueOf(body.get(one.get("field"))), String.valueOf(one.get("value"))));
  }

  private static String text(JournalEntry post) {
    return String.valueOf(Json.readMap(post.body()).get("text"));
  }

  private static List<String> texts(Sandbox sandbox) {
    return sandbox.bexio().table("timesheet").list().stream()
        .map(row -> row.path("text").textValue())
        .toList();
  }
}
