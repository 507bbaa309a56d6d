package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
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
  private final Missing missing;

  public EntryPlanner(Links links, Names names, ExportRules rules, Missing missing) {
    this.links = links;
    this.names = names;
    this.rules = rules;
    this.missing = missing;
  }

  /**
   * @param ledger what the ledger knows of this entry, or null
   */
  public EntryProposal propose(Entry entry, LedgerRow ledger) {
    Link customer = links.ofClockodo(LinkKind.CUSTOMER, entry.customersId()).orElse(null);
    Link project = linkOf(LinkKind.PROJECT, entry.projectsId());
    Link activity = linkOf(LinkKind.ACTIVITY, entry.servicesId());
    Link user = links.userOf(entry.usersId()).orElse(null);
    Project bexioProject = project == null ? null : names.bexioProject(project.bexioId());
    EntryProposal.Resolved linked =
        new EntryProposal.Resolved(
            id(customer),
            bexioProject == null ? null : bexioProject.contactSubId(),
            id(project),
            id(activity),
            id(user));
    Map<String, Object> target = new LinkedHashMap<>();
    putTarget(target, "contact", customer);
    putTarget(target, "project", project);
    putTarget(target, "activity", activity);
    putTarget(target, "user", user);

    Map<String, Object> source = describe(entry);
    Verdict verdict = verdict(entry, ledger, linked, source, target);
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
        EntryPrint.of(source, target));
  }

  /**
   * @param supplies the user and activity of what is created, else null
   */
  private record Verdict(
      Action action,
      RowState state,
      Reason reason,
      String refusedPayload,
      Missing.Supplies supplies) {

    Verdict(Action action, RowState state, Reason reason, String refusedPayload) {
      this(action, state, reason, refusedPayload, null);
    }

    static Verdict exclude(ReasonCode code, Object... args) {
      return new Verdict(Action.EXCLUDE, RowState.PLANNED, Reason.of(code, args), null);
    }

    static Verdict decide(ReasonCode code, Object... args) {
      return new Verdict(Action.DECIDE, RowState.PLANNED, Reason.of(code, args), null);
    }
  }

  private Verdict verdict(
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
        yield EntryPrint.of(source, target).equals(ledger.fingerprint())
            ? new Verdict(null, null, null, null)
            : Verdict.decide(ReasonCode.CHANGED_AFTER_EXPORT, ledger.timesheetId());
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

  /** An entry that has no timesheet: rules, links, then what is created for it first. */
  private Verdict anew(
      Entry entry, LedgerRow refused, EntryProposal.Resolved linked, Map<String, Object> target) {
    return byRules(entry)
        .or(() -> byLinks(entry, linked))
        .orElseGet(
            () -> {
              Verdict verdict = create(entry, refused);
              return verdict.action() == Action.CREATE ? supplied(entry, verdict, target) : verdict;
            });
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

  private Optional<Verdict> byRules(Entry entry) {
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
    if (!rules.hardBudgetToo() && names.hardBudget(entry.projectsId())) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_HARD_BUDGET));
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

  private Map<String, Object> describe(Entry entry) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", entry.id());
    source.put("date", rules.wallTime().at(entry.timeSince()).toLocalDate().toString());
    source.put("start", entry.timeSince().toString());
    source.put("end", entry.timeUntil() == null ? null : entry.timeUntil().toString());
    source.put("seconds", entry.seconds());
    source.put("customer", names.customer(entry.customersId()));
    source.put("project", names.project(entry.projectsId()));
    source.put("service", names.service(entry.servicesId()));
    source.put("user", names.user(entry.usersId()));
    source.put("text", entry.text());
    source.put("billable", entry.billable());
    return source;
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
