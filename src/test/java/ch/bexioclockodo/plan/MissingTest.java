package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MissingTest {

  private static final long LEA = 4;
  private static final long PLANNING = 3;
  private static final String MAIL = "lea@example.ch";

  private final List<Link> links = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final List<MissingPast.Pending> pending = new ArrayList<>();
  private final Map<Long, String> refused = new HashMap<>();
  private final List<Object> users = new ArrayList<>();
  private final List<Object> fictionalUsers = new ArrayList<>();
  private final List<Object> activities = new ArrayList<>();
  private final List<Object> services =
      new ArrayList<>(List.of(MasterDataSamples.service((int) PLANNING, "Planung")));
  private final List<Object> people =
      new ArrayList<>(List.of(new ClockodoUser(LEA, "Lea Graf", MAIL, "worker", true, false)));
  private String rule = "fictional";

  @Test
  void eachIsDecidedOnceAndNumberedWhenFirstNeeded() {
    Missing missing = missing();
    Missing.Supplies one = missing.supplies(LEA, PLANNING);
    Missing.Supplies other = missing.supplies(LEA, PLANNING);

    assertThat(one).isEqualTo(other);
    assertThat(one.user().row()).isEqualTo(1);
    assertThat(one.activity().row()).isEqualTo(2);
    assertThat(missing.takeNew()).extracting(First::action).containsOnly(Action.CREATE).hasSize(2);
    assertThat(missing.takeNew()).isEmpty();
  }

  @Test
  void nothingIsCreatedWhileTheOtherNeedsAPerson() {
    people.set(0, new ClockodoUser(LEA, "Lea", MAIL, "worker", true, false));
    Missing missing = missing();

    assertThat(missing.supplies(LEA, PLANNING).undecided().code())
        .isEqualTo(ReasonCode.USER_UNDECIDED);
    assertThat(missing.takeNew()).extracting(First::getKind).containsExactly("fictional-user");
  }

  @Test
  void aRealUserComesBeforeAFictionalOne() {
    users.add(new BexioUser(7, "Lea", "Graf", MAIL));
    fictionalUsers.add(new BexioUser(8, "Lea", "Graf", MAIL));
    First first = user();
    assertThat(first.linkKind()).isEqualTo(LinkKind.USER);
    assertThat(first.targetId()).isEqualTo(7);
    assertThat(first.action()).isEqualTo(Action.LINK);
  }

  @Test
  void aBexioUserWhoIsLinkedToAnotherIsForAPerson() {
    users.add(new BexioUser(7, "Lea", "Graf", MAIL));
    links.add(new Link(LinkKind.USER, 7, 99, "Lea", "Other"));
    expectUser(ReasonCode.USER_EMAIL_AMBIGUOUS);
  }

  @Test
  void whatAPersonDecidedAboutAUserHolds() {
    users.add(new BexioUser(7, "Lea", "Graf", MAIL));
    users.add(new BexioUser(9, "L.", "Graf", "other@example.ch"));
    decide(LinkKind.USER, LEA, Choice.LINK, 9L);
    assertThat(user().targetId()).isEqualTo(9);
    decide(LinkKind.USER, LEA, Choice.LINK, 77L);
    expectUser(ReasonCode.DECISION_INVALID);
    decide(LinkKind.USER, LEA, Choice.APART, 7L);
    expectUser(ReasonCode.USER_APART);
    decide(LinkKind.USER, LEA, Choice.IGNORE, null);
    expectUser(ReasonCode.DECIDED_IGNORE);
  }

  @Test
  void aUserInDoubtIsFoundByWhatWasSentAndNotCreatedAgainBeforeItIsSettled() {
    pending.add(sent("fictional-user", LEA, Map.of("email", "former@example.ch"), false));
    assertThat(user().state()).isEqualTo(RowState.UNKNOWN);
    fictionalUsers.add(new BexioUser(8, "Lea", "Graf", "former@example.ch"));
    assertThat(user().reason().code()).isEqualTo(ReasonCode.LINK_READ_BACK);
    fictionalUsers.clear();
    pending.set(0, sent("fictional-user", LEA, Map.of("email", MAIL), true));
    assertThat(user().isMapped()).isTrue();
    pending.add(sent("fictional-user", LEA, Map.of("email", MAIL), false));
    assertThat(user().state()).as("the younger one counts").isEqualTo(RowState.UNKNOWN);
  }

  @Test
  void aRefusedFictionalUserIsOneDecision() {
    links.add(new Link(LinkKind.FICTIONAL_USER, 8, LEA, "Lea", "Lea"));
    assertThat(missing().supplies(LEA, PLANNING).user().bexioId()).isEqualTo(8);
    refused.put(8L, "422: no");
    Missing missing = missing();
    Reason undecided = missing.supplies(LEA, PLANNING).undecided();
    assertThat(undecided.code()).isEqualTo(ReasonCode.USER_REFUSED);
    assertThat(undecided.args()).contains("Lea Graf", "422: no");
    assertThat(missing.takeNew()).hasSize(1);
    rule = "book-on:7";
    users.add(new BexioUser(7, "Reto", "Baumann", "reto@example.ch"));
    assertThat(missing().supplies(LEA, PLANNING).user().bexioId()).isEqualTo(7);
  }

  @Test
  void whatNobodyIsCertainAboutTheNameOfAServiceIsForAPerson() {
    activities.add(new BusinessActivity(5, "planung "));
    assertThat(activity().targetId()).isEqualTo(5);
    activities.add(new BusinessActivity(6, "Planung"));
    expectActivity(ReasonCode.ACTIVITY_AMBIGUOUS);
    links.add(new Link(LinkKind.ACTIVITY, 6, 99, "Planung", "Other"));
    assertThat(activity().targetId()).as("the one that is free").isEqualTo(5);
    decide(LinkKind.ACTIVITY, 5, Choice.APART, PLANNING);
    expectActivity(ReasonCode.ACTIVITY_NAME_TAKEN);
    services.add(MasterDataSamples.service(30, "PLANUNG"));
    expectActivity(ReasonCode.SERVICE_NAME_SHARED);
    decide(LinkKind.ACTIVITY, 5, Choice.LINK, PLANNING);
    assertThat(activity().reason().code()).isEqualTo(ReasonCode.LINK_DECIDED);
  }

  @Test
  void anActivityInDoubtIsFoundByTheNameThatWasSent() {
    pending.add(sent("activity", PLANNING, Map.of("name", "Plan"), false));
    assertThat(activity().state()).isEqualTo(RowState.UNKNOWN);
    activities.add(new BusinessActivity(5, "Plan"));
    assertThat(activity().reason().code()).isEqualTo(ReasonCode.LINK_READ_BACK);
  }

  @Test
  void listsThatWereNotReadProveNothing() {
    MasterData unread =
        new MasterData(
            ContactLists.complete(list -> null),
            new ProjectStates(BookableStates.parse(""), null),
            list -> null);
    assertThatThrownBy(() -> missing(unread).supplies(LEA, PLANNING))
        .isInstanceOf(IllegalStateException.class);
  }

  private First user() {
    Missing missing = missing();
    missing.supplies(LEA, PLANNING);
    return missing.takeNew().stream()
        .filter(first -> "fictional-user".equals(first.getKind()))
        .findFirst()
        .orElseThrow();
  }

  private First activity() {
    Missing missing = missing();
    missing.supplies(LEA, PLANNING);
    return missing.takeNew().stream()
        .filter(first -> "activity".equals(first.getKind()))
        .findFirst()
        .orElseThrow();
  }

  private void expectUser(ReasonCode code) {
    assertThat(user().action()).isEqualTo(Action.DECIDE);
    assertThat(user().reason().code()).isEqualTo(code);
  }

  private void expectActivity(ReasonCode code) {
    assertThat(activity().action()).isEqualTo(Action.DECIDE);
    assertThat(activity().reason().code()).isEqualTo(code);
  }

  private Missing missing() {
    return missing(
        new MasterDataSamples()
            .with("bexio-list-users", users.toArray())
            .with("bexio-list-fictional-users", fictionalUsers.toArray())
            .with("bexio-list-business-activities", activities.toArray())
            .with("clockodo-list-services", services.toArray())
            .with("clockodo-list-users", people.toArray())
            .read());
  }

  private Missing missing(MasterData data) {
    return new Missing(
        data,
        new Links(links),
        MissingRules.parse(rule),
        new MissingPast(new DecisionsBySource(decisions), pending, refused),
        new AtomicInteger()::incrementAndGet);
  }

  private void decide(LinkKind kind, long source, Choice choice, Long target) {
    decisions.clear();
    decisions.add(new Decision(kind, source, choice, target, Instant.EPOCH, "Nadia"));
  }

  private static MissingPast.Pending sent(
      String kind, long source, Map<String, Object> payload, boolean settled) {
    return new MissingPast.Pending(kind, source, payload, settled);
  }
}
