package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryPlannerTest {

  private static final Instant START = Instant.parse("2026-09-07T06:00:00Z");
  private static final WallTime ZURICH = new WallTime(ZoneId.of("Europe/Zurich"));

  private static final List<Link> LINKS =
      List.of(
          new Link(LinkKind.CUSTOMER, 101, 1, "Muster AG", "Muster AG"),
          new Link(LinkKind.PROJECT, 102, 2, "Umbau", "Umbau"),
          new Link(LinkKind.PROJECT, 109, 9, "Pauschal", "Pauschal"),
          new Link(LinkKind.ACTIVITY, 103, 3, "Planung", "Planung"),
          new Link(LinkKind.USER, 104, 4, "Anna Zürcher", "Anna"));

  private static final MasterData DATA =
      new MasterDataSamples()
          .with(
              "bexio-list-projects",
              new Project(102, "P", "Umbau", 101, 77, 2, null, null, null, null, null),
              new Project(109, "Q", "Pauschal", 101, null, 2, null, null, null, null, null))
          .with("clockodo-list-customers", MasterDataSamples.customer(1, "Muster AG"))
          .with(
              "clockodo-list-projects",
              MasterDataSamples.customerProject(2, 1, "Umbau"),
              new CustomerProject(
                  9, 1, "Pauschal", true, false, Map.of("budget", Map.of("hard", true))))
          .with("clockodo-list-services", MasterDataSamples.service(3, "Planung"))
          .with(
              "clockodo-list-users",
              new ClockodoUser(4, "Anna", "a@example.ch", "owner", true, false))
          .read();

  private final Sample sample = new Sample();

  @Test
  void aPlainEntryBecomesATimesheet() {
    EntryProposal proposal = plan();
    assertThat(proposal.action()).isEqualTo(Action.CREATE);
    assertThat(proposal.state()).isEqualTo(RowState.PLANNED);
    assertThat(proposal.reason()).isNull();
    assertThat(proposal.isMapped()).isTrue();
    assertThat(proposal.resolved())
        .isEqualTo(new EntryProposal.Resolved(101L, 77, 102L, 103L, 104L));
    assertThat(new TimesheetMapping().map(proposal).toString())
        .isEqualTo(
            "{user_id=104, status_id=3, client_service_id=103, text=Text, allowable_bill=true,"
                + " contact_id=101, sub_contact_id=77, pr_project_id=102, tracking={type=range,"
                + " start=2026-09-07 08:00:00, end=2026-09-07 09:00:00}}");
  }

  @Test
  void whatIsNoFinishedTimeIsExcluded() {
    sample.demo = true;
    expect(Action.EXCLUDE, ReasonCode.DEMO_DATA);
    sample.demo = false;
    sample.until = null;
    sample.duration = null;
    expect(Action.EXCLUDE, ReasonCode.ENTRY_RUNNING);
    sample.type = 2;
    expect(Action.EXCLUDE, ReasonCode.ENTRY_LUMP_SUM);
  }

  @Test
  void theLocalDateDecidesWhatIsTooEarly() {
    // 00:30 on 1 September in Zurich, still August in UTC
    sample.since = Instant.parse("2026-08-31T22:30:00Z");
    sample.until = sample.since.plusSeconds(3600);
    sample.notBefore = LocalDate.parse("2026-09-01");
    assertThat(plan().action()).isEqualTo(Action.CREATE);
    sample.notBefore = LocalDate.parse("2026-09-02");
    expect(Action.EXCLUDE, ReasonCode.ENTRY_BEFORE_START);
  }

  @Test
  void billedEntriesGoOnlyWhenAskedFor() {
    sample.billable = Entry.BILLED;
    expect(Action.EXCLUDE, ReasonCode.ENTRY_BILLED);
    sample.billedToo = true;
    assertThat(plan().action()).isEqualTo(Action.CREATE);
  }

  @Test
  void hiddenBillabilityIsNeverReadAsNotBillable() {
    sample.billable = Entry.BILLABLE_HIDDEN;
    expect(Action.DECIDE, ReasonCode.ENTRY_BILLABLE_HIDDEN);
    sample.billable = Entry.NOT_BILLABLE;
    assertThat(new TimesheetMapping().map(plan())).containsEntry("allowable_bill", false);
  }

  @Test
  void aHardBudgetIsBilledAsAWholeUnlessTheSettingSaysOtherwise() {
    sample.project = 9L;
    expect(Action.EXCLUDE, ReasonCode.ENTRY_HARD_BUDGET);
    sample.hardBudgetToo = true;
    assertThat(plan().action()).isEqualTo(Action.CREATE);
  }

  @Test
  void anEntryWithoutAProjectMayBecomeATimesheetWithoutOne() {
    sample.project = null;
    sample.withoutProjectToo = true;
    Map<String, Object> fields = new TimesheetMapping().map(plan());
    assertThat(fields).containsEntry("contact_id", 101L).containsEntry("pr_project_id", null);
    assertThat(Payload.of(fields)).doesNotContain("pr_project_id").doesNotContain("sub_contact_id");
    sample.customer = 50;
    expect(Action.DECIDE, ReasonCode.CUSTOMER_UNLINKED);
  }

  @Test
  void anEntryOfASubprojectGoesToTheParentProject() {
    sample.subproject = 20L;
    assertThat(new TimesheetMapping().map(plan())).containsEntry("pr_project_id", 102L);
  }

  @Test
  void whatStartAndEndCannotTellNeedsADecisionWhereDurationsAreNotWanted() {
    sample.asDuration = false;
    assertThat(plan().action()).isEqualTo(Action.CREATE);
    sample.duration = 1800L;
    expect(Action.DECIDE, ReasonCode.DURATION_UNDECIDED);
    assertThat(plan().reason().args())
        .containsExactly("1800", "2026-09-07T08:00", "2026-09-07T09:00");
  }

  @Test
  void whereBexioKeepsNoSecondsStartAndEndAreEachCutToTheMinute() {
    sample.since = START.plusSeconds(17);
    sample.until = START.plusSeconds(3652);
    sample.duration = 3635L;
    assertThat(plan().secondsCut()).isZero();
    sample.secondsKept = false;
    EntryProposal proposal = plan();
    assertThat(proposal.reason()).isEqualTo(Reason.of(ReasonCode.SECONDS_CUT, 35));
    assertThat(new TimesheetMapping().map(proposal).get("tracking").toString())
        .isEqualTo("{type=range, start=2026-09-07 08:00:00, end=2026-09-07 09:00:00}");
    assertThat(proposal.secondsCut()).isEqualTo(35);
    sample.since = START.plusSeconds(59);
    sample.until = START.plusSeconds(3601);
    sample.duration = 3542L;
    assertThat(plan().secondsCut()).isEqualTo(-58);
    sample.since = START;
    sample.until = START.plusSeconds(60);
    sample.duration = 60L;
    assertThat(plan().reason()).isNull();
  }

  @Test
  void whatIsMissingOrUnlinkedIsForAPerson() {
    sample.customer = 50;
    expect(Action.DECIDE, ReasonCode.CUSTOMER_UNLINKED);
    sample.customer = 1;
    sample.project = null;
    expect(Action.DECIDE, ReasonCode.ENTRY_WITHOUT_PROJECT);
    sample.project = 50L;
    expect(Action.DECIDE, ReasonCode.PROJECT_UNLINKED);
    sample.project = 2L;
    sample.service = null;
    expect(Action.DECIDE, ReasonCode.ENTRY_WITHOUT_SERVICE);
    sample.service = 50L;
    expect(Action.DECIDE, ReasonCode.SERVICE_UNLINKED);
    sample.service = 3L;
    sample.user = 50;
    expect(Action.DECIDE, ReasonCode.USER_UNDECIDED);
  }

  @Test
  void aFictionalUserStandsInForAMissingOne() {
    sample.user = 50;
    sample.links.add(new Link(LinkKind.FICTIONAL_USER, 150, 50, "x", "x"));
    assertThat(plan().resolved().userId()).isEqualTo(150);
    sample.links.add(new Link(LinkKind.USER, 151, 50, "x", "x"));
    assertThat(plan().resolved().userId()).isEqualTo(151);
  }

  @Test
  void acrossADstNightAnEntryGoesAsADurationIfItCan() {
    sample.since = Instant.parse("2026-10-25T00:30:00Z");
    sample.until = Instant.parse("2026-10-25T01:30:00Z");
    EntryProposal proposal = plan();
    assertThat(proposal.reason()).isEqualTo(Reason.of(ReasonCode.SENT_AS_DURATION, 60));
    assertThat(new TimesheetMapping().map(proposal).get("tracking").toString())
        .isEqualTo("{type=duration, date=2026-10-25, duration=01:00}");
    sample.until = sample.until.plusSeconds(1);
    sample.duration = 3601L;
    expect(Action.DECIDE, ReasonCode.DURATION_NOT_WHOLE_MINUTES);
  }

  @Test
  void anExportedEntryIsUnchangedUntilItsSourceOrLinksChange() {
    String fingerprint = plan().fingerprint();
    sample.ledger = ledger(LedgerState.EXPORTED, fingerprint);
    EntryProposal unchanged = plan();
    assertThat(unchanged.unchanged()).isTrue();
    assertThat(unchanged.action()).isNull();
    assertThat(unchanged.target()).containsEntry("id", 904L);
    sample.text = "Another text";
    assertThat(plan().action()).isEqualTo(Action.UPDATE);
    assertThat(plan().isMapped()).isTrue();
    sample.text = "Text";
    sample.billable = Entry.BILLED;
    assertThat(plan().unchanged()).as("billing it in clockodo changes nothing in bexio").isTrue();
    sample.links.removeIf(link -> link.kind() == LinkKind.USER);
    sample.links.add(new Link(LinkKind.USER, 105, 4, "x", "x"));
    assertThat(plan().action()).isEqualTo(Action.UPDATE);
    assertThat(plan().isMapped()).isTrue();
  }

  @Test
  void whatIsExportedIsNoLongerExcludedByAnyRule() {
    sample.project = 9L;
    sample.hardBudgetToo = true;
    sample.ledger = ledger(LedgerState.EXPORTED, plan().fingerprint());
    sample.hardBudgetToo = false;
    sample.billable = Entry.BILLED;
    sample.demo = true;
    sample.notBefore = LocalDate.parse("2026-10-01");
    assertThat(plan().unchanged()).isTrue();
    sample.until = null;
    sample.duration = null;
    assertThat(plan().action()).as("its clock runs again").isNotEqualTo(Action.EXCLUDE);
  }

  @ParameterizedTest
  @EnumSource(
      value = LedgerState.class,
      names = {"SENDING", "UNKNOWN"})
  void whatMayHaveArrivedIsNeverPlannedAgain(LedgerState state) {
    sample.ledger = ledger(state, "other");
    EntryProposal proposal = plan();
    assertThat(proposal.state()).isEqualTo(RowState.UNKNOWN);
    assertThat(proposal.reason().code()).isEqualTo(ReasonCode.OUTCOME_UNKNOWN_EARLIER);
    assertThat(proposal.isMapped()).isFalse();
  }

  @Test
  void aRefusedEntryIsPlannedAgainWithWhatWasRefused() {
    sample.ledger = ledger(LedgerState.FAILED, "other");
    EntryProposal proposal = plan();
    assertThat(proposal.isMapped()).isTrue();
    assertThat(proposal.refusedPayload()).isEqualTo("{\"sent\":1}");
    assertThat(proposal.refusedMessage()).isEqualTo("422: no");
    sample.project = null;
    expect(Action.DECIDE, ReasonCode.ENTRY_WITHOUT_PROJECT);
  }

  @Test
  void twinsHaveOneFingerprintButTwoIds() {
    EntryProposal first = plan();
    sample.id = 2;
    EntryProposal second = plan();
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.source()).containsEntry("id", 2L);
  }

  private void expect(Action action, ReasonCode code) {
    EntryProposal proposal = plan();
    assertThat(proposal.action()).isEqualTo(action);
    assertThat(proposal.reason().code()).isEqualTo(code);
    assertThat(proposal.isMapped()).isFalse();
  }

  private EntryProposal plan() {
    return new EntryPlanner(
            new Links(sample.links),
            new Names(DATA),
            sample.rules(),
            missing(),
            sample.holdings,
            new DecisionsBySource(List.of()))
        .propose(sample.entry(), sample.ledger);
  }

  private Missing missing() {
    return new Missing(
        DATA,
        new Links(sample.links),
        MissingRules.parse("fictional"),
        new MissingPast(new DecisionsBySource(List.of()), List.of(), Map.of()),
        () -> 1);
  }

  private static LedgerRow ledger(LedgerState state, String fingerprint) {
    return new LedgerRow(
        1, state, "CREATE", fingerprint, "{\"sent\":1}", null, 904L, "422: no", 12, null, null);
  }

  /** An entry that can be exported, until a test spoils it. */
  private static final class Sample {

    private final List<Link> links = new ArrayList<>(LINKS);
    private final BexioHoldings holdings =
        new BexioHoldings(
            EchoRule.EXACT,
            Set.of(4, 5),
            LocalDate.parse("2026-09-01"),
            LocalDate.parse("2026-09-30"));
    private long id = 1;
    private int type = 1;
    private long customer = 1;
    private Long project = 2L;
    private Long service = 3L;
    private long user = 4;
    private int billable = 1;
    private String text = "Text";
    private Instant since = START;
    private Instant until = START.plusSeconds(3600);
    private Long duration = 3600L;
    private boolean demo;
    private LocalDate notBefore;
    private boolean billedToo;
    private boolean withoutProjectToo;
    private boolean hardBudgetToo;
    private boolean asDuration = true;
    private boolean secondsKept = true;
    private Long subproject;
    private LedgerRow ledger;

    private ExportRules rules() {
      return new ExportRules(
          ZURICH,
          notBefore,
          billedToo,
          withoutProjectToo,
          hardBudgetToo,
          asDuration,
          secondsKept,
          TimesheetText.AS_RECORDED,
          false,
          false);
    }

    private Entry entry() {
      return new Entry(
          id,
          type,
          customer,
          project,
          subproject,
          service,
          null,
          user,
          billable,
          null,
          text,
          since,
          until,
          duration,
          null,
          demo,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
  }
}
