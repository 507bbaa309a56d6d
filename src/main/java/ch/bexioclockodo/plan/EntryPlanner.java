package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what an export does with one entry: compare with the ledger first, then the rules, then
 * the links.
 */
public final class EntryPlanner {

  private static final int SECONDS_PER_MINUTE = 60;

  private final Links links;
  private final Names names;
  private final ExportRules rules;
  private final BexioHoldings holdings;

  /**
   * @param holdings what bexio holds of what is exported already
   */
  public EntryPlanner(Links links, Names names, ExportRules rules, BexioHoldings holdings) {
    this.links = links;
    this.names = names;
    this.rules = rules;
    this.holdings = holdings;
  }

  /** Whether an entry is exported and has not changed since, as far as clockodo is asked. */
  public boolean isAsExported(Entry entry, LedgerRow ledger) {
    return ledger != null
        && ledger.state() == LedgerState.EXPORTED
        && !rules.remap()
        && fingerprint(entry, resolve(entry)).equals(ledger.fingerprint());
  }

  /** Whether the lists of both systems can be done without: it stays out by what the entry says. */
  public boolean isPlainlyExcluded(Entry entry, LedgerRow ledger) {
    return ledger == null && byEntry(entry).isPresent();
  }

  private EntryProposal.Resolved resolve(Entry entry) {
    Link project = linkOf(LinkKind.PROJECT, entry.projectsId());
    Project bexioProject = project == null ? null : names.bexioProject(project.bexioId());
    return new EntryProposal.Resolved(
        id(links.ofClockodo(LinkKind.CUSTOMER, entry.customersId()).orElse(null)),
        bexioProject == null ? null : bexioProject.contactSubId(),
        id(project),
        id(linkOf(LinkKind.ACTIVITY, entry.servicesId())),
        id(links.userOf(entry.usersId()).orElse(null)));
  }

