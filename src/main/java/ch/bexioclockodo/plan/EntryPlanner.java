package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what an export does with one entry: compare with the ledger first, then the rules, then
 * the links.
 */
public final class EntryPlanner {

  private static final int SECONDS_PER_MINUTE = 60;

  private final EntryLinks links;
  private final Names names;
  private final ExportRules rules;
  private final Missing missing;
  private final BexioHoldings holdings;
  private final DecisionsBySource decisions;
  private final Exclusions exclusions;
  private Set<Long> invoiced = Set.of();

  /**
   * @param holdings what bexio holds of what is exported already
   * @param decisions what people have decided about timesheets
   */
  public EntryPlanner(
      Links links,
      Names names,
      ExportRules rules,
      Missing missing,
      BexioHoldings holdings,
      DecisionsBySource decisions) {
    this.links = new EntryLinks(links, names, missing, rules.withoutProjectToo());
    this.names = names;
    this.rules = rules;
    this.missing = missing;
    this.holdings = holdings;
    this.decisions = decisions;
    this.exclusions = new Exclusions(names, rules);
  }

  /** Which entries of the page at hand are in an invoice draft, and so in no timesheet. */
  public void invoiced(Set<Long> entries) {
    invoiced = entries;
  }

  /** Whether an entry is exported and has not changed since, as far as clockodo is asked. */
  public boolean isAsExported(Entry entry, LedgerRow ledger) {
    return ledger != null
        && ledger.state() == LedgerState.EXPORTED
        && !rules.remap()
        && !isToBeCarriedOut(entry)
        && EntryPrint.of(entry, links.resolve(entry)).equals(ledger.fingerprint());
  }

  private boolean isToBeCarriedOut(Entry entry) {
    return decisions
        .of(LinkKind.TIMESHEET, entry.id())
        .filter(decision -> decision.choice() != Choice.IGNORE)
        .isPresent();
  }

  /** Whether the lists of both systems can be done without: it stays out by what the entry says. */
  public boolean isPlainlyExcluded(Entry entry, LedgerRow ledger) {
    return ledger == null
        ? invoiced.contains(entry.id()) || exclusions.byEntry(entry).isPresent()
        : ledger.state() == LedgerState.WITHDRAWN && !rules.again();
  }

  private Map<String, Object> describe(Entry entry) {
    return names.describe(entry, rules.wallTime().zone());
  }

  /**
   * @param ledger what the ledger knows of this entry, or null
   */
  public EntryProposal propose(Entry entry, LedgerRow ledger) {
    EntryProposal.Resolved linked = links.resolve(entry);
    Map<String, Object> target = links.target(entry, linked);
    Map<String, Object> source = describe(entry);
    Verdict verdict = verdict(entry, ledger, linked, source, target);
    verdict.describe(target);
    EntryProposal.Resolved resolved =
        verdict.supplies() == null ? linked : linked.with(verdict.supplies());
    return new EntryProposal(
        entry,
        rules,
        verdict.action(),
        verdict.state(),
        verdict.reason(),
        verdict.action() == null,
        resolved,
        verdict.refusedPayload(),
        ledger == null ? null : text(ledger.message()),
        source,
        target,
        EntryPrint.of(source, target),
        verdict.decided() != null
            ? verdict.decided().change(ledger)
            : verdict.action() == Action.UPDATE ? change(ledger) : null,
        verdict.decided() != null);
  }

  private EntryProposal.Change change(LedgerRow ledger) {
    boolean known = ledger.entry() != null && !rules.remap();
    return new EntryProposal.Change(
        known ? EntryMemory.read(ledger.entry()) : null,
        Timesheet.read(ledger.sent()),
        holdings.of(ledger).there());
  }

  private Verdict verdict(
      Entry entry,
      LedgerRow ledger,
      EntryProposal.Resolved linked,
      Map<String, Object> source,
      Map<String, Object> target) {
    Decision decision = decisions.of(LinkKind.TIMESHEET, entry.id()).orElse(null);
    if (decision == null) {
      return undecided(entry, ledger, linked, source, target);
    }
    boolean exported = ledger != null && ledger.state() == LedgerState.EXPORTED;
    if (exported && (!entry.time() || entry.running()) && decision.choice() != Choice.IGNORE) {
      return undecided(entry, ledger, linked, source, target);
    }
    BexioHoldings.Standing standing = exported ? holdings.of(ledger) : null;
    return switch (TimesheetChoice.of(decision, ledger, standing)) {
      case LEAVE_OUT -> Verdict.exclude(ReasonCode.DECIDED_IGNORE, decision.decidedBy());
      case LEAVE_ALONE -> Verdict.leaveAlone(decision, exported && !standing.isGone());
      case SEND -> {
        target.remove("id");
        yield anew(entry, null, linked, target).decided(decision, ledger, null);
      }
      case ADOPT ->
          holdings
              .reserved(decision.targetId())
              .map(there -> anew(entry, null, linked, target).decided(decision, ledger, there))
              .orElseGet(
                  () ->
                      Verdict.decide(
                          ReasonCode.DECIDED_NOT_THERE, decision.targetId(), entry.id()));
      case TAKE_OVER, WRITE_OVER -> {
        target.put("id", ledger.timesheetId());
        yield links
            .against(entry, linked)
            .orElseGet(() -> update(entry, target).decided(decision, ledger, standing.there()));
      }
      case NOTHING -> undecided(entry, ledger, linked, source, target);
    };
  }

