package ch.bexioclockodo.hospitality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.bexioclockodo.run.Report;
import ch.bexioclockodo.run.Retries;
import ch.bexioclockodo.run.RunLock;
import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.JournalEntry;
import ch.bexioclockodo.sandbox.Sandbox;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our routes as guests of somebody else's application: neither side notices the other. */
class ForeignHostTest {

  private static final Map<String, Object> SEPTEMBER =
      Map.of("bexioClockodoFrom", "2026-09-01", "bexioClockodoTo", "2026-09-30");
  private static final String SECRET = "host-secret-value";

  private static Sandbox sandbox;
  private static ForeignHost host;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.builder().limits(false).start();
    host = ForeignHost.start(sandbox);
  }

  @AfterAll
  static void stop() {
    host.close();
    sandbox.close();
  }

  @AfterEach
  void clean() {
    sandbox.faults().clear();
    host.deadLetters().clear();
  }

  @Test
  void aHostImportsAndExportsByContract() throws Exception {
    Map<String, Object> imported =
        host.call("import", Map.of("bexioClockodoConnection", "default"));
    assertThat(imported).isInstanceOf(Report.class).containsEntry("kind", "import");
    assertThat(imported.get("status")).isIn("done", "attention");

    Map<String, Object> preview =
        host.call("export", with(SEPTEMBER, "bexioClockodoPreview", true));
    assertThat(preview).containsEntry("preview", true).containsEntry("from", "2026-09-01");
    assertThat(sandbox.journal().count("bexio", "POST", "/2.0/timesheet")).isZero();

    Map<String, Object> exported =
        host.call("export", with(SEPTEMBER, "bexioClockodoRows", "true"));
    assertThat(exported.get("status")).isIn("done", "attention");
    assertThat(number(exported, "done"))
        .isPositive()
        .isEqualTo(
            sandbox.journal().count("bexio", "POST", "/2.0/timesheet")
                + sandbox.journal().count("bexio", "POST", "/2.0/client_service")
                + sandbox.journal().count("bexio", "POST", "/3.0/fictional_users"));
    assertThat((Iterable<?>) exported.get("rows")).isNotEmpty();
    assertThat(host.deadLetters()).isEmpty();
  }

  @Test
  void rowsComeOnlyWhenAskedFor() throws Exception {
    assertThat(host.call("import", Map.of("bexioClockodoPreview", "true")))
        .doesNotContainKey("rows");
  }

  @Test
  void whatTheHostCarriesStaysWithTheHost() throws Exception {
    Map<String, Object> headers = nastyHeaders();
    sandbox.journal().clear();

    Exchange answer =
        host.send(
            "direct:host-export",
            exchange -> {
              exchange.getMessage().setBody(SECRET + " body");
              exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
              exchange.setVariable("hostVariable", SECRET);
              exchange.setProperty("hostProperty", SECRET);
            });

    assertThat(ForeignHost.report(answer)).containsEntry("kind", "export");
    assertThat(answer.getMessage().getHeaders()).containsExactlyInAnyOrderEntriesOf(headers);
    assertThat(answer.getVariables()).containsExactly(Map.entry("hostVariable", SECRET));
    assertThat(answer.getProperty("hostProperty")).isEqualTo(SECRET);
    assertThat(answer.getException()).isNull();
    assertThat(answer.isRollbackOnly()).isFalse();
    assertThat(answer.isRouteStop()).isFalse();
    assertThat(sandbox.journal().requests())
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(everythingIn(request))
                    .doesNotContainIgnoringCase(SECRET)
                    .doesNotContainIgnoringCase("x-host")
                    .doesNotContainIgnoringCase("bexioClockodo")
                    .doesNotContain("evil"));
  }

  @Test
  void aPreviewWhoseHostHeadersNameAnotherServerStillAsksOurs() throws Exception {
    sandbox.journal().clear();
    Map<String, Object> report =
        host.call("import", with(nastyHeaders(), "bexioClockodoPreview", "true"));
    assertThat(report.get("status")).isIn("done", "attention");
    assertThat(sandbox.journal().requests()).allMatch(request -> request.method().equals("GET"));
  }

  @Test
  void neitherSideEverSeesTheCredentialsOfTheOther() throws Exception {
    sandbox.journal().clear();
    host.call("import", Map.of());
    host.call("export", SEPTEMBER);
    List<JournalEntry> requests = sandbox.journal().requests();
    assertThat(requests).extracting(JournalEntry::side).contains("bexio", "clockodo");
    for (JournalEntry request : requests) {
      if (request.side().equals("bexio")) {
        assertThat(request.headers())
            .containsKey("authorization")
            .doesNotContainKeys(
                "x-clockodoapiuser", "x-clockodoapikey", "x-clockodo-external-application");
        assertThat(everythingIn(request)).doesNotContain(Sandbox.CLOCKODO_API_KEY);
      } else {
        assertThat(request.headers())
            .containsKeys("x-clockodoapiuser", "x-clockodoapikey")
            .doesNotContainKey("authorization");
        assertThat(everythingIn(request)).doesNotContain(Sandbox.BEXIO_TOKEN);
      }
    }
  }

  @Test
  void theHostsOwnFailureGoesToTheHostsOwnErrorHandler() throws Exception {
    host.send("direct:host-fails", exchange -> exchange.getMessage().setBody("lost"));
    assertThat(host.deadLetters())
        .singleElement()
        .satisfies(
            exchange ->
                assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                    .hasMessage("the host's own failure"));
  }

  @Test
  void aRefusedTokenBecomesAReportAndNoFailureOfTheHost() throws Exception {
    sandbox.journal().clear();
    sandbox.faults().on("GET /2.0/company_profile").then(Fault.status(401));
    for (String kind : List.of("import", "export")) {
      Exchange answer = host.send("direct:host-" + kind, exchange -> {});
      assertThat(answer.getException()).isNull();
      assertThat(ForeignHost.report(answer)).containsEntry("status", "failed");
      assertThat(problems(answer)).contains("bexio.unauthorized");
    }
    assertThat(sandbox.journal().requests("bexio", "GET", "/2.0/company_profile"))
        .as("each is asked twice: one 401 may be a hiccup, a second is not")
        .hasSize(4);
    assertThat(host.deadLetters()).isEmpty();
  }

  @Test
  void aServerThatStumblesIsAskedAgain() throws Exception {
    sandbox.journal().clear();
    sandbox.faults().on("GET /2.0/company_profile").nth(1).then(Fault.status(503));
    sandbox.faults().on("GET /3.0/users").nth(1).then(Fault.status(401));
    Map<String, Object> report = host.call("import", Map.of("bexioClockodoPreview", true));
    assertThat(report.get("status")).isIn("done", "attention");
    assertThat(sandbox.journal().requests("bexio", "GET", "/2.0/company_profile")).hasSize(2);
    assertThat(sandbox.journal().requests("bexio", "GET", "/3.0/users"))
        .as("each call has its own repetitions")
        .extracting(JournalEntry::status)
        .startsWith(401, 200);
  }

  @Test
  void wrongRequestsAreReportedNotThrown() throws Exception {
    Exchange answer =
        host.send(
            "direct:host-export",
            exchange -> exchange.getMessage().setHeader("bexioClockodoFrom", "soon"));
    assertThat(answer.getException()).isNull();
    assertThat(ForeignHost.report(answer)).containsEntry("status", "failed");
    assertThat(problems(answer)).contains("request.wrong");
    assertThat(host.deadLetters()).isEmpty();
  }

  @Test
  void aBusyLockIsReportedAsRefused() throws Exception {
    RunLock lock =
        RunLock.take(host.dataSource(), "default", "somebody", Clock.systemUTC(), System::nanoTime)
            .orElseThrow();
    try {
      Exchange answer = host.send("direct:host-import", exchange -> {});
      assertThat(answer.getException()).isNull();
      assertThat(ForeignHost.report(answer)).containsEntry("status", "refused");
      assertThat(String.valueOf(ForeignHost.report(answer).get("problems"))).contains("somebody");
      assertThat(host.call("import", Map.of("bexioClockodoPreview", true)).get("status"))
          .as("a preview takes no lock")
          .isNotEqualTo("refused");
    } finally {
      lock.release();
    }
    assertThat(host.deadLetters()).isEmpty();
  }

  @Test
  void anUnreachableServerBecomesAReportAndNoFailureOfTheHost() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try (ForeignHost lonely =
        ForeignHost.start(
            sandbox,
            properties ->
                properties.put("bexio-clockodo.clockodo.url", "http://127.0.0.1:" + closed))) {
      Exchange answer =
          lonely.send(
              "direct:host-import", exchange -> exchange.setVariable(Retries.IMPATIENT, true));
      assertThat(answer.getException()).isNull();
      assertThat(ForeignHost.report(answer)).containsEntry("status", "failed");
      assertThat(problems(answer)).contains("connection.failed");
      assertThat(lonely.deadLetters()).isEmpty();
    }
  }

  @Test
  void wrongSettingsBecomeAReportThatNamesTheKey() throws Exception {
    try (ForeignHost wrong =
        ForeignHost.start(
            sandbox, properties -> properties.put("bexio-clockodo.zone", "Europe/Nowhere"))) {
      Exchange answer = wrong.send("direct:host-export", exchange -> {});
      assertThat(answer.getException()).isNull();
      assertThat(ForeignHost.report(answer)).containsEntry("status", "failed");
      assertThat(String.valueOf(ForeignHost.report(answer).get("problems")))
          .contains("bexio-clockodo.zone");
      assertThat(wrong.deadLetters()).isEmpty();
    }
  }

  @Test
  void theHostKeepsItsOnlyDataSource() throws Exception {
    for (String route : List.of("host-database", "host-database-by-name")) {
      Exchange answer =
          host.send("direct:" + route, exchange -> exchange.getMessage().setBody("select 42 as a"));
      assertThat(answer.getException()).isNull();
      assertThat(answer.getMessage().getBody(String.class)).contains("42");
    }
    assertThat(host.context().getRegistry().findByType(javax.sql.DataSource.class))
        .containsExactly(host.dataSource());
  }

  @Test
  void theHostsOwnTimersAndPropertiesWork() {
    await().atMost(Duration.ofSeconds(5)).until(() -> host.ticks().contains("Grüezi"));
    await().atMost(Duration.ofSeconds(5)).until(() -> host.ticks().contains("quartz"));
  }

  @Test
  void everythingOfOursCarriesOurName() throws Exception {
    List<Route> routes = host.context().getRoutes();
    List<Route> ours =
        routes.stream().filter(route -> !route.getRouteId().startsWith("host-")).toList();
    assertThat(ours)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            route -> {
              assertThat(route.getRouteId()).startsWith("bexio-clockodo-");
              assertThat(route.getEndpoint().getEndpointUri())
                  .matches(
                      "(direct|quartz)://bexio-clockodo.*|servlet:.*servletName=bexio-clockodo");
            });
    assertThat(routes).extracting(Route::getRouteId).contains("host-timer", "host-quartz");

    List<String> schemas = new ArrayList<>();
    try (Connection database = host.dataSource().getConnection();
        ResultSet tables =
            database.getMetaData().getTables(null, null, "%", new String[] {"BASE TABLE"})) {
      while (tables.next()) {
        schemas.add(tables.getString("TABLE_SCHEM"));
      }
    }
    assertThat(schemas).hasSizeGreaterThan(8);
    assertThat(schemas.stream().filter(schema -> !schema.equals("INFORMATION_SCHEMA")))
        .containsOnly("BEXIO_CLOCKODO");
  }

  @Test
  void withoutCronsTheSchedulesWakeAndRunNothing() throws Exception {
    for (String route :
        List.of("bexio-clockodo-schedule-import", "bexio-clockodo-schedule-export")) {
      await().atMost(Duration.ofSeconds(20)).until(() -> host.completed(route) > 0);
    }
    assertThat(rows("due")).isZero();
    assertThat(rows("run where started_by like 'schedule%'")).isZero();
    assertThat(host.deadLetters()).isEmpty();
  }

  private static Map<String, Object> nastyHeaders() {
    Map<String, Object> headers = new LinkedHashMap<>(SEPTEMBER);
    headers.put("CamelHttpMethod", "DELETE");
    headers.put("CamelHttpUri", "http://127.0.0.1:1/evil");
    headers.put("CamelHttpPath", "/evil");
    headers.put("CamelHttpQuery", "evil=" + SECRET);
    headers.put("CamelHttpRawQuery", "evil=" + SECRET);
    headers.put("CamelRestHttpUri", "http://127.0.0.1:1/evil");
    headers.put("CamelDestinationOverrideUrl", "http://127.0.0.1:1/evil");
    headers.put("Authorization", "Bearer " + SECRET);
    headers.put("Content-Type", "text/" + SECRET);
    headers.put("Accept", "text/" + SECRET);
    headers.put("Cookie", "a=" + SECRET);
    headers.put("X-Host", SECRET);
    headers.put("CamelJdbcParameters", Map.of("plan", -1));
    headers.put("CamelRedeliveryCounter", 3);
    return headers;
  }

  private static Map<String, Object> with(Map<String, Object> headers, String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(headers);
    more.put(key, value);
    return more;
  }

  private static String everythingIn(JournalEntry request) {
    return request.method() + request.path() + request.query() + request.headers() + request.body();
  }

  private static List<Object> problems(Exchange answer) {
    List<Object> codes = new ArrayList<>();
    for (Object problem : (List<?>) ForeignHost.report(answer).get("problems")) {
      codes.add(((Map<?, ?>) problem).get("code"));
    }
    return codes;
  }

  private static int number(Map<String, Object> report, String count) {
    return ((Number) ((Map<?, ?>) report.get("counts")).get(count)).intValue();
  }

  private static long rows(String table) throws Exception {
    try (Connection database = host.dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from bexio_clockodo." + table)) {
      count.next();
      return count.getLong(1);
    }
  }
}