  /**
   * @param ledger what the ledger knows of this entry, or null
   */
  public EntryProposal propose(Entry entry, LedgerRow ledger) {
    Link customer = links.ofClockodo(LinkKind.CUSTOMER, entry.customersId()).orElse(null);
    Link project = linkOf(LinkKind.PROJECT, entry.projectsId());
    Link activity = linkOf(LinkKind.ACTIVITY, entry.servicesId());
    Link user = links.userOf(entry.usersId()).orElse(null);
    EntryProposal.Resolved resolved = resolve(entry);
    Map<String, Object> target = new LinkedHashMap<>();
    putTarget(target, "contact", customer);
    putTarget(target, "project", project);
    putTarget(target, "activity", activity);
    putTarget(target, "user", user);
    if (resolved.subContactId() != null) {
      target.put("subContact", Map.of("id", resolved.subContactId()));
    }

    Verdict verdict = verdict(entry, ledger, resolved, target);
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
        names.describe(entry, rules.wallTime().zone()),
        target,
        fingerprint(entry, resolved),
        verdict.action() == Action.UPDATE ? change(ledger) : null);
  }

  private EntryProposal.Change change(LedgerRow ledger) {
    boolean known = ledger.entry() != null && !rules.remap();
    return new EntryProposal.Change(
        known ? EntryMemory.read(ledger.entry()) : null,
        Timesheet.read(ledger.sent()),
        holdings.of(ledger).there());
  }

  private record Verdict(Action action, RowState state, Reason reason, String refusedPayload) {

    static Verdict exclude(ReasonCode code, Object... args) {
      return new Verdict(Action.EXCLUDE, RowState.PLANNED, Reason.of(code, args), null);
    }

    static Verdict decide(ReasonCode code, Object... args) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, Reason.of(code, args), null);
    }
  }

  private Verdict verdict(
      Entry entry, LedgerRow ledger, EntryProposal.Resolved resolved, Map<String, Object> target) {
    if (ledger == null) {
      return byRules(entry).or(() -> byLinks(entry, resolved)).orElseGet(() -> create(entry, null));
    }
    return switch (ledger.state()) {
      case EXPORTED -> {
        target.put("id", ledger.timesheetId());
        yield exported(entry, ledger, resolved);
      }
      case UNCLEAR -> Verdict.decide(ReasonCode.OUTCOME_NEAR, text(ledger.message()));
      case DELETED -> Verdict.decide(ReasonCode.DELETED_EARLIER, ledger.timesheetId());
      case WITHDRAWN ->
          rules.again()
              ? byRules(entry)
                  .or(() -> byLinks(entry, resolved))
                  .orElseGet(() -> create(entry, null))
              : Verdict.exclude(ReasonCode.ENTRY_WITHDRAWN);
      case SENDING, UNKNOWN ->
          new Verdict(
              Action.CREATE,
              RowState.UNKNOWN,
              Reason.of(ReasonCode.OUTCOME_UNKNOWN_EARLIER, ledger.run(), text(ledger.message())),
              null);
      case RELEASED ->
          byRules(entry).or(() -> byLinks(entry, resolved)).orElseGet(() -> create(entry, null));
      case FAILED ->
          byRules(entry).or(() -> byLinks(entry, resolved)).orElseGet(() -> create(entry, ledger));
    };
  }

  /** What becomes of an entry whose timesheet is in bexio; it is never excluded. */
  private Verdict exported(Entry entry, LedgerRow ledger, EntryProposal.Resolved resolved) {
    boolean changed = !fingerprint(entry, resolved).equals(ledger.fingerprint());
    Reason against = FollowUp.against(ledger, holdings.of(ledger), changed);
    if (!changed && against != null) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, against, null);
    }
    if (!changed && (!rules.remap() || holdings.of(ledger).locked())) {
      return new Verdict(null, null, null, null);
    }
    if (!entry.time() || entry.running()) {
      return Verdict.decide(ReasonCode.CHANGED_TO_NO_TIME, ledger.timesheetId());
    }
    if (resolved.contactId() == null
        || entry.projectsId() != null && resolved.projectId() == null) {
      Map<String, Object> thing =
          resolved.contactId() == null
              ? names.customer(entry.customersId())
              : names.project(entry.projectsId());
      return Verdict.decide(
          ReasonCode.CHANGED_TO_UNLINKED, thing.get("name"), thing.get("id"), ledger.timesheetId());
    }
    if (against != null) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, against, null);
    }
    if (fingerprint(entry, resolved).equals(ledger.refused())) {
      return new Verdict(
          Action.UPDATE,
          RowState.FAILED,
          Reason.of(ReasonCode.REFUSED_EARLIER, text(ledger.message())),
          null);
    }
    return byLinks(entry, resolved)
        .orElseGet(
            () -> {
              Verdict asNew = create(entry, null);
              return asNew.action() == Action.DECIDE
                  ? asNew
                  : new Verdict(Action.UPDATE, RowState.PLANNED, asNew.reason(), null);
            });
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

  private Optional<Verdict> byRules(Entry entry) {
    Optional<Verdict> plainly = byEntry(entry);
    if (plainly.isPresent()) {
      return plainly;
    }
    if (!rules.hardBudgetToo() && names.hardBudget(entry.projectsId())) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_HARD_BUDGET));
    }
    return Optional.empty();
  }

  /** What the entry itself says, without any list. */
  private Optional<Verdict> byEntry(Entry entry) {
    if (entry.demoData()) {
      return Optional.of(Verdict.exclude(ReasonCode.DEMO_DATA));
    }
    if (!entry.time() && !entry.lumpSum()) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_OF_UNKNOWN_TYPE));
    }
    if (entry.running()) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_RUNNING));
    }
    if (entry.lumpSum()) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_LUMP_SUM));
    }
    if (rules.notBefore() != null
        && rules.wallTime().at(entry.timeSince()).toLocalDate().isBefore(rules.notBefore())) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_BEFORE_START, rules.notBefore()));
    }
    if (entry.billable() == Entry.BILLED && !rules.billedToo()) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_BILLED));
    }
    if (entry.billable() == Entry.BILLABLE_HIDDEN) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_BILLABLE_HIDDEN));
    }
    return Optional.empty();
  }

  private Optional<Verdict> byLinks(Entry entry, EntryProposal.Resolved resolved) {
    if (resolved.contactId() == null) {
      return unlinked(ReasonCode.CUSTOMER_UNLINKED, names.customer(entry.customersId()));
    }
    Optional<Verdict> byProject = byProject(entry, resolved);
    if (byProject.isPresent()) {
      return byProject;
    }
    if (entry.servicesId() == null) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_WITHOUT_SERVICE));
    }
    if (resolved.activityId() == null) {
      return unlinked(ReasonCode.SERVICE_UNLINKED, names.service(entry.servicesId()));
    }
    if (resolved.userId() == null) {
      return unlinked(ReasonCode.USER_UNLINKED, names.user(entry.usersId()));
    }
    return Optional.empty();
  }

  private Optional<Verdict> byProject(Entry entry, EntryProposal.Resolved resolved) {
    if (entry.projectsId() == null) {
      return rules.withoutProjectToo()
          ? Optional.empty()
          : Optional.of(Verdict.decide(ReasonCode.ENTRY_WITHOUT_PROJECT));
    }
    if (resolved.projectId() == null) {
      return unlinked(ReasonCode.PROJECT_UNLINKED, names.project(entry.projectsId()));
    }
    if (names.bexioProject(resolved.projectId()) == null) {
      Map<String, Object> project = names.project(entry.projectsId());
      return Optional.of(
          Verdict.decide(
              ReasonCode.PROJECT_NOT_LISTED,
              project.get("name"),
              project.get("id"),
              resolved.projectId()));
    }
    return Optional.empty();
  }

  private static Optional<Verdict> unlinked(ReasonCode code, Map<String, Object> thing) {
    return Optional.of(Verdict.decide(code, thing.get("name"), thing.get("id")));
  }

  /**
   * What makes an exported entry *changed*: its own fields and its links; not what bexio's project
   * says besides.
   */
  private static String fingerprint(Entry entry, EntryProposal.Resolved resolved) {
    return Fingerprint.of(
        entry.timeSince(),
        entry.timeUntil(),
        entry.seconds(),
        entry.text(),
        entry.billable() != Entry.NOT_BILLABLE,
        resolved.contactId(),
        resolved.projectId(),
        resolved.activityId(),
        resolved.userId());
  }

  private Link linkOf(LinkKind kind, Long clockodoId) {
    return clockodoId == null ? null : links.ofClockodo(kind, clockodoId).orElse(null);
  }

  private static Long id(Link link) {
    return link == null ? null : link.bexioId();
  }

  private static void putTarget(Map<String, Object> target, String name, Link link) {
    if (link != null) {
      Map<String, Object> named = new LinkedHashMap<>();
      named.put("id", link.bexioId());
      named.put("name", link.bexioName());
      target.put(name, named);
    }
  }

  private static String text(String message) {
    return message == null ? "no outcome was recorded" : message;
  }
}
