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
import static org.assertj.core.api.Assertions.tuple;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Item;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportPlannerTest {

  private static final String CONTACTS = "bexio-list-contacts";
  private static final String PROJECTS = "bexio-list-projects";
  private static final String ACTIVITIES = "bexio-list-business-activities";
  private static final String USERS = "bexio-list-users";
  private static final String FICTIONAL = "bexio-list-fictional-users";
  private static final String CUSTOMERS = "clockodo-list-customers";
  private static final String CUSTOMER_PROJECTS = "clockodo-list-projects";
  private static final String SERVICES = "clockodo-list-services";
  private static final String ARCHIVED = "bexio-list-archived-contacts";
  private static final String ITEMS = "bexio-list-items";
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final String CLOCKODO_USERS = "clockodo-list-users";
  private final MasterDataSamples data = new MasterDataSamples();

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
  void aContactThatTheRuleExcludesMakesNoNameAmbiguous() {
    data.with(CONTACTS, company(1, "Muster"), person(2, "Muster", ""));
    assertThat(plan("companies").proposals())
        .extracting(Proposal::action)
        .containsExactly(Action.CREATE, Action.EXCLUDE);
  }

  @Test
  void contactsOutsideTheRuleAreExcludedWithTheReason() {
    data.with(CONTACTS, person(2, "Muster", "Petra"));
    assertThat(reason("with-projects")).isEqualTo(ReasonCode.CONTACT_WITHOUT_PROJECT);
    assertThat(reason("companies")).isEqualTo(ReasonCode.CONTACT_IS_NO_COMPANY);
    assertThat(reason("groups:4")).isEqualTo(ReasonCode.CONTACT_NOT_IN_GROUP);
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
  void whatIsLinkedStaysLinkedWhateverItIsCalled() {
    data.with(CONTACTS, company(1, "Renamed AG")).with(CUSTOMERS, customer(7, "Old AG"));
    ImportPlanner.Result result = plan("companies", link(LinkKind.CUSTOMER, 1, 7));
    assertThat(result.proposals()).isEmpty();
    assertThat(result.unchanged()).isOne();
    assertThat(result.sources()).isOne();
  }

  @Test
  void aProjectGoesUnderTheCustomerThatItsContactBecomes() {
    data.with(CONTACTS, company(1, "New AG"), company(2, "Known AG"), company(3, "Linked AG"))
        .with(PROJECTS, project(11, "A", 1), project(12, "B", 2), project(13, "C", 3))
        .with(CUSTOMERS, customer(7, "Known AG"), customer(8, "Other"));
    ImportPlanner.Result result = plan("with-projects", link(LinkKind.CUSTOMER, 3, 8));
    Proposal customer = of(result, PlanRow.CUSTOMER, 1);
    Proposal underNew = of(result, PlanRow.PROJECT, 11);
    assertThat(underNew.parent()).isEqualTo(Map.of("row", customer.row()));
    assertThat(underNew.dependsOn()).containsExactly(customer.row());
    Proposal underKnown = of(result, PlanRow.PROJECT, 12);
    assertThat(underKnown.parent()).isEqualTo(7L);
    assertThat(of(result, PlanRow.PROJECT, 13).parent()).isEqualTo(8L);
    assertThat(of(result, PlanRow.PROJECT, 13).dependsOn()).isEmpty();
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
  void aProjectWithoutAKnownCustomerIsForAPerson() {
    data.with(PROJECTS, project(11, "Umbau", 5));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_CUSTOMER_UNLINKED);
    data.with(CONTACTS, company(5, "AG"), company(6, "AG"));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).reason())
        .isEqualTo(Reason.of(ReasonCode.PROJECT_CUSTOMER_UNDECIDED, "AG", 5));
  }

  @Test
  void equalProjectNamesUnderDifferentContactsAreNoAmbiguity() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"))
        .with(PROJECTS, project(11, "Wartung", 1), project(12, "Wartung", 2), project(13, "X", 2));
    assertThat(plan("all").proposals()).extracting(Proposal::action).containsOnly(Action.CREATE);
  }

  @Test
  void activitiesBecomeServices() {
    data.with(ACTIVITIES, new BusinessActivity(1, "Planung"), new BusinessActivity(2, " Bau "))
        .with(SERVICES, service(7, "Bau"));
    ImportPlanner.Result result = plan("all");
    assertThat(of(result, PlanRow.SERVICE, 1).action()).isEqualTo(Action.CREATE);
    assertThat(of(result, PlanRow.SERVICE, 2).targetId()).isEqualTo(7);
    assertThat(plan("all", link(LinkKind.ACTIVITY, 1, 8), link(LinkKind.ACTIVITY, 2, 7)))
        .satisfies(
            linked -> assertThat(only(linked).reason().code()).isEqualTo(ReasonCode.LINK_BROKEN));
  }

  @Test
  void usersAreLinkedByEqualEMailWhateverItsCase() {
    data.with(USERS, new BexioUser(1, "Anna", "Zürcher", "Anna@Example.ch"))
        .with(FICTIONAL, new BexioUser(2, "Reto", "Frei", "reto@example.ch"))
        .with(CLOCKODO_USERS, user(5, "anna@example.ch"), user(6, "reto@example.ch"));
    ImportPlanner.Result result = plan("all");
    assertThat(of(result, PlanRow.USER, 5).target()).containsEntry("kind", "user");
    assertThat(of(result, PlanRow.USER, 6).target()).containsEntry("kind", "fictional-user");
    assertThat(plan("all", link(LinkKind.USER, 1, 5), link(LinkKind.FICTIONAL_USER, 2, 6)))
        .satisfies(again -> assertThat(again.unchanged()).isEqualTo(2));
  }

  @Test
  void usersThatCannotBeLinkedSayWhy() {
    data.with(CLOCKODO_USERS, user(5, null));
    assertThat(reason("all")).isEqualTo(ReasonCode.USER_WITHOUT_EMAIL);
    data.with(CLOCKODO_USERS, user(5, "nobody@example.ch"));
    assertThat(reason("all")).isEqualTo(ReasonCode.USER_NO_EQUAL_EMAIL);
    data.with(CLOCKODO_USERS, new ClockodoUser(5, "Demo", "d@example.ch", null, true, true));
    assertThat(reason("all")).isEqualTo(ReasonCode.DEMO_DATA);
    data.with(CLOCKODO_USERS, user(5, "a@example.ch"))
        .with(
            USERS,
            new BexioUser(1, "A", "", "a@example.ch"),
            new BexioUser(2, "B", "", "A@example.ch"));
    assertThat(reason("all")).isEqualTo(ReasonCode.USER_EMAIL_AMBIGUOUS);
    data.with(USERS, new BexioUser(1, "A", "", "a@example.ch"));
    assertThat(only(plan("all", link(LinkKind.USER, 1, 99))).reason().code())
        .isEqualTo(ReasonCode.USER_EMAIL_AMBIGUOUS);
  }

  @Test
  void everySourceRowIsCountedOnce() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"), company(3, ""))
        .with(PROJECTS, project(11, "P", 1), project(12, "Q", 9))
        .with(ACTIVITIES, new BusinessActivity(1, "Planung"))
        .with(CLOCKODO_USERS, user(5, null))
        .with(CUSTOMERS, customer(7, "B"));
    ImportPlanner.Result result = plan("all", link(LinkKind.CUSTOMER, 2, 7));
    assertThat(result.sources()).isEqualTo(7);
    assertThat(result.proposals().size() + result.unchanged()).isEqualTo(7);
    assertThat(result.proposals()).extracting(Proposal::row).doesNotHaveDuplicates();
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
  void aNameThatIsMissingIsForAPersonAndALongOneIsNot() {
    data.with(CONTACTS, company(1, " "));
    assertThat(reason("all")).isEqualTo(ReasonCode.NAME_MISSING);
    data.with(CONTACTS, company(1, "a".repeat(101)));
    assertThat(only(plan("all")).action()).isEqualTo(Action.CREATE);
  }

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
  void archivedContactsAreExcludedUnlessTheyAreLinked() {
    data.with(ARCHIVED, company(1, "Muster AG")).with(CUSTOMERS, customer(7, "Muster AG"));
    assertThat(reason("all")).isEqualTo(ReasonCode.CONTACT_ARCHIVED);
    assertThat(plan("all", link(LinkKind.CUSTOMER, 1, 7)).unchanged()).isOne();
  }

  @Test
  void aProjectThatIsNotBookableIsLinkedButNeverCreated() {
    ImportRules rules = rules("all").withBookableStates(Set.of(1));
    data.with(CONTACTS, company(1, "A"))
        .with(CUSTOMERS, customer(7, "A"))
        .with(PROJECTS, project(11, "Old", 1), project(12, "Known", 1))
        .with(CUSTOMER_PROJECTS, customerProject(70, 7, "Known"));
    ImportPlanner.Result result = propose(rules, link(LinkKind.CUSTOMER, 1, 7));
    assertThat(of(result, PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_NOT_BOOKABLE);
    assertThat(of(result, PlanRow.PROJECT, 12).action()).isEqualTo(Action.LINK);
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
  void anEqualProjectNumberUnderAnotherCustomerIsForAPerson() {
    data.with(CONTACTS, company(1, "A"))
        .with(CUSTOMERS, customer(7, "A"), customer(8, "B"))
        .with(PROJECTS, new Project(11, "P-1", "Umbau", 1, null, 2, null, null, null, null, null))
        .with(CUSTOMER_PROJECTS, with(customerProject(70, 8, "Anderes"), "number", "P-1"));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OTHER_CUSTOMER);
  }

  @Test
  void itemsBecomeServicesAndActivitiesStayLinked() {
    data.with(
            ITEMS,
            new Item(1, "L-1", "Planung", 2),
            new Item(2, "L-2", "Neu", 2),
            new Item(3, "M-1", "Schraube", 1),
            new Item(4, null, "Ohne Art", null))
        .with(ACTIVITIES, new BusinessActivity(1, "Planung"), new BusinessActivity(5, "Fahrt"))
        .with(SERVICES, service(7, "planung"));
    ImportPlanner.Result result =
        propose(fromItems(new ItemRule(true, "L-*")), link(LinkKind.ACTIVITY, 1, 7));
    assertThat(result.unchanged()).isOne();
    assertThat(result.proposals())
        .extracting(Proposal::linkKind, Proposal::sourceId, Proposal::action)
        .containsExactly(
            tuple(LinkKind.ITEM, 1L, Action.LINK),
            tuple(LinkKind.ITEM, 2L, Action.CREATE),
            tuple(LinkKind.ITEM, 3L, Action.EXCLUDE),
            tuple(LinkKind.ITEM, 4L, Action.EXCLUDE),
            tuple(LinkKind.ACTIVITY, 5L, Action.EXCLUDE));
    assertThat(of(result, PlanRow.SERVICE, 3).reason().code())
        .isEqualTo(ReasonCode.ITEM_IS_NO_SERVICE);
    data.with(ITEMS, new Item(1, "X-1", "Planung", 2));
    assertThat(
            propose(fromItems(new ItemRule(false, "L-*")), link(LinkKind.ACTIVITY, 1, 7))
                .proposals()
                .get(0)
                .reason()
                .code())
        .isEqualTo(ReasonCode.ITEM_NUMBER_EXCLUDED);
  }

  @Test
  void twoItemsOfOneNameAreNeverTwoServices() {
    data.with(ITEMS, new Item(1, "A", "Planung", 2), new Item(2, "B", " planung", 2));
    assertThat(propose(fromItems(new ItemRule(true, ""))).proposals())
        .extracting(proposal -> proposal.reason().code())
        .containsExactly(ReasonCode.NAME_TWICE, ReasonCode.NAME_TWICE);
  }

  @Test
  void anActivityThatIsMissingOnceWaitsForTheSecondTime() {
    data.with(SERVICES, service(7, "Planung"));
    Link first = compared(LinkKind.ACTIVITY, 1, 7, null);
    ImportPlanner.Result once = plan("all", first);
    assertThat(only(once).reason().code()).isEqualTo(ReasonCode.MISSING_ONCE);
    assertThat(once.upkeep()).singleElement().matches(upkeep -> upkeep.missingSince() != null);
    Link second = compared(LinkKind.ACTIVITY, 1, 7, NOW.minusSeconds(1));
    assertThat(only(plan("all", second)).comparison().absence().code())
        .isEqualTo(ReasonCode.DELETED_IN_BEXIO);
    assertThat(only(plan("all", compared(LinkKind.ACTIVITY, 1, 7, NOW))).reason().code())
        .isEqualTo(ReasonCode.MISSING_ONCE);
  }

  @Test
  void aContactThatNoListShowsIsOnlyGoneWhenBexioSaysSoById() {
    data.with(CUSTOMERS, customer(7, "A"));
    Link link = compared(LinkKind.CUSTOMER, 1, 7, null);
    MasterData unasked = data.read();
    assertThat(unasked.toAsk(new Links(List.of(link)), ALL, rules("all"), false))
        .containsExactly(new Ask(LinkKind.CUSTOMER, 1));
    assertThat(ImportPlanner.propose(unasked, context(rules("all"), List.of(link))).unchanged())
        .isOne();
    MasterData gone = data.read();
    gone.deleted(new Ask(LinkKind.CUSTOMER, 1));
    assertThat(
            only(ImportPlanner.propose(gone, context(rules("all"), List.of(link))))
                .comparison()
                .absence()
                .code())
        .isEqualTo(ReasonCode.DELETED_IN_BEXIO);
    MasterData hidden = data.read();
    hidden.found(new Ask(LinkKind.CUSTOMER, 1), company(1, "A"));
    ImportPlanner.Result found =
        ImportPlanner.propose(hidden, context(rules("all"), List.of(link)));
    assertThat(found.proposals()).isEmpty();
    assertThat(found.upkeep()).singleElement().matches(Upkeep::unlisted);
  }

  @Test
  void whatMayHaveArrivedIsLookedForByNumberThenByNameAndNeverCreatedTwice() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"), company(3, "C"), company(4, "D"))
        .with(
            CUSTOMERS,
            customer(7, "B"),
            with(customer(8, "Renamed"), "number", "K-3"),
            customer(9, "D long ago"));
    PendingCreates pending =
        new PendingCreates(
            List.of(
                pending(1, Map.of("name", "A"), false),
                pending(2, Map.of("name", "B"), true),
                pending(3, Map.of("name", "C", "number", "K-3"), false),
                pending(4, Map.of("name", "D"), true)));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            data.read(),
            new ImportContext(
                new Links(List.of()),
                new DecisionsBySource(List.of()),
                rules("all"),
                ALL,
                pending,
                false,
                true,
                NOW));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::state, Proposal::targetId)
        .containsExactly(
            tuple(Action.CREATE, RowState.UNKNOWN, null),
            tuple(Action.LINK, RowState.PLANNED, 7L),
            tuple(Action.LINK, RowState.PLANNED, 8L),
            tuple(Action.CREATE, RowState.PLANNED, null));
    assertThat(result.proposals().get(0).isCreated()).isFalse();
  }

  @Test
  void whatMayHaveArrivedForOneContactIsNotLinkedToAnotherThatTookItsName() {
    data.with(CONTACTS, company(1, "Meier AG"), company(2, "Meier AG, vormals"))
        .with(CUSTOMERS, customer(7, "Meier AG"));
    ImportPlanner.Result result = pending(pending(2, Map.of("name", "Meier AG"), true));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::targetId)
        .containsExactly(tuple(Action.DECIDE, null), tuple(Action.LINK, 7L));
    assertThat(result.proposals().get(0).reason().code()).isEqualTo(ReasonCode.NAME_TAKEN);
  }

  @Test
  void aProjectThatMayHaveArrivedIsNotCreatedAgainUnderAnotherContact() {
    data.with(CONTACTS, company(1, "A"), company(2, "B"))
        .with(PROJECTS, project(11, "Umbau", 2), project(12, "Neubau", 2))
        .with(CUSTOMERS, customer(7, "A"), customer(8, "B"))
        .with(
            CUSTOMER_PROJECTS,
            customerProject(70, 7, "Umbau"),
            with(customerProject(71, 7, "Neubau"), "number", "P-12"));
    ImportPlanner.Result result =
        pending(
            new PendingCreates.Pending(
                LinkKind.PROJECT, 11, Map.of("name", "Umbau", "customers_id", 7), null, true),
            new PendingCreates.Pending(
                LinkKind.PROJECT, 12, Map.of("name", "Neubau", "number", "P-12"), null, true));
    assertThat(of(result, PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OTHER_CUSTOMER);
    assertThat(of(result, PlanRow.PROJECT, 12).reason().code())
        .isEqualTo(ReasonCode.PROJECT_OTHER_CUSTOMER);
  }

  @Test
  void whatIsReadBackIsComparedFromWhatWasSentOn() {
    data.with(CONTACTS, company(1, "Muster Holding"))
        .with(CUSTOMERS, with(with(customer(7, "Muster AG"), "number", "K-1"), "note", "by hand"));
    ImportPlanner.Result result =
        pending(
            new PendingCreates.Pending(
                LinkKind.CUSTOMER,
                1,
                Map.of("name", "Muster", "number", "K-1"),
                Map.of("id", 1, "name_1", "Muster"),
                true));
    Base base = result.proposals().get(0).base();
    assertThat(base.source()).containsEntry("name_1", "Muster");
    assertThat(base.fields())
        .as("a name by hand since then is seen, and so is bexio's new one")
        .containsEntry("name", "Muster")
        .containsEntry("note", "by hand");
  }

  private ImportPlanner.Result pending(PendingCreates.Pending... creates) {
    return ImportPlanner.propose(
        data.read(),
        new ImportContext(
            new Links(List.of()),
            new DecisionsBySource(List.of()),
            rules("all"),
            ALL,
            new PendingCreates(List.of(creates)),
            false,
            true,
            NOW));
  }

  @Test
  void whatWasDecidedToBeCreatedIsLookedForToo() {
    data.with(CONTACTS, company(1, "A"), company(2, "B")).with(CUSTOMERS, customer(7, "A"));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            data.read(),
            new ImportContext(
                new Links(List.of()),
                new DecisionsBySource(
                    List.of(decision(1, Choice.CREATE, null), decision(2, Choice.CREATE, null))),
                rules("all"),
                ALL,
                new PendingCreates(
                    List.of(
                        pending(1, Map.of("name", "A"), true),
                        pending(2, Map.of("name", "B"), false))),
                false,
                true,
                NOW));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::state)
        .containsExactly(
            tuple(Action.LINK, RowState.PLANNED), tuple(Action.CREATE, RowState.UNKNOWN));
  }

  @Test
  void aProjectOfACustomerThatIsGoneFromClockodoIsForAPerson() {
    data.with(CONTACTS, company(1, "A")).with(PROJECTS, project(11, "Umbau", 1));
    assertThat(of(plan("all", link(LinkKind.CUSTOMER, 1, 7)), PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_CUSTOMER_UNDECIDED);
    ImportContext onlyProjects =
        new ImportContext(
            new Links(List.of(link(LinkKind.CUSTOMER, 1, 7))),
            new DecisionsBySource(List.of()),
            rules("all"),
            Set.of(PlanRow.PROJECT),
            new PendingCreates(List.of()),
            false,
            true,
            NOW);
    assertThat(only(ImportPlanner.propose(data.read(), onlyProjects)).reason().code())
        .isEqualTo(ReasonCode.LINK_BROKEN);
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
  void aServiceIsNotEndedByOneOfItsTwoLinks() {
    data.with(SERVICES, service(7, "Planung"));
    Link activity = compared(LinkKind.ACTIVITY, 1, 7, NOW.minusSeconds(1));
    Link item = link(LinkKind.ITEM, 5, 7);
    assertThat(only(plan("all", activity, item)).reason().code())
        .isEqualTo(ReasonCode.OTHER_LINK_LIVES);
    assertThat(only(plan("all", activity)).comparison().absence()).isNotNull();
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

  @Test
  void onlyTheKindsAskedForAreLookedAt() {
    data.with(CONTACTS, company(1, "A")).with(ACTIVITIES, new BusinessActivity(1, "Planung"));
    ImportContext services =
        new ImportContext(
            new Links(List.of()),
            new DecisionsBySource(List.of()),
            rules("all"),
            Set.of(PlanRow.SERVICE),
            new PendingCreates(List.of()),
            false,
            true,
            NOW);
    assertThat(ImportPlanner.propose(data.read(), services).proposals())
        .extracting(Proposal::kind)
        .containsExactly(PlanRow.SERVICE);
  }

  private static PendingCreates.Pending pending(
      long source, Map<String, Object> payload, boolean settled) {
    return new PendingCreates.Pending(LinkKind.CUSTOMER, source, payload, null, settled);
  }

  private static Decision decision(long source, Choice choice, Long target) {
    return new Decision(LinkKind.CUSTOMER, source, choice, target, Instant.EPOCH, "Anna");
  }

  private ImportPlanner.Result decided(List<Link> links, Decision... decisions) {
    return ImportPlanner.propose(
        data.read(),
        new ImportContext(
            new Links(links),
            new DecisionsBySource(List.of(decisions)),
            rules("companies"),
            ALL,
            new PendingCreates(List.of()),
            false,
            true,
            NOW));
  }

  private static ImportRules fromItems(ItemRule items) {
    ImportRules base = rules("all");
    return new ImportRules(
        base.customers(),
        base.companyName(),
        base.personName(),
        true,
        null,
        ImportRules.ServicesFrom.ITEMS,
        items,
        true,
        base.budget(),
        true,
        base.conflicts());
  }

  private ReasonCode reason(String rule) {
    return only(plan(rule)).reason().code();
  }

  private List<ReasonCode> reasons(String rule) {
    return plan(rule).proposals().stream().map(proposal -> proposal.reason().code()).toList();
  }

  private ImportPlanner.Result plan(String rule, Link... links) {
    return propose(rules(rule), links);
  }

  private ImportPlanner.Result propose(ImportRules rules, Link... links) {
    return ImportPlanner.propose(data.read(rules), context(rules, List.of(links)));
  }

  private static ImportContext context(ImportRules rules, List<Link> links) {
    return new ImportContext(
        new Links(links),
        new DecisionsBySource(List.of()),
        rules,
        ALL,
        new PendingCreates(List.of()),
        false,
        true,
        NOW);
  }

  private static Proposal only(ImportPlanner.Result result) {
    assertThat(result.proposals()).hasSize(1);
    return result.proposals().get(0);
  }

  private static Proposal of(ImportPlanner.Result result, String kind, long source) {
    return result.proposals().stream()
        .filter(proposal -> proposal.kind().equals(kind) && proposal.sourceId() == source)
        .findFirst()
        .orElseThrow();
  }

  private static Contact numbered(int id, String number, String name) {
    return new Contact(id, number, 1, name, null, "", false);
  }

  private static <T extends MasterObject> T with(T object, String field, Object value) {
    object.others().put(field, value);
    return object;
  }

  private static ClockodoUser user(long id, String email) {
    return new ClockodoUser(id, "User " + id, email, "worker", true, false);
  }

  private static Link link(LinkKind kind, long bexioId, long clockodoId) {
    return new Link(kind, bexioId, clockodoId, "b", "c");
  }

  private static Link compared(LinkKind kind, long bexioId, long clockodoId, Instant missingSince) {
    return new Link(kind, bexioId, clockodoId, "b", "c", "x", "y", missingSince, false);
  }
}
