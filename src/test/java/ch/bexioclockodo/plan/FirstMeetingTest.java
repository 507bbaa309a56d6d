package ch.bexioclockodo.plan;

import static ch.bexioclockodo.plan.MasterDataSamples.ALL;
import static ch.bexioclockodo.plan.MasterDataSamples.company;
import static ch.bexioclockodo.plan.MasterDataSamples.customer;
import static ch.bexioclockodo.plan.MasterDataSamples.customerProject;
import static ch.bexioclockodo.plan.MasterDataSamples.person;
import static ch.bexioclockodo.plan.MasterDataSamples.project;
import static ch.bexioclockodo.plan.MasterDataSamples.rules;
import static ch.bexioclockodo.plan.MasterDataSamples.service;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Item;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstMeetingTest extends PlannedImport {

  @Test
  void aNameThatNobodyHasIsCreated() {
    data.with(CONTACTS, company(1, "Muster AG"));
    Proposal proposal = only(plan("all"));
    assertThat(proposal.action()).isEqualTo(Action.CREATE);
    assertThat(proposal.isCreated()).isTrue();
    assertThat(proposal.source()).containsEntry("id", 1L).containsEntry("name", "Muster AG");
  }

  @Test
  void anExactUnambiguousNameIsLinked() {
    data.with(CONTACTS, company(1, "Muster AG")).with(CUSTOMERS, customer(7, " Muster AG "));
    Proposal proposal = only(plan("all"));
    assertThat(proposal.action()).isEqualTo(Action.LINK);
    assertThat(proposal.targetId()).isEqualTo(7);
  }

  @Test
  void aNameHeldByDemoDataOrAnotherLinkIsTaken() {
    data.with(CONTACTS, company(1, "Muster AG"))
        .with(CUSTOMERS, new Customer(7, "Muster AG", true, true, Map.of()));
    assertThat(reason("all")).isEqualTo(ReasonCode.NAME_TAKEN);
    data.with(CUSTOMERS, customer(7, "Muster AG"));
    assertThat(only(plan("all", link(LinkKind.CUSTOMER, 99, 7))).reason().code())
        .isEqualTo(ReasonCode.NAME_TAKEN);
  }

  @Test
  void aNameIsEqualWhateverItsCaseItsBlanksAndItsUnicodeForm() {
    data.with(CONTACTS, company(1, "Gross  Zu\u0308rich AG"), company(2, "Strasse"))
        .with(CUSTOMERS, customer(7, "gross zürich ag"), customer(8, "STRAẞE"));
    ImportPlanner.Result result = plan("all");
    assertThat(of(result, PlanRow.CUSTOMER, 1).targetId()).isEqualTo(7);
    assertThat(of(result, PlanRow.CUSTOMER, 2).action()).isEqualTo(Action.LINK);
  }

  @Test
  void anotherLegalFormIsOnlySimilar() {
    for (String name : List.of("Muster GmbH", "Muster", "Müster S.A.", "MUSTER, AG.")) {
      data.with(CONTACTS, company(1, "Muster AG")).with(CUSTOMERS, customer(7, name));
      Proposal proposal = only(plan("all"));
      if (name.startsWith("Mü")) {
        assertThat(proposal.action()).isEqualTo(Action.CREATE);
        continue;
      }
      assertThat(proposal.action()).as(name).isEqualTo(Action.DECIDE);
      assertThat(proposal.reason().code()).isEqualTo(ReasonCode.NAME_SIMILAR);
      assertThat(proposal.target())
          .containsEntry("candidates", List.of(Map.of("id", 7L, "name", name)));
    }
  }

  @Test
  void whatIsLinkedByNameIsNoLongerSimilarToAnother() {
    data.with(CONTACTS, company(1, "Muster AG"), company(2, "Muster GmbH"))
        .with(CUSTOMERS, customer(7, "Muster AG"));
    assertThat(plan("all").proposals())
        .extracting(Proposal::action)
        .containsExactly(Action.LINK, Action.CREATE);
  }

  @Test
  void ambiguousNamesAreForAPersonOnEitherSide() {
    data.with(CONTACTS, company(1, "Muster AG"), company(2, "Muster AG"));
    assertThat(reasons("all")).containsExactly(ReasonCode.NAME_TWICE, ReasonCode.NAME_TWICE);
    data.with(CUSTOMERS, customer(7, "Muster AG"));
    assertThat(reasons("all")).containsExactly(ReasonCode.MATCH_SHARED, ReasonCode.MATCH_SHARED);
    data.with(CONTACTS, company(1, "Muster AG"))
        .with(CUSTOMERS, customer(7, "Muster AG"), customer(8, "MUSTER AG"));
    Proposal proposal = only(plan("all"));
    assertThat(proposal.reason())
        .isEqualTo(Reason.of(ReasonCode.MATCH_AMBIGUOUS, "Muster AG (7), MUSTER AG (8)"));
    assertThat((List<?>) proposal.target().get("candidates")).hasSize(2);
  }

  @Test
  void anEqualNumberLinksWhateverTheName() {
    data.with(CONTACTS, numbered(1, "K-1", "Muster AG"))
        .with(CUSTOMERS, with(customer(7, "Muster Holding"), "number", "k-1 "));
    Proposal proposal = only(plan("all"));
    assertThat(proposal.targetId()).isEqualTo(7);
    assertThat(proposal.reason().code()).isEqualTo(ReasonCode.LINK_BY_NUMBER);
  }

  @Test
  void numbersThatAreTurnedOffAreNotCompared() {
    data.with(CONTACTS, numbered(1, "K-1", "Muster AG"))
        .with(CUSTOMERS, with(customer(7, "Muster Holding"), "number", "K-1"));
    ImportRules without =
        new ImportRules(
            CustomerRule.parse("all"),
            NamePattern.parse("name_1"),
            NamePattern.parse("name_1"),
            false,
            null,
            ImportRules.ServicesFrom.ACTIVITIES,
            new ItemRule(true, ""),
            true,
            ImportRules.BudgetRule.SOFT,
            true,
            ImportRules.Conflicts.DECIDE);
    assertThat(only(propose(without)).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void aNumberAndANameThatPointApartAreForAPerson() {
    data.with(CONTACTS, numbered(1, "K-1", "Muster AG"))
        .with(CUSTOMERS, with(customer(7, "Other AG"), "number", "K-1"), customer(8, "Muster AG"));
    assertThat(reason("all")).isEqualTo(ReasonCode.MATCH_CONTRADICTING);
  }

  @Test
  void oneCandidateOfTwoContactsIsForAPerson() {
    data.with(CONTACTS, numbered(1, "K-1", "Muster AG"), company(2, "Other AG"))
        .with(CUSTOMERS, with(customer(7, "Other AG"), "number", "K-1"));
    assertThat(reasons("all")).containsExactly(ReasonCode.MATCH_SHARED, ReasonCode.MATCH_SHARED);
  }

  @Test
  void theIdThatClockodosAddOnLeftIsStrongest() {
    data.with(CONTACTS, numbered(1, "K-1", "Muster AG"), company(2, "Other AG"))
        .with(
            CUSTOMERS,
            with(customer(7, "Other AG"), "bill_service_id", "1"),
            with(customer(8, "X"), "number", "K-1"),
            with(customer(9, "Y"), "bill_service_id", "contact-2"));
    ImportPlanner.Result result = plan("all");
    assertThat(of(result, PlanRow.CUSTOMER, 1).targetId()).isEqualTo(7);
    assertThat(of(result, PlanRow.CUSTOMER, 1).reason().code())
        .isEqualTo(ReasonCode.LINK_BY_BILL_SERVICE_ID);
    assertThat(of(result, PlanRow.CUSTOMER, 2).targetId()).isEqualTo(9);
  }

  @Test
  void theIdThatTheAddOnLeftOnAServiceIsNotBelievedAlone() {
    // It may be an activity's or an item's.
    data.with(ACTIVITIES, new BusinessActivity(3, "Projektleitung"))
        .with(
            SERVICES,
            with(service(7, "Reisezeit"), "bill_service_id", "3"),
            service(8, "Projektleitung"));
    assertThat(only(plan("all")).reason().code()).isEqualTo(ReasonCode.BILL_SERVICE_ID_ALONE);
    data.with(SERVICES, with(service(7, "projektleitung"), "bill_service_id", "3"));
    assertThat(only(plan("all")).action()).isEqualTo(Action.LINK);
  }

  @Test
  void aNameThatIsMissingIsForAPersonAndALongOneIsNot() {
    data.with(CONTACTS, company(1, " "));
    assertThat(reason("all")).isEqualTo(ReasonCode.NAME_MISSING);
    data.with(CONTACTS, company(1, "a".repeat(101)));
    assertThat(only(plan("all")).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void aKeyThatMayNotSeeEverythingCreatesNothingByItself() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"));
    ImportContext worker =
        new ImportContext(
            new Links(List.of()),
            new DecisionsBySource(List.of(decision(2, Choice.CREATE, null))),
            rules("all"),
            ALL,
            new PendingCreates(List.of()),
            false,
            false,
            NOW);
    assertThat(ImportPlanner.propose(data.read(), worker).proposals())
        .extracting(Proposal::action)
        .containsExactly(Action.DECIDE, Action.CREATE);
  }

  @Test
  void projectsOfOneNameThatAreNoLongerBookableDoNotStandInTheWayOfTheNextOne() {
    ImportRules rules = rules("all").withBookableStates(Set.of(2));
    data.with(CONTACTS, company(1, "A"))
        .with(CUSTOMERS, customer(7, "A"))
        .with(
            PROJECTS,
            new Project(11, "1", "Wartung", 1, null, 3, null, null, null, null, null),
            project(12, "Wartung", 1));
    ImportPlanner.Result result = propose(rules, link(LinkKind.CUSTOMER, 1, 7));
    assertThat(of(result, PlanRow.PROJECT, 11).action()).isEqualTo(Action.EXCLUDE);
    assertThat(of(result, PlanRow.PROJECT, 12).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void twoItemsOfOneNameAreNeverTwoServices() {
    data.with(ITEMS, new Item(1, "A", "Planung", 2), new Item(2, "B", " planung", 2));
    assertThat(propose(fromItems(new ItemRule(true, ""))).proposals())
        .extracting(proposal -> proposal.reason().code())
        .containsExactly(ReasonCode.NAME_TWICE, ReasonCode.NAME_TWICE);
  }

  @Test
  void anEqualProjectNumberUnderAnotherCustomerIsForAPerson() {
    data.with(CONTACTS, company(1, "A"))
        .with(CUSTOMERS, customer(7, "A"), customer(8, "B"))
        .with(PROJECTS, new Project(11, "P-1", "Umbau", 1, null, 2, null, null, null, null, null))
        .with(CUSTOMER_PROJECTS, with(customerProject(70, 8, "Anderes"), "number", "P-1"));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OTHER_CUSTOMER);
  }

  @Test
  void aProjectNameIsLookedForUnderItsCustomerOnly() {
    data.with(CONTACTS, company(1, "AG"))
        .with(PROJECTS, project(11, "Umbau", 1))
        .with(CUSTOMERS, customer(7, "AG"), customer(8, "Other"))
        .with(CUSTOMER_PROJECTS, customerProject(70, 8, "Umbau"));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).action()).isEqualTo(Action.CREATE);
    data.with(CUSTOMER_PROJECTS, customerProject(70, 8, "Umbau"), customerProject(71, 7, "Umbau"));
    Proposal linked = of(plan("all"), PlanRow.PROJECT, 11);
    assertThat(linked.action()).isEqualTo(Action.LINK);
    assertThat(linked.targetId()).isEqualTo(71);
  }

  @Test
  void equalProjectNamesUnderDifferentContactsAreNoAmbiguity() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"))
        .with(PROJECTS, project(11, "Wartung", 1), project(12, "Wartung", 2), project(13, "X", 2));
    assertThat(plan("all").proposals()).extracting(Proposal::action).containsOnly(Action.CREATE);
  }

  @Test
  void aContactThatTheRuleExcludesMakesNoNameAmbiguous() {
    data.with(CONTACTS, company(1, "Muster"), person(2, "Muster", ""));
    assertThat(plan("companies").proposals())
        .extracting(Proposal::action)
        .containsExactly(Action.CREATE, Action.EXCLUDE);
  }
}
