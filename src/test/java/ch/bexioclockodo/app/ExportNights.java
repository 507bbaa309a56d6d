package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.JournalEntry;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** One history: nights on which anything may go wrong, then quiet ones, then the judgement. */
final class ExportNights {

  /** Longer than the time after which a lost write can no longer land. */
  private static final Duration SETTLED = Duration.ofMinutes(20);

  private static final int MOST_QUIET_NIGHTS = 8;

  private final ExportNightsWorld world;
  private final Random random;
  private final List<NightlyEdits.Act> acts;
  private final NightlyEdits edits;
  private final NightlyFaults faults;
  private final List<String> history = new ArrayList<>();

  /**
   * @param acts what people may do, as often as it is named
   */
  ExportNights(ExportNightsWorld world, long seed, List<NightlyEdits.Act> acts) {
    this.world = world;
    this.acts = acts;
    random = new Random(seed);
    edits = new NightlyEdits(world, random);
    faults = new NightlyFaults(world.world().sandbox(), random);
  }

  /** What has happened so far, line by line. */
  List<String> history() {
    return history;
  }

  void live(int nights) throws IOException, InterruptedException {
    for (int night = 1; night <= nights; night++) {
      for (int i = random.nextInt(5); i > 0; i--) {
        history.add(night + ": " + edits.happens(acts.get(random.nextInt(acts.size()))));
      }
      for (String fault : faults.draw(edits.touched(), edits.tokens())) {
        history.add(night + ": " + fault);
      }
      boolean databaseGoes = random.nextInt(150) == 0;
      Thread end = databaseGoes ? endOfTheDatabase() : null;
      export(String.valueOf(night));
      if (end != null) {
        end.join();
        history.add(night + ": restart");
        world.restart();
      }
      world.world().sandbox().faults().clear();
      awaitLateCommits();
      edits.remember();
      assertNothingTwice();
      world.pass(length());
    }
    comesToRest();
  }

  /** What comes late comes before time goes on, so that it is within the settle time. */
  private void awaitLateCommits() {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .pollDelay(Duration.ZERO)
        .until(world.world().sandbox()::isAtRest);
  }

  /** Mostly the next night; sometimes somebody exports again soon. */
  private Duration length() {
    return switch (random.nextInt(6)) {
      case 0 -> Duration.ofMinutes(3);
      case 1 -> SETTLED;
      default -> Duration.ofHours(23).plusMinutes(random.nextInt(120));
    };
  }

  private Thread endOfTheDatabase() {
    int after = 1 + random.nextInt(8);
    int before = posts();
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < 200 && posts() - before < after; i++) {
                LockSupport.parkNanos(500_000);
              }
              world.world().connector().dataSource().close();
            });
    thread.start();
    history.add("the database goes after " + after + " timesheets");
    return thread;
  }

  private int posts() {
    return world.world().sandbox().journal().count("bexio", "POST", "/2.0/timesheet");
  }

  /** Nobody does anything and nothing goes wrong: soon there is nothing left to do. */
  private void comesToRest() {
    world.pass(SETTLED);
    for (Map<?, ?> row : World.rows(export("last"))) {
      if ("FAILED".equals(row.get("state"))) {
        int id = ((Number) ((Map<?, ?>) row.get("source")).get("id")).intValue();
        history.add("refused: " + edits.describedAnew(id));
      }
    }
    long writes = -1;
    Map<String, Object> report = Map.of();
    for (int night = 1; night <= MOST_QUIET_NIGHTS && writes != 0; night++) {
      world.pass(SETTLED);
      long before = writes();
      report = export("quiet " + night);
      writes = writes() - before;
      assertNothingTwice();
    }
    assertThat(writes).as("writes in the last quiet night").isZero();
    handOnWhatIsInHands(report);
    ExportJudge.of(world.world())
        .entries(entry -> !edits.isInHands(entry))
        .timesheets(timesheet -> !edits.isInHands(timesheet))
        .verdict()
        .assertClean("after the quiet nights");
    assertOnlyWhatPeopleTouchedIsForAPerson(report);
  }

  private void handOnWhatIsInHands(Map<String, Object> report) {
    for (Map<?, ?> row : World.rows(report)) {
      if (((Map<?, ?>) row.get("target")).get("formerEntry") instanceof Number former) {
        int id = ((Number) ((Map<?, ?>) row.get("source")).get("id")).intValue();
        edits.takenPlaceOf(id, former.intValue());
      }
    }
    try (Connection database = world.world().connector().dataSource().getConnection();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select entry_id, timesheet_id from bexio_clockodo.ledger where state = 'EXPORTED'")) {
      while (rows.next()) {
        edits.takenPlace(rows.getInt(1), rows.getInt(2));
      }
    } catch (SQLException e) {
      throw new AssertionError("the ledger cannot be read", e);
    }
  }

  private void assertOnlyWhatPeopleTouchedIsForAPerson(Map<String, Object> report) {
    for (Map<?, ?> row : World.rows(report)) {
      if (!"EXCLUDE".equals(row.get("action"))) {
        Object text = ((Map<?, ?>) row.get("source")).get("text");
        ObjectNode entry = BothSides.JSON.createObjectNode().put("text", String.valueOf(text));
        assertThat(edits.isInHands(entry)).as("who has to decide about %s", row).isTrue();
      }
    }
  }

  private long writes() {
    return world.world().sandbox().journal().writes().stream()
        .filter(JournalEntry::committed)
        .count();
  }

  private Map<String, Object> export(String night) {
    Map<String, Object> report;
    try {
      report = world.world().export();
    } catch (ConfigurationException gone) {
      history.add(night + ": " + gone.getMessage());
      return Map.of();
    }
    Object status = report.get("status");
    history.add(night + ": " + status + " " + report.get("counts") + " " + report.get("problems"));
    assertThat(status).isIn("done", "attention", "interrupted", "failed", "refused");
    if (status.equals("done") || status.equals("attention")) {
      assertThat(closes(report)).as("balance").isTrue();
    }
    return report;
  }

  /** No entry has more timesheets than there were entries of its number, whoever made them. */
  private void assertNothingTwice() {
    Map<String, Integer> created = new TreeMap<>();
    for (JournalEntry post : world.world().posts("bexio", "/2.0/timesheet")) {
      if (post.committed()) {
        created.merge(token(post.body()), 1, Integer::sum);
      }
    }
    created.forEach(
        (token, times) ->
            assertThat(times)
                .as("how often \"%s\" was created", token)
                .isLessThanOrEqualTo(edits.everRecorded(token)));
    edits
        .leftByHand()
        .forEach(
            (id, left) ->
                assertThat(world.timesheets().get(id))
                    .as("timesheet %s, which a person has edited", id)
                    .isEqualTo(left));
  }

  private static String token(String body) {
    ObjectNode row = BothSides.JSON.createObjectNode().put("text", body);
    return NightlyEdits.token(row);
  }
}
