package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.MutableClock;
import ch.bexioclockodo.ledger.FirstTimesheetStore;
import ch.bexioclockodo.ledger.FirstTimesheetStore.State;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  private static final Link PAIR =
      new Link(LinkKind.CUSTOMER, 21, 40112, "Müller AG", "Mueller AG");
  private static final Link FICTIONAL =
      new Link(LinkKind.FICTIONAL_USER, 9, 3109, "Lea Frei", "Lea Frei");

  private final DataSource dataSource = TestDatabase.create();
  private final MutableClock clock = new MutableClock("2026-10-01T08:00:00Z");
  private final Decisions decisions = new Decisions(dataSource, "default", clock, "Eva");

  @Test
  void allIsKeptOrNothing() throws SQLException {
    link(PAIR);
    Wish create = new Wish(LinkKind.CUSTOMER, 30L, null, Choice.CREATE);
    Wish wrong = new Wish(LinkKind.CUSTOMER, 31L, 40112L, Choice.LINK);

    Decisions.Outcome refused = decisions.keep(List.of(create, wrong), "link");
    assertThat(refused.refused()).containsOnlyKeys(1);
    assertThat(stored()).isEmpty();

    assertThat(decisions.keep(List.of(create), "link").kept()).isEqualTo(1);
    assertThat(stored())
        .containsExactly(
            new Decision(LinkKind.CUSTOMER, 30, Choice.CREATE, null, clock.instant(), "Eva"));
  }

  @Test
  void whatIsDecidedSoAlreadyKeepsWhoDecidedIt() throws SQLException {
    Wish wish = new Wish(LinkKind.PROJECT, 30L, 50030L, Choice.LINK);
    decisions.keep(List.of(wish), "link");
    clock.advance(Duration.ofHours(1));
    Decisions other = new Decisions(dataSource, "default", clock, "Urs");

    Decisions.Outcome again = other.keep(List.of(wish), "link");

    assertThat(again.kept()).isZero();
    assertThat(again.alreadySo()).isEqualTo(1);
    assertThat(stored()).extracting(Decision::decidedBy).containsExactly("Eva");
  }

  @Test
  void aLaterDecisionTakesThePlaceOfAnEarlierOne() throws SQLException {
    decisions.keep(List.of(new Wish(LinkKind.USER, 5L, 3102L, Choice.LINK)), "link");
    decisions.keep(List.of(new Wish(LinkKind.FICTIONAL_USER, 9L, 3102L, Choice.LINK)), "link");

    assertThat(stored()).extracting(Decision::kind).containsExactly(LinkKind.FICTIONAL_USER);
  }

  @Test
  void whatIsUnlinkedIsHeldApartUntilThatIsUndoneToo() throws SQLException {
    link(PAIR);

    Decisions.Undone first = decisions.undo(LinkKind.CUSTOMER, 21L, null, "unlink");
    assertThat(first).isEqualTo(new Decisions.Undone(PAIR, null));
    assertThat(links()).isEmpty();
    assertThat(stored()).extracting(Decision::choice).containsExactly(Choice.APART);
    assertThat(stored()).extracting(Decision::targetId).containsExactly(40112L);

    Decisions.Undone second = decisions.undo(LinkKind.CUSTOMER, 21L, null, "unlink");
    assertThat(second.link()).isNull();
    assertThat(second.decision().choice()).isEqualTo(Choice.APART);
    assertThat(stored()).isEmpty();
    assertThatThrownBy(() -> decisions.undo(LinkKind.CUSTOMER, 21L, null, "unlink"))
        .isInstanceOf(DecisionRefused.class)
        .hasMessageContaining("customer 21");
  }

  @Test
  void aUserIsFoundByEitherId() throws SQLException {
    link(FICTIONAL);

    assertThat(decisions.undo(LinkKind.FICTIONAL_USER, null, 3109L, "unlink").link())
        .isEqualTo(FICTIONAL);
    Decision apart = stored().get(0);
    assertThat(apart.sourceId()).isEqualTo(3109);
    assertThat(apart.targetId()).isEqualTo(9L);

    assertThat(decisions.undo(LinkKind.FICTIONAL_USER, 9L, null, "unlink").decision())
        .isEqualTo(apart);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aRefusalOfAUserIsOverOnceSomebodyLinksOrUnlinksThem() throws SQLException {
    link(FICTIONAL);
    first(FirstTimesheetStore.CONNECTION, State.PROVEN);
    first(9, State.REFUSED);
    first(10, State.REFUSED);

    decisions.keep(List.of(new Wish(LinkKind.FICTIONAL_USER, null, 3109L, Choice.IGNORE)), "link");
    assertThat(refusals()).containsOnlyKeys(9L, 10L);
    decisions.keep(List.of(new Wish(LinkKind.FICTIONAL_USER, 9L, 3109L, Choice.LINK)), "link");
    assertThat(refusals()).containsOnlyKeys(10L);

    first(9, State.REFUSED);
    decisions.keep(List.of(new Wish(LinkKind.FICTIONAL_USER, 9L, 3109L, Choice.LINK)), "link");
    assertThat(refusals()).as("also when it was decided so before").containsOnlyKeys(10L);
    first(9, State.REFUSED);
    decisions.undo(LinkKind.FICTIONAL_USER, null, 3109L, "unlink");
    assertThat(refusals()).containsOnlyKeys(10L);
    try (Connection database = dataSource.getConnection()) {
      assertThat(FirstTimesheetStore.all(database, "default"))
          .containsEntry(FirstTimesheetStore.CONNECTION, State.PROVEN);
    }
  }

  private void first(long user, State state) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      FirstTimesheetStore.save(database, "default", user, state, "no", clock.instant());
    }
  }

  private Map<Long, String> refusals() throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return FirstTimesheetStore.refusals(database, "default");
    }
  }

  @Test
  void nothingIsDecidedWhileARunWrites() throws SQLException {
    link(PAIR);
    RunLock run =
        RunLock.take(dataSource, "default", "Urs on desk", clock, System::nanoTime).orElseThrow();
    Wish wish = new Wish(LinkKind.CUSTOMER, 30L, null, Choice.CREATE);

    assertThatThrownBy(() -> decisions.keep(List.of(wish), "link"))
        .isInstanceOf(DecisionRefused.class)
        .hasMessageContaining("Urs on desk");
    assertThatThrownBy(() -> decisions.undo(LinkKind.CUSTOMER, 21L, null, "unlink"))
        .isInstanceOf(DecisionRefused.class);
    assertThat(stored()).isEmpty();
    assertThat(links()).containsExactly(PAIR);

    run.release();
    assertThat(decisions.keep(List.of(wish), "link").kept()).isEqualTo(1);
    assertThat(RunLock.holder(dataSource, "default")).isEmpty();
  }

  @Test
  void theLockIsLetGoAfterARefusal() throws SQLException {
    assertThatThrownBy(() -> decisions.undo(LinkKind.CUSTOMER, 1L, null, "unlink"))
        .isInstanceOf(DecisionRefused.class);

    assertThat(RunLock.holder(dataSource, "default")).isEmpty();
  }

  private void link(Link link) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      LinkStore.add(database, "default", link, null, clock.instant());
    }
  }

  private List<Link> links() throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return LinkStore.all(database, "default");
    }
  }

  private List<Decision> stored() throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return DecisionStore.all(database, "default");
    }
  }
}
