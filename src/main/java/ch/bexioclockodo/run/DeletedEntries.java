package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerState;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.ledger.LedgerWindow;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.BexioHoldings;
import ch.bexioclockodo.plan.EntryMemory;
import ch.bexioclockodo.plan.ExportRowStore;
import ch.bexioclockodo.plan.Fingerprint;
import ch.bexioclockodo.plan.FollowUp;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans what becomes of the timesheets of entries that clockodo no longer has: the timesheet goes
 * to the new entry that has taken the place of the old one, or is deleted; when somebody has
 * touched, invoiced or closed it, it is for a person; one who said that the entry is left alone has
 * decided, unless a new one takes its place.
 */
final class DeletedEntries {

  private static final int PAGE = 500;

  private final Connection database;
  private final ActiveRun run;
  private final ZoneId zone;

  DeletedEntries(Connection database, ActiveRun run, ZoneId zone) {
    this.database = database;
    this.run = run;
    this.zone = zone;
  }

  List<PlanRow> plan() throws SQLException {
    List<LedgerRow> exported = new ArrayList<>();
    for (LedgerRow row : run.window().absence().deleted()) {
      if (row.state() == LedgerState.EXPORTED) {
        exported.add(row);
      } else if (run.lock() != null) {
        LedgerWindow.forget(database, run.identity().bexioCompany(), row.entryId());
      }
    }
    List<PlanRow> candidates = candidates(exported);
    List<PlanRow> rows = new ArrayList<>();
    DecisionsBySource decisions =
        new DecisionsBySource(DecisionStore.all(database, run.request().connection()));
    for (LedgerRow row : exported) {
      BexioHoldings.Standing standing = run.window().holdings().of(row);
      Optional<PlanRow> replacement = replacement(row, candidates);
      if (replacement.isPresent()) {
        candidates.remove(replacement.get());
        PlanRow replanned =
            standing.there() == null
                ? forAPerson(row, replacement.get())
                : relinked(row, standing, replacement.get());
        ExportRowStore.replan(database, run.draft().planId(), replanned);
      } else if (!isLeftAlone(decisions, row)) {
        rows.add(deletion(row, standing));
      }
    }
    return rows;
  }

  /** Whatever becomes of its timesheet is right, also once it is no longer closed. */
  private static boolean isLeftAlone(DecisionsBySource decisions, LedgerRow row) {
    return decisions
        .of(LinkKind.TIMESHEET, row.entryId())
        .filter(decision -> decision.choice() == Choice.IGNORE)
        .isPresent();
  }

  private static boolean isFree(BexioHoldings.Standing standing) {
    return standing.touched().isEmpty() && !standing.locked();
  }

  /**
   * New entries of the same users: one of them may be the old one, entered anew, unless a person
   * has said what becomes of it.
   */
  private List<PlanRow> candidates(List<LedgerRow> exported) throws SQLException {
    Set<Long> users =
        exported.stream()
            .filter(row -> row.entry() != null)
            .map(row -> EntryMemory.read(row.entry()).entry().usersId())
            .collect(Collectors.toSet());
    List<PlanRow> candidates = new ArrayList<>();
    int last = 0;
    List<PlanRow> page;
    do {
      page = PlanRowStore.after(database, run.draft().planId(), last, PAGE);
      for (PlanRow row : page) {
        last = row.id();
        if (PlanRow.TIMESHEET.equals(row.kind())
            && row.action() == Action.CREATE
            && row.state() == RowState.PLANNED
            && !row.target().containsKey("decided")
            && users.contains(entry(row).usersId())) {
          candidates.add(row);
        }
      }
    } while (!users.isEmpty() && page.size() == PAGE);
    candidates.removeAll(ofTheLedger(candidates));
    return candidates;
  }

  /**
   * What was sent before, and refused or not found in bexio, stands for itself: its row in the
   * ledger may still have to answer for a timesheet that comes late.
   */
  private List<PlanRow> ofTheLedger(List<PlanRow> rows) throws SQLException {
    Set<Long> known =
        LedgerStore.find(
                database,
                run.identity().bexioCompany(),
                rows.stream().map(PlanRow::sourceId).toList())
            .keySet();
    return rows.stream().filter(row -> known.contains(row.sourceId())).toList();
  }

  private static Entry entry(PlanRow row) {
    return EntryMemory.of(row.source(), row.target()).entry();
  }

