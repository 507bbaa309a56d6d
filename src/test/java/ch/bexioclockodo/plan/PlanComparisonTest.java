package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.run.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stored plan of any length is held against the world of today, in whatever order that comes. */
class PlanComparisonTest {

  private static final int ROWS = 1203;
  private static final long FIRST_ENTRY = 80_000;

  private Connection database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void onlyWhatIsNoLongerTheSameBecomesStaleHoweverLongThePlanIs() throws SQLException {
    List<PlanRow> planned = IntStream.rangeClosed(1, ROWS).mapToObj(this::row).toList();
    List<PlanRow> today = new ArrayList<>(planned);
    today.set(2, timesheet(3, FIRST_ENTRY + 3, Action.CREATE, "{\"text\":\"another\"}", "f3"));
    today.set(500, timesheet(501, FIRST_ENTRY + 501, Action.UPDATE, "{\"text\":\"501\"}", "f501"));
    today.set(999, timesheet(1000, FIRST_ENTRY + 1000, Action.CREATE, "{\"text\":\"1000\"}", "g"));
    today.remove(1202);

    long stored = plan(planned);
    PlanComparison.markStale(database, stored, plan(renumbered(today)));

    assertThat(stale(stored)).containsExactly(3, 501, 1000, 1203);
  }

  /** The ids of a customer and of a project mean different things. */
  @Test
  void rowsOfAnotherKindWithTheSameIdAreNotCompared() throws SQLException {
    long stored =
        plan(List.of(master(1, LinkKind.CUSTOMER, "f"), master(2, LinkKind.PROJECT, "g")));
    long today = plan(List.of(master(1, LinkKind.PROJECT, "f"), master(2, LinkKind.CUSTOMER, "f")));

    PlanComparison.markStale(database, stored, today);

    assertThat(stale(stored)).containsExactly(2);
  }

  @Test
  void twoRowsOfOneSourceStandEachForItself() throws SQLException {
    PlanRow change = timesheet(1, FIRST_ENTRY, Action.UPDATE, "{\"text\":\"one\"}", "f");
    PlanRow twin = timesheet(2, FIRST_ENTRY, Action.DELETE, "{}", "t");
    long stored = plan(List.of(change, twin));

    PlanComparison.markStale(database, stored, plan(renumbered(List.of(change, twin))));
    assertThat(stale(stored)).isEmpty();

    PlanComparison.markStale(database, stored, plan(List.of(change)));
    assertThat(stale(stored)).containsExactly(2);
  }

  private PlanRow row(int id) {
    return timesheet(id, FIRST_ENTRY + id, Action.CREATE, "{\"text\":\"" + id + "\"}", "f" + id);
  }

  /** The same rows, the last one first, as clockodo may list them another day. */
  private static List<PlanRow> renumbered(List<PlanRow> rows) {
    List<PlanRow> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    return IntStream.range(0, reversed.size())
        .mapToObj(
            i -> {
              PlanRow row = reversed.get(i);
              return timesheet(
                  i + 1, row.sourceId(), row.action(), row.payload(), row.fingerprint());
            })
        .toList();
  }

  private static PlanRow timesheet(
      int id, long entry, Action action, String payload, String fingerprint) {
    return row(id, PlanRow.TIMESHEET, null, entry, action, payload, fingerprint);
  }

  private static PlanRow master(int id, LinkKind kind, String fingerprint) {
    return row(id, kind.word(), kind, 21, Action.UPDATE, "{}", fingerprint);
  }

  private static PlanRow row(
      int id,
      String kind,
      LinkKind linkKind,
      long source,
      Action action,
      String payload,
      String fingerprint) {
    return new PlanRow(
        id,
        kind,
        action,
        RowState.PLANNED,
        null,
        source,
        Map.of("id", source),
        null,
        Map.of(),
        payload,
        Set.of(),
        0,
        fingerprint,
        linkKind,
        null);
  }

  private long plan(List<PlanRow> rows) throws SQLException {
    LocalDate day = LocalDate.parse("2026-09-30");
    Instant now = Instant.parse("2026-10-01T08:00:00Z");
    long plan = PlanStore.open(database, "default", "export", day, day, "{}", now);
    PlanRowStore.insert(database, "default", plan, rows);
    return plan;
  }

  private List<Integer> stale(long plan) throws SQLException {
    return PlanRowStore.after(database, plan, 0, ROWS).stream()
        .filter(row -> row.state() == RowState.STALE)
        .map(PlanRow::id)
        .toList();
  }
}
