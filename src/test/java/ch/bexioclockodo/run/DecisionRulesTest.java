package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionRulesTest {

  private static final Instant YESTERDAY = Instant.parse("2026-09-30T08:00:00Z");

  private final Links links =
      new Links(
          List.of(
              new Link(LinkKind.CUSTOMER, 21, 40112, "Müller AG", "Mueller AG"),
              new Link(LinkKind.CUSTOMER, 22, 40113, "Meier AG", "Meier"),
              new Link(LinkKind.FICTIONAL_USER, 9, 3109, "Lea Frei", "Lea Frei")));

  @Test
  void twoThatAreFreeCanBeLinked() {
    assertThat(against(wish(LinkKind.CUSTOMER, 30L, 40130L, Choice.LINK))).isEmpty();
    assertThat(against(wish(LinkKind.PROJECT, 21L, 40112L, Choice.LINK)))
        .as("ids of another kind are others")
        .isEmpty();
  }

  @Test
  void aLinkedPairCanBeConfirmed() {
    assertThat(against(wish(LinkKind.CUSTOMER, 21L, 40112L, Choice.LINK))).isEmpty();
  }

  @Test
  void whatIsLinkedToSomethingElseMustBeUnlinkedFirst() {
    String bexio = against(wish(LinkKind.CUSTOMER, 21L, 40130L, Choice.LINK)).orElseThrow();
    String clockodo = against(wish(LinkKind.CUSTOMER, 30L, 40113L, Choice.LINK)).orElseThrow();
    String crossed = against(wish(LinkKind.CUSTOMER, 21L, 40113L, Choice.LINK)).orElseThrow();

    assertThat(bexio).contains("Müller AG (21)", "Mueller AG (40112)", "unlink it first");
    assertThat(clockodo).contains("Meier AG (22)", "Meier (40113)");
    assertThat(crossed).contains("Müller AG (21)");
    assertThat(against(wish(LinkKind.CUSTOMER, 21L, null, Choice.IGNORE)))
        .as("what is linked can be left alone, also when clockodo has it no longer")
        .isEmpty();
  }

  @Test
  void aClockodoUserIsLinkedOnceWhateverTheKindOfBexioUser() {
    assertThat(against(wish(LinkKind.USER, 5L, 3109L, Choice.LINK)).orElseThrow())
        .contains("fictional user", "Lea Frei (3109)");
    assertThat(against(wish(LinkKind.USER, null, 3109L, Choice.IGNORE))).isEmpty();
    assertThat(against(wish(LinkKind.USER, null, 3110L, Choice.IGNORE))).isEmpty();
  }

  @Test
  void whatAnotherDecisionLinksIsTaken() {
    Decision other = decision(LinkKind.CUSTOMER, 30, Choice.LINK, 40130L);
    Wish wish = wish(LinkKind.CUSTOMER, 31L, 40130L, Choice.LINK);

    assertThat(against(wish, List.of(other), List.of(wish)).orElseThrow())
        .contains("30", "40130", "unlink it first");
    Wish instead = wish(LinkKind.CUSTOMER, 30L, null, Choice.IGNORE);
    assertThat(against(wish, List.of(other), List.of(wish, instead)))
        .as("the other one is decided anew at the same time")
        .isEmpty();
  }

  @Test
  void aUserDecisionTakesTheBexioUser() {
    Decision other = decision(LinkKind.USER, 3101, Choice.LINK, 5L);
    Wish wish = wish(LinkKind.USER, 5L, 3102L, Choice.LINK);

    assertThat(against(wish, List.of(other), List.of(wish)).orElseThrow())
        .contains("bexio's 5", "clockodo's 3101");
  }

  @ParameterizedTest
  @EnumSource(names = {"TAKE_BEXIO", "KEEP_CLOCKODO"})
  void onlyALinkedPairHasAConflict(Choice choice) {
    assertThat(against(wish(LinkKind.CUSTOMER, 21L, null, choice))).isEmpty();
    assertThat(against(wish(LinkKind.CUSTOMER, 21L, 40112L, choice))).isEmpty();
    assertThat(against(wish(LinkKind.CUSTOMER, 21L, 40113L, choice)).orElseThrow())
        .contains("Mueller AG (40112)");
    assertThat(against(wish(LinkKind.CUSTOMER, 30L, null, choice)).orElseThrow())
        .contains("customer 30 is not linked");
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "TAKE_BEXIO", "KEEP_CLOCKODO"})
  void usersAreOnlyLinkedOrIgnored(Choice choice) {
    assertThat(against(wish(LinkKind.USER, 5L, 3102L, choice)).orElseThrow())
        .contains("never created");
  }

  @Test
  void whatIsGoneCanBeCreatedAnew() {
    assertThat(against(wish(LinkKind.CUSTOMER, 21L, null, Choice.CREATE))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void theIdItIsAboutMustBeNamed(Choice choice) {
    assertThat(against(wish(LinkKind.CUSTOMER, null, 40130L, choice)).orElseThrow())
        .isEqualTo("the bexio id is missing");
  }

  @Test
  void bothIdsOfALinkMustBeNamed() {
    assertThat(against(wish(LinkKind.CUSTOMER, 30L, null, Choice.LINK)).orElseThrow())
        .contains("the clockodo id is missing");
    assertThat(against(wish(LinkKind.USER, null, 3102L, Choice.LINK)).orElseThrow())
        .isEqualTo("the bexio id is missing");
  }

  @Test
  void onlyWhatWasUnlinkedIsApart() {
    Decision apart = decision(LinkKind.CUSTOMER, 30, Choice.APART, 40130L);
    Wish same = wish(LinkKind.CUSTOMER, 30L, 40130L, Choice.APART);
    Wish other = wish(LinkKind.CUSTOMER, 30L, 40131L, Choice.APART);

    assertThat(against(same, List.of(apart), List.of(same))).isEmpty();
    assertThat(against(other, List.of(apart), List.of(other))).isPresent();
  }

  private Optional<String> against(Wish wish) {
    return against(wish, List.of(), List.of(wish));
  }

  private Optional<String> against(Wish wish, List<Decision> decisions, List<Wish> wishes) {
    Map<DecisionSource, Decision> bySource = new HashMap<>();
    decisions.forEach(decision -> bySource.put(DecisionSource.of(decision), decision));
    return new DecisionRules(links, bySource, wishes).against(wish);
  }

  private static Wish wish(LinkKind kind, Long bexioId, Long clockodoId, Choice choice) {
    return new Wish(kind, bexioId, clockodoId, choice);
  }

  private static Decision decision(LinkKind kind, long source, Choice choice, Long target) {
    return new Decision(kind, source, choice, target, YESTERDAY, "Eva");
  }
}