  private static Optional<PlanRow> replacement(LedgerRow row, List<PlanRow> candidates) {
    if (row.entry() == null) {
      return Optional.empty();
    }
    Entry former = EntryMemory.read(row.entry()).entry();
    List<PlanRow> ofUser =
        candidates.stream()
            .filter(candidate -> entry(candidate).usersId() == former.usersId())
            .toList();
    return ofUser.stream()
        .filter(candidate -> isSameTime(former, entry(candidate)))
        .findFirst()
        .or(
            () ->
                ofUser.stream()
                    .filter(candidate -> overlaps(former, entry(candidate)))
                    .findFirst());
  }

  private static boolean isSameTime(Entry one, Entry other) {
    return one.timeSince().equals(other.timeSince()) && one.timeUntil().equals(other.timeUntil());
  }

  private static boolean overlaps(Entry one, Entry other) {
    Instant start =
        one.timeSince().isAfter(other.timeSince()) ? one.timeSince() : other.timeSince();
    Instant end = one.timeUntil().isBefore(other.timeUntil()) ? one.timeUntil() : other.timeUntil();
    return start.isBefore(end);
  }

  /**
   * Somebody has deleted the timesheet in bexio, so the new entry can neither inherit it nor be
   * sent as if nothing had been decided about this work.
   */
  private static PlanRow forAPerson(LedgerRow former, PlanRow planned) {
    Map<String, Object> target = new LinkedHashMap<>(planned.target());
    target.put("formerEntry", former.entryId());
    return new PlanRow(
        planned.id(),
        planned.kind(),
        Action.DECIDE,
        planned.state(),
        Reason.of(ReasonCode.FORMER_TIMESHEET_GONE, former.entryId(), former.timesheetId()),
        planned.sourceId(),
        planned.source(),
        null,
        target,
        null,
        planned.dependsOn(),
        planned.seconds(),
        planned.fingerprint(),
        null,
        null,
        planned.counted(),
        planned.reportGroup());
  }

  /**
   * The new entry inherits the timesheet. One that is invoiced, closed, or that somebody has edited
   * is not written to, and above all not sent a second time: the next run shows how it stands.
   */
  private static PlanRow relinked(
      LedgerRow former, BexioHoldings.Standing standing, PlanRow planned) {
    Map<String, Object> overlay =
        isFree(standing)
            ? FollowUp.overlay(
                standing.there(),
                Timesheet.read(former.sent()).fields(),
                Timesheet.read(planned.payload()).fields())
            : null;
    Map<String, Object> target = new LinkedHashMap<>(planned.target());
    target.put("id", former.timesheetId());
    target.put("formerEntry", former.entryId());
    return new PlanRow(
        planned.id(),
        planned.kind(),
        overlay == null ? Action.LINK : Action.UPDATE,
        planned.state(),
        Reason.of(ReasonCode.ENTRY_RELINKED, former.entryId(), former.timesheetId()),
        planned.sourceId(),
        planned.source(),
        former.timesheetId(),
        target,
        overlay == null ? planned.payload() : Payload.ofChanges(overlay),
        planned.dependsOn(),
        planned.seconds(),
        planned.fingerprint(),
        null,
        standing.there().write(),
        planned.counted(),
        planned.reportGroup());
  }

  private PlanRow deletion(LedgerRow row, BexioHoldings.Standing standing) {
    boolean free = standing.there() == null || isFree(standing);
    ReasonCode code =
        free
            ? ReasonCode.ENTRY_DELETED
            : standing.locked()
                ? ReasonCode.ENTRY_DELETED_LOCKED
                : ReasonCode.ENTRY_DELETED_TOUCHED;
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", row.timesheetId());
    return new PlanRow(
            run.draft().nextRow(),
            PlanRow.TIMESHEET,
            free ? Action.DELETE : Action.DECIDE,
            RowState.PLANNED,
            Reason.of(code, row.timesheetId()),
            row.entryId(),
            source(row),
            row.timesheetId(),
            target,
            null,
            Set.of(),
            0,
            Fingerprint.of("deleted", row.fingerprint()),
            null,
            standing.there() == null ? null : standing.there().write())
        .uncounted();
  }

  private Map<String, Object> source(LedgerRow row) {
    if (row.entry() == null) {
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("id", row.entryId());
      source.put("date", String.valueOf(Timesheet.read(row.sent()).date()));
      source.put("seconds", 0);
      return source;
    }
    return run.window().names().describe(EntryMemory.read(row.entry()).entry(), zone);
  }
}