  private Verdict undecided(
      Entry entry,
      LedgerRow ledger,
      EntryProposal.Resolved linked,
      Map<String, Object> source,
      Map<String, Object> target) {
    if (ledger == null) {
      return anew(entry, null, linked, target);
    }
    return switch (ledger.state()) {
      case EXPORTED -> {
        target.put("id", ledger.timesheetId());
        missing
            .insteadOf(entry.usersId())
            .ifPresent(other -> target.put("user", other.described()));
        yield exported(entry, ledger, linked, EntryPrint.of(source, target), target);
      }
      case UNCLEAR -> Verdict.decide(ReasonCode.OUTCOME_NEAR, text(ledger.message()));
      case DELETED -> Verdict.decide(ReasonCode.DELETED_EARLIER, ledger.timesheetId());
      case WITHDRAWN ->
          rules.again()
              ? anew(entry, null, linked, target)
              : Verdict.exclude(ReasonCode.ENTRY_WITHDRAWN);
      case SENDING, UNKNOWN ->
          new Verdict(
              Action.CREATE,
              RowState.UNKNOWN,
              Reason.of(ReasonCode.OUTCOME_UNKNOWN_EARLIER, ledger.run(), text(ledger.message())),
              null);
      case RELEASED -> anew(entry, null, linked, target);
      case FAILED -> anew(entry, ledger, linked, target);
    };
  }

  /** What becomes of an entry whose timesheet is in bexio; it is never excluded. */
  private Verdict exported(
      Entry entry,
      LedgerRow ledger,
      EntryProposal.Resolved linked,
      String fingerprint,
      Map<String, Object> target) {
    boolean changed = !fingerprint.equals(ledger.fingerprint());
    BexioHoldings.Standing standing = holdings.of(ledger);
    Reason against = FollowUp.against(ledger, standing, changed);
    if (!changed && against != null) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, against, null);
    }
    if (!changed && (!rules.remap() || standing.locked())) {
      return new Verdict(null, null, null, null);
    }
    if (!entry.time() || entry.running()) {
      return Verdict.decide(ReasonCode.CHANGED_TO_NO_TIME, ledger.timesheetId());
    }
    if (linked.contactId() == null || entry.projectsId() != null && linked.projectId() == null) {
      Map<String, Object> thing =
          linked.contactId() == null
              ? names.customer(entry.customersId())
              : names.project(entry.projectsId());
      return Verdict.decide(
          ReasonCode.CHANGED_TO_UNLINKED, thing.get("name"), thing.get("id"), ledger.timesheetId());
    }
    if (against != null) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, against, null);
    }
    if (fingerprint.equals(ledger.refused())) {
      return new Verdict(
          Action.UPDATE,
          RowState.FAILED,
          Reason.of(ReasonCode.REFUSED_EARLIER, text(ledger.message())),
          null);
    }
    return links.against(entry, linked).orElseGet(() -> update(entry, target));
  }

  private Verdict update(Entry entry, Map<String, Object> target) {
    Verdict asNew = create(entry, null);
    if (asNew.action() == Action.CREATE) {
      asNew = supplied(entry, asNew, target);
    }
    return asNew.action() == Action.DECIDE
        ? asNew
        : new Verdict(Action.UPDATE, RowState.PLANNED, asNew.reason(), null, asNew.supplies());
  }

  /** An entry that has no timesheet: rules, links, then what is created for it first. */
  private Verdict anew(
      Entry entry, LedgerRow refused, EntryProposal.Resolved linked, Map<String, Object> target) {
    return inDraft(entry)
        .or(() -> exclusions.of(entry))
        .or(() -> links.against(entry, linked))
        .orElseGet(
            () -> {
              Verdict verdict = create(entry, refused);
              return verdict.action() == Action.CREATE ? supplied(entry, verdict, target) : verdict;
            });
  }

  private Optional<Verdict> inDraft(Entry entry) {
    return invoiced.contains(entry.id())
        ? Optional.of(Verdict.exclude(ReasonCode.ENTRY_INVOICED))
        : Optional.empty();
  }

  /** Users and services that are not linked are created or linked first, or need a person. */
  private Verdict supplied(Entry entry, Verdict create, Map<String, Object> target) {
    Missing.Supplies supplies = missing.supplies(entry.usersId(), entry.servicesId());
    if (supplies.undecided() != null) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, supplies.undecided(), null);
    }
    target.put("activity", supplies.activity().described());
    target.put("user", supplies.user().described());
    return new Verdict(
        Action.CREATE,
        RowState.PLANNED,
        create.reason() == null ? supplies.user().note() : create.reason(),
        create.refusedPayload(),
        supplies);
  }

  /**
   * A refused entry is planned again only when its source changed; an unchanged payload is noticed
   * after mapping.
   */
  private Verdict create(Entry entry, LedgerRow refused) {
    EntryTimes times = new EntryTimes(entry, rules);
    Reason reason = null;
    if (!times.asRange()) {
      if (!rules.asDuration()) {
        return Verdict.decide(
            ReasonCode.DURATION_UNDECIDED,
            entry.seconds(),
            rules.wallTime().at(entry.timeSince()),
            rules.wallTime().at(entry.timeUntil()));
      }
      if (!times.wholeMinutes()) {
        return Verdict.decide(ReasonCode.DURATION_NOT_WHOLE_MINUTES, entry.seconds());
      }
      reason = Reason.of(ReasonCode.SENT_AS_DURATION, entry.seconds() / SECONDS_PER_MINUTE);
    } else if (times.isCut()) {
      reason = Reason.of(ReasonCode.SECONDS_CUT, times.secondsCut());
    }
    return new Verdict(
        Action.CREATE, RowState.PLANNED, reason, refused == null ? null : refused.sent());
  }

  private static String text(String message) {
    return message == null ? "no outcome was recorded" : message;
  }
}
