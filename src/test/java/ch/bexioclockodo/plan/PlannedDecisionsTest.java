package ch.bexioclockodo.plan;

import static ch.bexioclockodo.plan.MasterDataSamples.company;
import static ch.bexioclockodo.plan.MasterDataSamples.customer;
import static ch.bexioclockodo.plan.MasterDataSamples.customerProject;
import static ch.bexioclockodo.plan.MasterDataSamples.person;
import static ch.bexioclockodo.plan.MasterDataSamples.project;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedDecisionsTest extends PlannedImport {

  @Test
  void aLinkToSomethingThatIsGoneIsForAPersonWhoMayCreateItAnew() {
    data.with(CONTACTS, company(1, "Muster AG"));
    Link gone = link(LinkKind.CUSTOMER, 1, 7);
    assertThat(only(plan("all", gone)).reason().code()).isEqualTo(ReasonCode.LINK_BROKEN);
    Proposal anew = only(decided(List.of(gone), decision(1, Choice.CREATE, null)));
    assertThat(anew.action()).isEqualTo(Action.CREATE);
    assertThat(anew.target()).containsEntry("replaces", 7L);
    assertThat(only(decided(List.of(gone), decision(1, Choice.IGNORE, null))).action())
        .isEqualTo(Action.EXCLUDE);
  }

  @Test
  void decisionsComeBeforeEveryRule() {
    data.with(CONTACTS, person(1, "Frei", "Petra"), company(2, "Muster AG"), company(3, "B"))
        .with(CUSTOMERS, customer(7, "Anything"), customer(8, "Muster GmbH"), customer(9, "B"));
    ImportPlanner.Result result =
        decided(
            List.of(),
            decision(1, Choice.LINK, 7L),
            decision(2, Choice.CREATE, null),
            decision(3, Choice.IGNORE, null));
    assertThat(of(result, PlanRow.CUSTOMER, 1).targetId()).isEqualTo(7);
    assertThat(of(result, PlanRow.CUSTOMER, 2).isCreated()).isTrue();
    assertThat(of(result, PlanRow.CUSTOMER, 3).reason().code())
        .isEqualTo(ReasonCode.DECIDED_IGNORE);
  }

  @Test
  void aDecisionForSomethingThatIsNotThereIsForAPerson() {
    data.with(CONTACTS, company(1, "Muster AG"));
    assertThat(only(decided(List.of(), decision(1, Choice.LINK, 99L))).reason())
        .isEqualTo(Reason.of(ReasonCode.DECISION_INVALID, 99));
  }

  @Test
  void whatWasTakenApartIsNeverProposedAgain() {
    data.with(CONTACTS, company(1, "Muster AG")).with(CUSTOMERS, customer(7, "Muster AG"));
    assertThat(only(decided(List.of(), decision(1, Choice.APART, 7L))).reason().code())
        .isEqualTo(ReasonCode.LINK_APART);
  }

  @Test
  void aLinkedProjectUnderAnotherCustomerIsForAPersonWhoMayConfirmIt() {
    data.with(CONTACTS, company(1, "A"))
        .with(CUSTOMERS, customer(7, "A"), customer(8, "B"))
        .with(PROJECTS, project(11, "Umbau", 1))
        .with(CUSTOMER_PROJECTS, customerProject(70, 8, "Umbau"));
    List<Link> links = List.of(link(LinkKind.CUSTOMER, 1, 7), link(LinkKind.PROJECT, 11, 70));
    Proposal proposal = only(decided(links));
    assertThat(proposal.reason())
        .isEqualTo(Reason.of(ReasonCode.PROJECT_OTHER_CUSTOMER, "Umbau", 70, "B", 8));
    Decision confirmed =
        new Decision(LinkKind.PROJECT, 11, Choice.LINK, 70L, Instant.EPOCH, "Anna");
    assertThat(decided(links, confirmed).proposals()).isEmpty();
  }

  @Test
  void aUserWhomSomebodyDecidedToLinkElsewhereIsNotLinkedByEmail() {
    data.with(USERS, new BexioUser(3, "Anna", "Frei", "anna@example.ch"))
        .with(CLOCKODO_USERS, user(2, "anna@example.ch"), user(5, "other@example.ch"));
    ImportPlanner.Result result =
        decided(List.of(), new Decision(LinkKind.USER, 5, Choice.LINK, 3L, Instant.EPOCH, "Anna"));
    assertThat(of(result, PlanRow.USER, 2).action()).isEqualTo(Action.DECIDE);
    assertThat(of(result, PlanRow.USER, 5).action()).isEqualTo(Action.LINK);
  }

  @Test
  void aDecisionAboutSomethingThatBexioDoesNotListIsSaid() {
    ImportPlanner.Result result =
        decided(List.of(), decision(999, Choice.LINK, 7L), decision(998, Choice.IGNORE, null));
    assertThat(only(result).sourceId()).isEqualTo(999);
    assertThat(only(result).reason().code()).isEqualTo(ReasonCode.DECISION_WITHOUT_SOURCE);
    assertThat(result.sources()).isOne();
  }

  @Test
  void theProjectsOfAnIgnoredContactAreLeftAloneWithIt() {
    data.with(CONTACTS, company(1, "A")).with(PROJECTS, project(11, "Umbau", 1));
    ImportPlanner.Result result = decided(List.of(), decision(1, Choice.IGNORE, null));
    assertThat(of(result, PlanRow.PROJECT, 11).action()).isEqualTo(Action.EXCLUDE);
    assertThat(of(result, PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OF_IGNORED_CUSTOMER);
  }
}
