package ch.bexioclockodo.bench;

import ch.bexioclockodo.app.ConnectorInProcess;
import ch.bexioclockodo.ledger.LedgerStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * What it costs to look up one page of entries in a small ledger, and in a large one: of the same
 * window of the newest entries, as every run does; and, beside it, anywhere.
 */
final class LedgerLookup {

  private static final int PAGE = 1000;
  private static final int LOOKS = 100;
  private static final int WARM_UP = 10;
  private static final int APART = 20;
  private static final int SMALL = 10_000;
  private static final int LARGE = 1_000_000;
  private static final long FIRST = 5_000_000;

  private final Path folder;
  private final Path routes;
  private final Random random = new Random(42);

  LedgerLookup(Path folder, Path routes) {
    this.folder = folder;
    this.routes = routes;
  }

  /**
   * @param small url of an empty database, or null for an H2 file
   * @param large another one
   */
  void measure(String small, String large, int rounds, Figures figures) throws Exception {
    // Filled by an earlier process, as every ledger is: H2 tidies its file after so many writes.
    try (ConnectorInProcess few = open("few", small);
        ConnectorInProcess many = open("many", large)) {
      fill(few, SMALL);
      fill(many, LARGE);
    }
    try (ConnectorInProcess few = open("few", small);
        ConnectorInProcess many = open("many", large)) {
      List<Double> ofFew = new ArrayList<>();
      List<Double> ofMany = new ArrayList<>();
      List<Double> anywhere = new ArrayList<>();
      List<Double> apart = new ArrayList<>();
      for (int round = -WARM_UP; round < rounds; round++) {
        double one = look(few, 0, SMALL);
        double other = look(many, LARGE - SMALL, LARGE);
        if (round >= 0) {
          ofFew.add(one);
          ofMany.add(other);
        }
      }
      // Only now, since it drives the window out of every cache, which no run does.
      for (int round = 0; round < rounds; round++) {
        anywhere.add(look(many, 0, LARGE));
        apart.add(look(many, 0, LARGE, APART));
      }
      figures.note("a page of 1,000 in " + SMALL + " rows", Figures.median(ofFew), "ms");
      figures.note("a page of 1,000 in " + LARGE + " rows", Figures.median(ofMany), "ms");
      figures.note("the same, anywhere among them", Figures.median(anywhere), "ms");
      figures.note("each twentieth of them, as of one customer", Figures.median(apart), "ms");
      figures.atMost("large / small", Figures.median(ofMany) / Figures.median(ofFew), 1.2);
    }
  }

  private ConnectorInProcess open(String name, String url) throws Exception {
    Map<String, String> settings =
        World.settings("http://127.0.0.1:9", "http://127.0.0.1:9/api", 1);
    if (url != null) {
      settings.put("db.url", url);
    }
    return new ConnectorInProcess(folder.resolve(name), routes, settings);
  }

  private double look(ConnectorInProcess connector, int first, int end) throws SQLException {
    return look(connector, first, end, 1);
  }

  /** Milliseconds for one page of every so manieth entry. */
  private double look(ConnectorInProcess connector, int first, int end, int every)
      throws SQLException {
    long nanos = 0;
    try (Connection database = connector.dataSource().getConnection()) {
      for (int i = 0; i < LOOKS; i++) {
        long from = FIRST + first + random.nextInt(end - first - PAGE * every);
        List<Long> page =
            LongStream.range(0, PAGE).map(entry -> from + entry * every).boxed().toList();
        long start = System.nanoTime();
        int found = LedgerStore.find(database, 1, page).size();
        nanos += System.nanoTime() - start;
        if (found != PAGE) {
          throw new IllegalStateException(found + " of " + PAGE + " are found");
        }
      }
    }
    return nanos / 1e6 / LOOKS;
  }

  private static void fill(ConnectorInProcess connector, int rows) throws SQLException {
    String sql =
        "insert into bexio_clockodo.ledger (bexio_company, entry_id, connection, state, plan, plan_row, run, epoch,"
            + " attempt, first_watermark, fingerprint, sent, sent_at, timesheet_id, settled_at, operation, local_date,"
            + " entry) values (1, ?, 'default', 'EXPORTED', 1, ?, 1, 1, 1, 0, ?, ?, ?, ?, ?, 'CREATE', ?, ?)";
    try (Connection database = connector.dataSource().getConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      database.setAutoCommit(false);
      for (int i = 0; i < rows; i++) {
        statement.setLong(1, FIRST + i);
        statement.setInt(2, i + 1);
        statement.setString(3, "0123456789abcdef0123456789abcdef");
        statement.setString(4, "{\"text\":\"" + "x".repeat(250) + i + "\"}");
        statement.setObject(5, Instant.EPOCH.atOffset(ZoneOffset.UTC));
        statement.setLong(6, 100 + i);
        statement.setObject(7, Instant.EPOCH.atOffset(ZoneOffset.UTC));
        statement.setObject(8, LocalDate.of(2012, 1, 1).plusDays(i / 1000));
        statement.setString(9, "{\"text\":\"" + "y".repeat(200) + i + "\"}");
        statement.addBatch();
        if (i % 10_000 == 9_999) {
          statement.executeBatch();
          database.commit();
        }
      }
      statement.executeBatch();
      database.commit();
      database.setAutoCommit(true);
      try (PreparedStatement analyze =
          database.prepareStatement(
              database.getMetaData().getURL().startsWith("jdbc:h2")
                  ? "analyze"
                  : "vacuum analyze bexio_clockodo.ledger")) {
        analyze.execute();
      }
    }
  }
}
