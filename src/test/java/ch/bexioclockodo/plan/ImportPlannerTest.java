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
import ch.bexioclockodo.bexio.Item;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportPlannerTest extends PlannedImport {

  @Test
  void contactsOutsideTheRuleAreExcludedWithTheReason() {
    data.with(CONTACTS, person(2, "Muster", "Petra"));
    assertThat(reason("with-projects")).isEqualTo(ReasonCode.CONTACT_WITHOUT_PROJECT);
    assertThat(reason("companies")).isEqualTo(ReasonCode.CONTACT_IS_NO_COMPANY);
    assertThat(reason("groups:4")).isEqualTo(ReasonCode.CONTACT_NOT_IN_GROUP);
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
  void aProjectWithoutAKnownCustomerIsForAPerson() {
    data.with(PROJECTS, project(11, "Umbau", 5));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).reason().code())
        .isEqualTo(ReasonCode.PROJECT_CUSTOMER_UNLINKED);
    data.with(CONTACTS, company(5, "AG"), company(6, "AG"));
    assertThat(of(plan("all"), PlanRow.PROJECT, 11).reason())
        .isEqualTo(Reason.of(ReasonCode.PROJECT_CUSTOMER_UNDECIDED, "AG", 5));
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
  void aServiceIsNotEndedByOneOfItsTwoLinks() {
    data.with(SERVICES, service(7, "Planung"));
    Link activity = compared(LinkKind.ACTIVITY, 1, 7, NOW.minusSeconds(1));
    Link item = link(LinkKind.ITEM, 5, 7);
    assertThat(only(plan("all", activity, item)).reason().code())
        .isEqualTo(ReasonCode.OTHER_LINK_LIVES);
    assertThat(only(plan("all", activity)).comparison().absence()).isNotNull();
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
}
