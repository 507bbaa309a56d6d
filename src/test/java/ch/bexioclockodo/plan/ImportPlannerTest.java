package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Service;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
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
  private static final String CLOCKODO_USERS = "clockodo-list-users";
  private static final Set<String> ALL =
      Set.of(PlanRow.CUSTOMER, PlanRow.PROJECT, PlanRow.SERVICE, PlanRow.USER);

  private final MasterDataSamples data = new MasterDataSamples();

  @Test
  void aNameThatNobodyHasIsCreated() {
    data.with(CONTACTS, company(1, "Muster AG"));
    Proposal proposal = only(plan("all"));
    assertThat(proposal.action()).isEqualTo(Action.CREATE);
    assertThat(proposal.isMapped()).isTrue();
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
  void anotherSpellingIsAnotherName() {
    data.with(CONTACTS, company(1, "Muster AG")).with(CUSTOMERS, customer(7, "muster ag"));
    assertThat(only(plan("all")).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void ambiguousNamesAreForAPersonOnEitherSide() {
    data.with(CONTACTS, company(1, "Muster AG"), company(2, "Muster AG"));
    assertThat(plan("all").proposals())
        .hasSize(2)
        .allSatisfy(
            proposal -> {
              assertThat(proposal.action()).isEqualTo(Action.DECIDE);
              assertThat(proposal.reason().code()).isEqualTo(ReasonCode.NAME_AMBIGUOUS);
            });
    data.with(CONTACTS, company(1, "Muster AG"))
        .with(CUSTOMERS, customer(7, "Muster AG"), customer(8, "Muster AG"));
    assertThat(only(plan("all")).reason())
        .isEqualTo(Reason.of(ReasonCode.NAME_AMBIGUOUS, 1, 2, "7, 8"));
  }

  @Test
  void aContactThatTheRuleExcludesMakesNoNameAmbiguous() {
    data.with(CONTACTS, company(1, "Muster"), new Contact(2, "", 2, "Muster", "", ""));
    assertThat(plan("companies").proposals())
        .extracting(Proposal::action)
        .containsExactly(Action.CREATE, Action.EXCLUDE);
  }

  @Test
  void contactsOutsideTheRuleAreExcludedWithTheReason() {
    data.with(CONTACTS, new Contact(2, "", 2, "Muster", "Petra", ""));
    assertThat(reason("with-projects")).isEqualTo(ReasonCode.CONTACT_WITHOUT_PROJECT);
    assertThat(reason("companies")).isEqualTo(ReasonCode.CONTACT_IS_NO_COMPANY);
    assertThat(reason("groups:4")).isEqualTo(ReasonCode.CONTACT_NOT_IN_GROUP);
  }

  @Test
  void namesThatClockodoCannotTakeAreForAPerson() {
    data.with(CONTACTS, company(1, " "));
    assertThat(reason("all")).isEqualTo(ReasonCode.NAME_MISSING);
    data.with(CONTACTS, company(1, "a".repeat(101)));
    assertThat(reason("all")).isEqualTo(ReasonCode.NAME_TOO_LONG);
    data.with(CONTACTS, company(1, "a".repeat(100)));
    assertThat(only(plan("all")).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void aNameHeldByDemoDataOrAnotherLinkIsTaken() {
    data.with(CONTACTS, company(1, "Muster AG"))
        .with(CUSTOMERS, new Customer(7, "Muster AG", true, true));
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
  void aLinkToSomethingThatIsGoneIsForAPerson() {
    data.with(CONTACTS, company(1, "Muster AG"));
    Proposal proposal = only(plan("all", link(LinkKind.CUSTOMER, 1, 7)));
    assertThat(proposal.action()).isEqualTo(Action.DECIDE);
    assertThat(proposal.reason().code()).isEqualTo(ReasonCode.LINK_BROKEN);
  }

  @Test
  void aProjectGoesUnderTheCustomerThatItsContactBecomes() {
    data.with(CONTACTS, company(1, "New AG"), company(2, "Known AG"), company(3, "Linked AG"))
        .with(PROJECTS, project(11, "A", 1), project(12, "B", 2), project(13, "C", 3))
        .with(CUSTOMERS, customer(7, "Known AG"), customer(8, "Other"));
    ImportPlanner.Result result = plan("with-projects", link(LinkKind.CUSTOMER, 3, 8));
    Proposal customer = of(result, PlanRow.CUSTOMER, 1);
    Proposal underNew = of(result, PlanRow.PROJECT, 11);
    assertThat(underNew.customer()).isEqualTo(Map.of("row", customer.row()));
    assertThat(underNew.dependsOn()).containsExactly(customer.row());
    Proposal underKnown = of(result, PlanRow.PROJECT, 12);
    assertThat(underKnown.customer()).isEqualTo(7L);
    assertThat(of(result, PlanRow.PROJECT, 13).customer()).isEqualTo(8L);
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
        .with(SERVICES, new Service(7, "Bau", true, false));
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
  void onlyTheKindsAskedForAreLookedAt() {
    data.with(CONTACTS, company(1, "A")).with(ACTIVITIES, new BusinessActivity(1, "Planung"));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            data.read(),
            new Links(List.of()),
            CustomerRule.parse("all"),
            Set.of(PlanRow.SERVICE),
            Set.of());
    assertThat(result.proposals()).extracting(Proposal::kind).containsExactly(PlanRow.SERVICE);
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
  void whatMayHaveArrivedIsNotCreatedAgainButLinkedWhenItIsFound() {
    data.with(CONTACTS, company(1, "A"), company(2, "B")).with(CUSTOMERS, customer(7, "B"));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            data.read(),
            new Links(List.of()),
            CustomerRule.parse("all"),
            ALL,
            Set.of("customer 1", "customer 2"));
    assertThat(result.proposals())
        .extracting(Proposal::action, Proposal::state)
        .containsExactly(
            tuple(Action.CREATE, RowState.UNKNOWN), tuple(Action.LINK, RowState.PLANNED));
    assertThat(result.proposals().get(0).isMapped()).isFalse();
  }

  private ReasonCode reason(String rule) {
    return only(plan(rule)).reason().code();
  }

  private ImportPlanner.Result plan(String rule, Link... links) {
    return ImportPlanner.propose(
        data.read(), new Links(List.of(links)), CustomerRule.parse(rule), ALL, Set.of());
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

  private static Contact company(int id, String name) {
    return new Contact(id, "", 1, name, null, "");
  }

  private static Project project(int id, String name, int contact) {
    return new Project(id, "", name, contact, null);
  }

  private static Customer customer(long id, String name) {
    return new Customer(id, name, true, false);
  }

  private static CustomerProject customerProject(long id, long customer, String name) {
    return new CustomerProject(id, customer, name, true, null, false);
  }

  private static ClockodoUser user(long id, String email) {
    return new ClockodoUser(id, "User " + id, email, "worker", true, false);
  }

  private static Link link(LinkKind kind, long bexioId, long clockodoId) {
    return new Link(kind, bexioId, clockodoId, "b", "c");
  }
}
