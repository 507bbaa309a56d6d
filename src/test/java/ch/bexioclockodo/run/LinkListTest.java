package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.PlanTotals;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.run.LinkLine.Candidate;
import ch.bexioclockodo.run.LinkLine.State;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkListTest {

  private static final Instant PLANNED = Instant.parse("2026-10-01T08:00:00Z");
  private static final String MUELLER =
      "{\"candidates\":[{\"id\":40112,\"name\":\"Müller AG\"},{\"id\":40113,\"name\":\"Müller\"}]}";

  private Connection database;
  private int rows;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void whatIsDecidedAfterThePlanIsNoLongerOpenWhateverItsKind() throws SQLException {
    long plan = plan("{}", true);
    row(plan, "customer", 21, "DECIDE", MUELLER);
    row(plan, "project", 21, "DECIDE", "{}");
    decide(LinkKind.CUSTOMER, 21, Choice.LINK, 40113L, PLANNED.plusSeconds(1));

    assertThat(read().lines())
        .containsExactly(
            new LinkLine(
                LinkKind.CUSTOMER,
                21L,
                "Nummer 21",
                40113L,
                "Müller",
                State.DECIDED,
                Choice.LINK,
                null,
                List.of()),
            open(LinkKind.PROJECT, 21L, "Nummer 21", null, null, null));
  }

  @Test
  void whatThePlanLeavesOpenInSpiteOfADecisionIsShownOnceWithIt() throws SQLException {
    decide(LinkKind.CUSTOMER, 21, Choice.LINK, 40113L, PLANNED.minusSeconds(1));
    row(plan("{}", true), "customer", 21, "DECIDE", MUELLER);

    assertThat(read().lines()).hasSize(1);
    LinkLine line = read().lines().get(0);
    assertThat(line.state()).isEqualTo(State.OPEN);
    assertThat(line.decision()).isEqualTo(Choice.LINK);
    assertThat(line.clockodoId()).isEqualTo(40113);
    assertThat(line.clockodoName()).isEqualTo("Müller");
    assertThat(line.candidates())
        .containsExactly(new Candidate(40112, "Müller AG"), new Candidate(40113, "Müller"));
  }

  @Test
  void theDecisionAboutALinkedPairStandsOnOneOfItsLines() throws SQLException {
    Link link = new Link(LinkKind.CUSTOMER, 21, 40113, "Nummer 21", "Müller");
    LinkStore.add(database, "default", link, null, PLANNED);
    row(plan("{}", true), "customer", 21, "DECIDE", "{}");
    decide(LinkKind.CUSTOMER, 21, Choice.TAKE_BEXIO, null, PLANNED.minusSeconds(1));
    assertThat(read().lines())
        .extracting(LinkLine::state, LinkLine::decision)
        .containsExactly(tuple(State.LINKED, null), tuple(State.OPEN, Choice.TAKE_BEXIO));

    decide(LinkKind.CUSTOMER, 21, Choice.TAKE_BEXIO, null, PLANNED.plusSeconds(1));
    assertThat(read().lines())
        .extracting(LinkLine::state, LinkLine::decision)
        .containsExactly(tuple(State.LINKED, Choice.TAKE_BEXIO));
  }

  @Test
  void onlyTheNewestPlanThatWasReadToItsEndCounts() throws SQLException {
    assertThat(read().planned()).isFalse();
    row(plan("{}", true), "customer", 21, "DECIDE", "{}");
    row(plan("{}", true), "customer", 22, "DECIDE", "{}");
    row(plan("{\"only\":[\"user\"]}", true), "user", 3101, "CREATE", "{}");
    row(plan("{}", false), "customer", 23, "DECIDE", "{}");

    assertThat(read().planned()).isTrue();
    assertThat(read().lines()).extracting(LinkLine::bexioId).containsExactly(22L);
  }

  @Test
  void timesheetsAreThoseOfTheNewestExportOfAllEntries() throws SQLException {
    timesheet(plan("export", "{\"customers_id\":[\"40101\"]}", true), 80001);
    assertThat(read().lines()).extracting(LinkLine::clockodoId).containsExactly(80001L);

    timesheet(plan("export", "{\"options\":[\"AGAIN\"]}", true), 80002);
    timesheet(plan("export", "{\"options\":[\"SETTLE\"]}", true), 80003);
    timesheet(plan("export", "{\"options\":[\"REBUILD\"]}", true), 80004);
    timesheet(plan("export", "{\"customers_id\":[\"40101\"]}", true), 80005);
    timesheet(plan("export", "{}", false), 80006);

    assertThat(read().lines()).extracting(LinkLine::clockodoId).containsExactly(80002L);
  }

  private void timesheet(long plan, long entry) throws SQLException {
    row(plan, "timesheet", entry, "DECIDE", "{}");
    String sql =
        "update bexio_clockodo.plan_row set reason = ?, reason_args = '[]' where plan = ? and source_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, ReasonCode.TIMESHEET_TOUCHED.code());
      statement.setLong(2, plan);
      statement.setLong(3, entry);
      statement.executeUpdate();
    }
  }

  @Test
  void aRowSaysItsKindOrItIsWhatServicesAreMadeFrom() throws SQLException {
    long plan = plan("{}", true);
    row(plan, "service", 1, "DECIDE", "{}");
    row(plan, "service", 2, "DECIDE", "{\"kind\":\"activity\"}");

    assertThat(read().lines())
        .containsExactly(
            open(LinkKind.ACTIVITY, 2L, "Nummer 2", null, null, null),
            open(LinkKind.ITEM, 1L, "Nummer 1", null, null, null));
  }

  @Test
  void aUserIsAboutClockodoAndBothItsLinksAreListed() throws SQLException {
    long plan = plan("{}", true);
    row(plan, "user", 3101, "DECIDE", "{}");
    for (LinkKind kind : List.of(LinkKind.USER, LinkKind.FICTIONAL_USER)) {
      LinkStore.add(database, "default", new Link(kind, 5, 3102, "Eva", "Eva"), null, PLANNED);
    }

    assertThat(read().lines())
        .extracting(LinkLine::kind)
        .containsExactly(LinkKind.USER, LinkKind.FICTIONAL_USER, LinkKind.USER);
    assertThat(read().lines().get(2))
        .isEqualTo(open(LinkKind.USER, null, null, 3101L, "Nummer 3101", null));
  }

  private static LinkLine open(
      LinkKind kind,
      Long bexioId,
      String bexioName,
      Long clockodoId,
      String clockodoName,
      Choice decision) {
    return new LinkLine(
        kind, bexioId, bexioName, clockodoId, clockodoName, State.OPEN, decision, null, List.of());
  }

  private LinkList read() throws SQLException {
    return LinkList.read(database, "default", LinkKind.ITEM);
  }

  private long plan(String request, boolean readToItsEnd) throws SQLException {
    return plan("import", request, readToItsEnd);
  }

  private long plan(String kind, String request, boolean readToItsEnd) throws SQLException {
    long plan = PlanStore.open(database, "default", kind, null, null, request, PLANNED);
    if (readToItsEnd) {
      PlanTotals totals = new PlanTotals(1, 0, BigDecimal.ZERO, 0, 0, true, List.of());
      PlanStore.complete(database, plan, totals, PLANNED.plusSeconds(1));
    }
    return plan;
  }

  private void row(long plan, String kind, long source, String action, String target)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.plan_row (plan, id, connection, kind, action, state, source_id, source,"
            + " target, fingerprint) values (?, ?, 'default', ?, ?, 'PLANNED', ?, ?, ?, '')";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setInt(2, ++rows);
      statement.setString(3, kind);
      statement.setString(4, action);
      statement.setLong(5, source);
      statement.setString(6, "{\"id\":" + source + ",\"name\":\"Nummer " + source + "\"}");
      statement.setString(7, target);
      statement.executeUpdate();
    }
  }

  private void decide(LinkKind kind, long source, Choice choice, Long target, Instant at)
      throws SQLException {
    DecisionStore.save(database, "default", new Decision(kind, source, choice, target, at, "Eva"));
  }
}
