package ch.bexioclockodo.bench;

import ch.bexioclockodo.app.ConnectorInProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connector with links and a database of its own, whose months each hold so many entries. */
final class World implements AutoCloseable {

  private static final YearMonth FIRST = YearMonth.of(2012, 1);

  private final ConnectorInProcess connector;
  private int month;

  World(Path folder, Path routes, Map<String, String> settings) throws Exception {
    connector = new ConnectorInProcess(folder, routes, settings);
    try (Connection database = connector.dataSource().getConnection()) {
      GeneratedLists.link(database, Instant.now());
    }
  }

  static Map<String, String> settings(String bexio, String clockodo, int concurrency) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bexio.url", bexio);
    settings.put("bexio.token", "token");
    settings.put("clockodo.url", clockodo);
    settings.put("clockodo.user", "m0@example.com");
    settings.put("clockodo.api-key", "key");
    settings.put("clockodo.application", "bench;bench@example.com");
    settings.put("clockodo.limits", "99999/PT1S");
    settings.put("db.url", "jdbc:h2:file:./data/db");
    settings.put("export.concurrency", String.valueOf(concurrency));
    return settings;
  }

  /** Previews the next month; the plan's number. */
  long previewNext() {
    YearMonth next = FIRST.plusMonths(month++);
    return ((Number) preview(next).get("plan")).longValue();
  }

  Map<String, Object> preview(YearMonth period) {
    Map<String, Object> headers = new HashMap<>();
    headers.put("bexioClockodoFrom", period.atDay(1).toString());
    headers.put("bexioClockodoTo", period.atEndOfMonth().toString());
    headers.put("bexioClockodoPreview", "true");
    return checked(connector.export(headers), "done");
  }

  /** Applies a plan; every row must be done. */
  Map<String, Object> apply(long plan, int rows) {
    Map<String, Object> report =
        checked(connector.export(Map.of("bexioClockodoPlan", String.valueOf(plan))), "done");
    long done = ((Number) ((Map<?, ?>) report.get("counts")).get("done")).longValue();
    if (done != rows) {
      throw new IllegalStateException(done + " of " + rows + " rows are done: " + report);
    }
    return report;
  }

  private static Map<String, Object> checked(Map<String, Object> report, String status) {
    if (!status.equals(report.get("status"))) {
      throw new IllegalStateException("not " + status + ": " + report);
    }
    return report;
  }

  /** The bodies that a plan will send. */
  List<String> bodies(long plan) throws SQLException {
    try (Connection database = connector.dataSource().getConnection();
        PreparedStatement statement =
            database.prepareStatement(
                "select payload from bexio_clockodo.plan_row where plan = ? order by id")) {
      statement.setLong(1, plan);
      List<String> bodies = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          bodies.add(rows.getString(1));
        }
      }
      return bodies;
    }
  }

  ConnectorInProcess connector() {
    return connector;
  }

  @Override
  public void close() {
    connector.close();
  }
}
