package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.plan.ExportRowStore;
import ch.bexioclockodo.plan.InvoiceRowStore;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.run.LinkLine.State;
import ch.bexioclockodo.run.LinkLine.Thing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All links, what was decided about things that are not linked, and what the newest plans of import
 * and export leave to a person; nothing of it is asked of bexio or clockodo.
 *
 * @param planned whether there is an import plan at all
 */
public record LinkList(List<LinkLine> lines, boolean planned) {

  /** A plan of some kinds only says nothing about the others: so far back theirs is looked for. */
  private static final int PLANS = 100;

  private static final Set<RunRequest.Option> OF_SOME_ENTRIES_ONLY =
      Set.of(RunRequest.Option.SETTLE, RunRequest.Option.REBUILD, RunRequest.Option.INVOICE_DRAFTS);

  private static final List<String> KINDS =
      List.of(PlanRow.CUSTOMER, PlanRow.PROJECT, PlanRow.SERVICE, PlanRow.USER);

  /**
   * @param services what a service is in bexio, when its row does not say
   */
  public static LinkList read(Connection database, String connection, LinkKind services)
      throws SQLException {
    Map<DecisionSource, Decision> decisions = new HashMap<>();
    for (Decision decision : DecisionStore.all(database, connection)) {
      decisions.put(DecisionSource.of(decision), decision);
    }
    List<Plan> plans = PlanStore.newestRead(database, connection, Kind.IMPORT.word(), PLANS);
    Map<DecisionSource, PlannedRow> rows = rows(database, connection, plans, services);
    List<LinkLine> lines = new ArrayList<>();
    Map<DecisionSource, Link> links = new HashMap<>();
    for (Link link : LinkStore.all(database, connection)) {
      DecisionSource source = DecisionSource.of(link);
      links.put(source, link);
      Decision decision = decisions.get(source);
      // Where it needs one more decision, the line about that tells what was decided so far.
      boolean open = rows.containsKey(source) && rows.get(source).isOpen(decision);
      lines.add(linked(link, open ? null : decision));
    }
    decisions.forEach(
        (source, decision) -> {
          PlannedRow row = rows.get(source);
          if (!links.containsKey(source) && (row == null || !row.isOpen(decision))) {
            lines.add(decided(decision, row));
          }
        });
    rows.forEach(
        (source, row) -> {
          if (row.isOpen(decisions.get(source))) {
            lines.add(row.open(decisions.get(source), links.get(source)));
          }
        });
    lines.sort(
        Comparator.comparing(LinkLine::state)
            .thenComparing(LinkLine::kind)
            .thenComparing(LinkLine::sourceId));
    return new LinkList(List.copyOf(lines), !plans.isEmpty());
  }

  /** The line that shows what somebody wished and was kept. */
  public Optional<LinkLine> decidedAbout(Wish wish) {
    return lines.stream()
        .filter(line -> line.decision() == wish.choice())
        .filter(line -> line.kind() == wish.kind())
        .filter(line -> line.sourceId().equals(wish.sourceId()))
        .findFirst();
  }

  /** For each kind the rows of the newest plan that covers it. */
  private static Map<DecisionSource, PlannedRow> rows(
      Connection database, String connection, List<Plan> plans, LinkKind services)
      throws SQLException {
    Map<DecisionSource, PlannedRow> rows = new HashMap<>();
    for (String kind : KINDS) {
      Optional<Plan> newest = plans.stream().filter(plan -> covers(plan, kind)).findFirst();
      if (newest.isPresent()) {
        long id = newest.get().id();
        for (PlanRow row : PlanRowStore.decisive(database, connection, id, kind)) {
          PlannedRow planned = PlannedRow.of(row, newest.get().createdAt(), services);
          rows.put(DecisionSource.of(planned.kind(), row.sourceId()), planned);
        }
      }
    }
    List<Plan> exports = PlanStore.newestRead(database, connection, Kind.EXPORT.word(), PLANS);
    rows.putAll(timesheets(database, connection, exports));
    rows.putAll(drafts(database, exports));
    return rows;
  }

  /** The entries of the newest export plan about whose timesheets somebody must, or did, decide. */
  private static Map<DecisionSource, PlannedRow> timesheets(
      Connection database, String connection, List<Plan> exports) throws SQLException {
    Map<DecisionSource, PlannedRow> rows = new HashMap<>();
    Optional<Plan> newest =
        newestOfAllEntries(
            exports,
            plan ->
                Collections.disjoint(
                    Selection.read(plan.request()).options(), OF_SOME_ENTRIES_ONLY));
    if (newest.isPresent()) {
      Plan plan = newest.get();
      for (PlanRow row : ExportRowStore.decisive(database, connection, plan.id())) {
        rows.put(
            DecisionSource.of(LinkKind.TIMESHEET, row.sourceId()),
            new PlannedRow(LinkKind.TIMESHEET, row, plan.createdAt()));
      }
    }
    return rows;
  }

  /** The drafts of the newest plan of drafts about which somebody must decide. */
  private static Map<DecisionSource, PlannedRow> drafts(Connection database, List<Plan> exports)
      throws SQLException {
    Map<DecisionSource, PlannedRow> rows = new HashMap<>();
    Optional<Plan> newest =
        newestOfAllEntries(
            exports,
            plan -> Selection.read(plan.request()).wants(RunRequest.Option.INVOICE_DRAFTS));
    if (newest.isPresent()) {
      for (PlanRow row : InvoiceRowStore.decisive(database, newest.get().id())) {
        PlannedRow planned = new PlannedRow(LinkKind.INVOICE_DRAFT, row, newest.get().createdAt());
        rows.putIfAbsent(DecisionSource.of(LinkKind.INVOICE_DRAFT, planned.source().id()), planned);
      }
    }
    return rows;
  }

  /**
   * A run that only settles or rebuilds says nothing about the other entries, and a filtered one
   * only something where nobody has exported without a filter.
   */
  private static Optional<Plan> newestOfAllEntries(List<Plan> plans, Predicate<Plan> meant) {
    List<Plan> exports = plans.stream().filter(meant).toList();
    return exports.stream()
        .filter(plan -> Selection.read(plan.request()).filters().isEmpty())
        .findFirst()
        .or(() -> exports.stream().findFirst());
  }

  private static boolean covers(Plan plan, String kind) {
    return Selection.read(plan.request()).kinds().contains(kind);
  }

  private static LinkLine linked(Link link, Decision decision) {
    return new LinkLine(
        link.kind(),
        link.bexioId(),
        link.bexioName(),
        link.clockodoId(),
        link.clockodoName(),
        State.LINKED,
        decision == null ? null : decision.choice(),
        null,
        List.of());
  }

  /**
   * @param row what the newest plan knows of it, or null
   */
  private static LinkLine decided(Decision decision, PlannedRow row) {
    return LinkLine.of(
        decision.kind(),
        row == null ? new Thing(decision.sourceId(), null) : row.source(),
        row == null ? new Thing(decision.targetId(), null) : row.other(decision.targetId()),
        State.DECIDED,
        decision.choice(),
        null,
        List.of());
  }
}
