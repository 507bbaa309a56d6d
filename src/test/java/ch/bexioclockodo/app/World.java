package ch.bexioclockodo.app;

import ch.bexioclockodo.check.Checks;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.model.ToDefinition;

/** A sandbox and the connector on it, in this process, over real HTTP and a real database file. */
final class World implements AutoCloseable {

  /** Where bexio's issuer sends a person back to. */
  static final URI CALLBACK =
      URI.create("http://localhost:8080/bexio-clockodo/connection/callback");

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private Path routes = Connector.routes();
  private Sandbox sandbox;
  private Connector connector;
  private final AtomicReference<AtomicInteger> refusing = new AtomicReference<>();
  private boolean advised;

  World(Path folder, SandboxData data) throws IOException {
    this(folder, data, builder -> builder);
  }

  /**
   * @param given settings and their values, in pairs
   */
  World(Path folder, SandboxData data, UnaryOperator<Sandbox.Builder> change, String... given)
      throws IOException {
    this.folder = folder;
    sandbox = change.apply(Sandbox.builder().data(data).limits(false)).start();
    settings.put("bexio.url", sandbox.bexioUrl());
    settings.put("bexio.token", Sandbox.BEXIO_TOKEN);
    settings.put("bexio.issuer", sandbox.issuerUrl());
    settings.put("bexio.client-id", Sandbox.BEXIO_CLIENT_ID);
    settings.put("bexio.client-secret", Sandbox.BEXIO_CLIENT_SECRET);
    settings.put("clockodo.url", sandbox.clockodoUrl());
    settings.put("clockodo.user", Sandbox.CLOCKODO_USER);
    settings.put("clockodo.api-key", Sandbox.CLOCKODO_API_KEY);
    settings.put("clockodo.application", "test;test@example.com");
    // As much as the sandbox admits unless a test says otherwise.
    settings.put("clockodo.limits", "99999/PT1S");
    // What the sandbox has committed is there at once.
    settings.put("export.first-look", "PT0S");
    settings.put("db.url", "jdbc:h2:file:./data/db");
    for (int i = 0; i < given.length; i += 2) {
      settings.put(given[i], given[i + 1]);
    }
    start();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Connector connector() {
    return connector;
  }

  /**
   * Ends the connector and starts it again, as a new process would; the settings may have changed.
   */
  void restart() throws IOException {
    connector.close();
    start();
  }

  World set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Takes the routes from another folder when it starts again. */
  World routes(Path folderOfRoutes) {
    routes = folderOfRoutes;
    return this;
  }

  private void start() throws IOException {
    connector = Connector.start(settingsFile(), routes, false, Database.PATIENT);
  }

  /** The settings as they are set by now, whatever the connector was started with. */
  private SettingsFile settingsFile() throws IOException {
    StringBuilder text = new StringBuilder();
    settings.forEach(
        (key, value) ->
            text.append("bexio-clockodo.").append(key).append('=').append(value).append('\n'));
    Path file = folder.resolve("application.properties");
    Files.writeString(file, text);
    return SettingsFile.read(file);
  }

  Path folder() {
    return folder;
  }

  Connections connections() {
    return connector.bean("bexioClockodoConnections", Connections.class);
  }

  /** A person opens the address that connect prints, agrees, and comes back. */
  Connections.Connected connect() throws Exception {
    return connections().complete(new Browser().open(connections().ask(CALLBACK)));
  }

  /** Gives bexio's company another name or mail; null keeps what it has. */
  void nameCompany(String name, String mail) {
    ObjectNode changes = new ObjectMapper().createObjectNode();
    if (name != null) {
      changes.put("name", name);
    }
    if (mail != null) {
      changes.put("mail", mail);
    }
    sandbox.bexio().table("company_profile").update(1, changes);
  }

  /** What the command check finds with the settings as they are set by now. */
  Findings check() throws IOException {
    SettingsFile file = settingsFile();
    return Findings.of(whenFound -> Checking.run(file, whenFound));
  }

  /** What is found of both systems, through the routes of the connector that runs. */
  Findings look() {
    return Findings.of(
        whenFound -> Checks.run(connector.context(), Duration.ofSeconds(2), whenFound));
  }

  /** Calls a command on the same settings and database, in this process. */
  Ended command(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--config", folder.resolve("application.properties").toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        CommandLineApplication.run(
            new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new));
    return new Ended(status, out.toString(), err.toString());
  }

  /** Lets the connector's clock go on, without waiting. */
  void clockAdvancesBy(Duration length) {
    setClock(connector, Clock.offset(Clock.systemUTC(), length));
  }

  /** Gives a connector another clock than it has. */
  static void setClock(Connector connector, Clock clock) {
    // A clock of another class would be kept beside the former one, which then goes on being found.
    connector.context().getRegistry().unbind("bexioClockodoClock");
    connector.context().getRegistry().bind("bexioClockodoClock", clock);
  }

  /**
   * Refuses the connection for a row some times: the one fault that a server that answers cannot
   * show.
   */
  void refuseConnections(String row, int times) throws Exception {
    AtomicInteger left = new AtomicInteger(times);
    refusing.set(left);
    if (advised) {
      return;
    }
    advised = true;
    refuseConnections("bexio-clockodo-call-bexio-create-timesheet", row, refusing);
  }

  /** Refuses the connection of a route, for bodies that hold a text, as often as is left. */
  void refuseConnections(String routeId, String text, AtomicReference<AtomicInteger> left)
      throws Exception {
    AdviceWith.adviceWith(
        connector.context(),
        routeId,
        route ->
            route
                .weaveByType(ToDefinition.class)
                .before()
                .process(
                    exchange -> {
                      boolean meant = exchange.getMessage().getBody(String.class).contains(text);
                      if (meant && left.get().getAndDecrement() > 0) {
                        throw new ConnectException("Connection refused");
                      }
                    }));
  }

  Map<String, Object> importAll(String... headers) {
    return call("bexio-clockodo-import", headers);
  }

  /** An export of September 2026, or of the period in the headers. */
  Map<String, Object> export(String... headers) {
    return call("bexio-clockodo-export", headers);
  }

  /** What the schedule of a running connector does when a doubt can be settled. */
  Map<String, Object> settle() {
    return connector.call(
        "bexio-clockodo-export", Map.of("bexioClockodoSettle", true, "bexioClockodoRows", true));
  }

  /** Takes the run of a report back. */
  Map<String, Object> undo(Map<String, Object> run, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Run";
    all[headers.length + 1] = String.valueOf(run.get("run"));
    return call("bexio-clockodo-undo", all);
  }

  Map<String, Object> call(String route, String... headers) {
    Map<String, Object> all = new HashMap<>();
    all.put("bexioClockodoRows", true);
    if (route.endsWith("export") && !Arrays.asList(headers).contains("Plan")) {
      all.put("bexioClockodoFrom", "2026-09-01");
      all.put("bexioClockodoTo", "2026-09-30");
    }
    for (int i = 0; i < headers.length; i += 2) {
      all.put("bexioClockodo" + headers[i], headers[i + 1]);
    }
    return connector.call(route, all);
  }

  static List<Map<?, ?>> rows(Map<String, Object> report) {
    List<Map<?, ?>> rows = new ArrayList<>();
    if (report.get("rows") instanceof Iterable<?> iterable) {
      iterable.forEach(row -> rows.add((Map<?, ?>) row));
    }
    return rows;
  }

  static Map<?, ?> rowOf(Map<String, Object> report, long source) {
    return rows(report).stream()
        .filter(row -> ((Number) ((Map<?, ?>) row.get("source")).get("id")).longValue() == source)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row about " + source));
  }

  static String reasonOf(Map<String, Object> report, long source) {
    Map<?, ?> reason = (Map<?, ?>) rowOf(report, source).get("reason");
    return reason == null ? null : String.valueOf(reason.get("code"));
  }

  static long count(Map<String, Object> report, String name) {
    return ((Number) ((Map<?, ?>) report.get("counts")).get(name)).longValue();
  }

  /** How many entries are timesheets now; what was created before them counts apart. */
  static int exported(Map<String, Object> report) {
    Map<?, ?> buckets = (Map<?, ?>) ((Map<?, ?>) report.get("balance")).get("buckets");
    return ((Number) ((Map<?, ?>) buckets.get("exported")).get("count")).intValue();
  }

  /** How many timesheets the plan creates; users and activities created before them count apart. */
  static int timesheetsOf(Map<String, Object> report) {
    return (int)
        rows(report).stream()
            .filter(
                row -> "timesheet".equals(row.get("kind")) && "CREATE".equals(row.get("action")))
            .count();
  }

  static boolean closes(Map<String, Object> report) {
    return Boolean.TRUE.equals(((Map<?, ?>) report.get("balance")).get("closes"));
  }

  static List<String> problems(Map<String, Object> report) {
    List<String> codes = new ArrayList<>();
    ((List<?>) report.get("problems"))
        .forEach(problem -> codes.add(String.valueOf(((Map<?, ?>) problem).get("code"))));
    return codes;
  }

  List<JournalEntry> posts(String side, String path) {
    return sandbox.journal().requests(side, "POST", path);
  }

  List<ObjectNode> timesheets() {
    return sandbox.bexio().table("timesheet").list();
  }

  /** Somebody edits an entry in clockodo. */
  void edit(long entry, String field, Object value) {
    sandbox
        .clockodo()
        .table("entries")
        .update((int) entry, new ObjectMapper().valueToTree(Map.of(field, value)));
  }

  /** A person writes a timesheet in bexio by hand, like the one that was sent for an entry. */
  ObjectNode writeByHand(long likeEntry, String text) {
    try {
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(sent(likeEntry));
      return sandbox.bexio().table("timesheet").insert(row.put("text", text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The body that was last sent for an entry. */
  String sent(long entry) {
    return ledger(entry, "sent");
  }

  /** A column of an entry's ledger row, or null. */
  String ledger(long entry, String column) {
    String sql = "select " + column + " from bexio_clockodo.ledger where entry_id = ?";
    try (Connection database = connector.dataSource().getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What the ledger says was sent for an entry: start and end, or date and length. */
  String sentTracking(long entry) {
    String sql = "select sent from bexio_clockodo.ledger where entry_id = ? and state = 'EXPORTED'";
    try (Connection database = connector.dataSource().getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError("entry " + entry + " is not in the ledger");
        }
        Map<?, ?> tracking = (Map<?, ?>) Json.readMap(row.getString(1)).get("tracking");
        return "range".equals(tracking.get("type"))
            ? tracking.get("start") + " " + tracking.get("end")
            : tracking.get("date") + " " + tracking.get("duration");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    connector.close();
    sandbox.close();
  }
}
