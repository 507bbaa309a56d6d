package ch.bexioclockodo.console;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.plan.RowTab;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.ReportRows;
import ch.bexioclockodo.run.RunStore;
import ch.bexioclockodo.run.RunStore.StoredRun;
import ch.bexioclockodo.run.StopSignal;
import ch.bexioclockodo.run.StoredReports;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** A stored plan: what it will do, then how far it is, then what came of each row. */
public final class PlanPage extends ConnectorBean {

  private static final String CONNECTION = "default";
  private static final String PLAN = "bexioClockodoPlan";
  private static final String UNCHANGED = "unchanged";
  private static final int GROUPS = 100;
  private static final int FIRST_ROWS = 200;
  private static final int RUNS_LOOKED_AT = 20;

  /**
   * The plan as it stands.
   *
   * @param first what is made before the entries that need it
   * @param drafts the invoice drafts that the entries become
   * @param tab the word of the tab that is open
   * @param groups the report groups that the tab has rows in, or of unchanged entries
   * @param totals the hours of the tab by each key of the grouping
   * @param more the query of the next page of groups, or null
   * @param rows rows beside all groups, or of the one group that was asked for
   * @param moreRows the query of the next page of those, or null
   * @param act what can be done with it now
   */
  record View(
      long number,
      String kind,
      String company,
      Instant readAt,
      ReportView report,
      Map<String, long[]> sums,
      List<RowView> first,
      List<RowView> drafts,
      String tab,
      List<Group> groups,
      List<GroupTotals> totals,
      String more,
      List<RowView> rows,
      String moreRows,
      Act act,
      ZoneId zone) {

    long count(String word) {
      return sums.get(word)[0];
    }

    long seconds(String word) {
      return sums.get(word)[1];
    }
  }

  /** A report group with what a tab holds of it. */
  record Group(int number, String name, long count, long seconds) {}

  /**
   * What can be done.
   *
   * @param state running, applied, old (something was written since) or ready
   * @param run the run that applied it, or null
   * @param left how many rows still wait to be carried out
   */
  record Act(String state, Long run, long left, boolean applies) {}

  /** How far a run is. */
  record Going(long number, long done, long total, String passed, String left, boolean writing) {}

  /** A page of rows, as part of the page. */
  record Rows(List<RowView> rows, String more) {}

  /** Shows the plan. */
  public void show(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Plan plan = plan(visit);
    ReportRows rows = new ReportRows(dataSource(), plan.id());
    String tab = tab(visit.field("tab"));
    WallTime wallTime = new WallTime(settings().zone());
    List<Group> groups = List.of();
    Rows shown = new Rows(List.of(), null);
    String more = null;
    if (visit.field("group").matches("\\d{1,9}")) {
      shown = rows(visit, plan.id(), wallTime);
    } else {
      List<Group> all = groups(rows, tab);
      int from = Math.min(number(visit.field("from")), all.size());
      int to = Math.min(from + GROUPS, all.size());
      more = to < all.size() ? "?tab=" + tab + "&from=" + to : null;
      groups = all.subList(from, to);
      if (!UNCHANGED.equals(tab) && from == 0) {
        shown = beside(visit, rows, tab, wallTime);
      }
    }
    Map<String, Object> report =
        plan.run() == null
            ? new StoredReports(dataSource(), CONNECTION).ofPlan(plan.id()).orElseThrow()
            : new StoredReports(dataSource(), CONNECTION).ofRun(plan.run()).orElseThrow();
    ReportView view = ReportView.of(report);
    visit.show(
        "plan",
        new View(
            plan.id(),
            plan.kind(),
            company(),
            plan.readAt(),
            view,
            sums(rows, plan),
            all(rows, RowTab.FIRST, wallTime),
            all(rows, RowTab.DRAFTS, wallTime),
            tab,
            groups,
            totals(rows, tab),
            more,
            shown.rows(),
            shown.more(),
            act(plan, view),
            settings().zone()));
  }

  /** Gives the rows of one group, which the page unfolds. */
  public void rows(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Plan plan = plan(visit);
    visit.show("rowspart", rows(visit, plan.id(), new WallTime(settings().zone())));
  }

  /** Asks whether the plan is really to be carried out, with its numbers. */
  public void confirm(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    show(visit);
    visit.show("confirm", visit.view());
  }

  /** Carries exactly this plan out, in the background. */
  public void apply(Exchange exchange, @Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Plan plan = plan(visit);
    Background.begin(getCamelContext(), exchange, visit, plan.kind(), Map.of(PLAN, plan.id()));
    visit.send("/plan/" + plan.id());
  }

  /** Tells how far the run is; when it has ended, the whole page comes anew. */
  public void progress(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Plan plan = plan(visit);
    if (isRunning(plan)) {
      visit.show("going", going(plan));
    } else {
      WorkPage.forward(visit, "/plan/" + plan.id());
    }
  }

  /** Ends the run after the rows that are under way; the rest stays planned. */
  public void stop(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Plan plan = plan(visit);
    getCamelContext()
        .getRegistry()
        .lookupByNameAndType("bexioClockodoStop", StopSignal.class)
        .requestFor(plan.id());
    visit.send("/plan/" + plan.id());
  }

  /** Makes the preview of taking a run back. */
  public void undo(Exchange exchange, @Variable(Entrance.VISIT) Visit visit) {
    Background.begin(
        getCamelContext(),
        exchange,
        visit,
        Kind.UNDO.word(),
        Map.of("bexioClockodoPreview", true, "bexioClockodoRun", visit.number()));
  }

  private Act act(Plan plan, ReportView report) throws SQLException {
    long left = inTransaction(database -> PlanRowStore.countPlanned(database, plan.id()));
    if (isRunning(plan)) {
      return new Act("running", plan.run(), left, false);
    }
    boolean old = writtenSince(plan);
    boolean sound = plan.readAt() != null && plan.controlCloses();
    String state = old && left > 0 ? "old" : plan.run() != null ? "applied" : "ready";
    return new Act(state, plan.run(), left, sound && !old && left > 0);
  }

  /** Whether a run has written anything of this kind after the plan was read. */
  private boolean writtenSince(Plan plan) throws SQLException {
    boolean imports = Kind.IMPORT.word().equals(plan.kind());
    List<StoredRun> runs =
        inTransaction(database -> RunStore.newest(database, CONNECTION, RUNS_LOOKED_AT));
    return plan.readAt() != null
        && runs.stream()
            .filter(run -> run.plan() != null && run.plan() != plan.id())
            .filter(run -> imports == Kind.IMPORT.word().equals(run.kind()))
            .anyMatch(run -> run.startedAt().isAfter(plan.readAt()));
  }

  private boolean isRunning(Plan plan) throws SQLException {
    if (Background.work(getCamelContext())
        .begun(plan.kind(), Map.of(PLAN, plan.id()))
        .isPresent()) {
      return true;
    }
    return plan.run() != null && run(plan).filter(PlanPage::goesOn).isPresent();
  }

  private static boolean goesOn(StoredRun run) {
    return "running".equals(run.status());
  }

  private Optional<StoredRun> run(Plan plan) throws SQLException {
    return inTransaction(database -> RunStore.find(database, CONNECTION, plan.run()));
  }

  private Going going(Plan plan) throws SQLException {
    long left = inTransaction(database -> PlanRowStore.countPlanned(database, plan.id()));
    Map<RowTab, long[]> tabs = new ReportRows(dataSource(), plan.id()).tabs();
    long total = 0;
    for (RowTab tab :
        List.of(RowTab.FIRST, RowTab.DRAFTS, RowTab.CREATE, RowTab.CHANGE, RowTab.DELETE)) {
      total += tabs.get(tab)[0];
    }
    Optional<StoredRun> run = plan.run() == null ? Optional.empty() : run(plan);
    boolean writing = run.filter(PlanPage::goesOn).isPresent();
    Instant since = run.map(StoredRun::startedAt).orElse(clock().instant());
    Duration passed = Duration.between(since, clock().instant());
    long done = Math.max(0, total - left);
    String remaining =
        done == 0 || !writing ? "" : WorkPage.seconds(passed.multipliedBy(left).dividedBy(done));
    return new Going(plan.id(), done, total, WorkPage.seconds(passed), remaining, writing);
  }

  private static List<Group> groups(ReportRows rows, String tab) throws SQLException {
    List<Group> groups = new ArrayList<>();
    Map<Integer, long[]> sums =
        UNCHANGED.equals(tab) ? Map.of() : rows.groupsOfTab(RowTab.valueOf(upper(tab)));
    for (PlanGroup group : rows.groups()) {
      long[] sum =
          UNCHANGED.equals(tab)
              ? new long[] {group.unchangedCount(), group.unchangedSeconds()}
              : sums.getOrDefault(group.id(), new long[2]);
      if (sum[0] > 0) {
        groups.add(new Group(group.id(), String.join(" / ", group.names()), sum[0], sum[1]));
      }
    }
    groups.sort(Comparator.comparing(Group::name).thenComparing(Group::number));
    return groups;
  }

  private static List<RowView> all(ReportRows rows, RowTab tab, WallTime wallTime)
      throws SQLException {
    return rows.page(tab, null, 0, FIRST_ROWS).stream()
        .map(row -> RowView.of(row, wallTime))
        .toList();
  }

  private static List<GroupTotals> totals(ReportRows rows, String tab) throws SQLException {
    return UNCHANGED.equals(tab)
        ? List.of()
        : GroupTotals.of(rows.groups(), rows.groupsOfTab(RowTab.valueOf(upper(tab))));
  }

  private Rows rows(Visit visit, long plan, WallTime wallTime) throws SQLException {
    String tab = tab(visit.field("tab"));
    RowTab of = RowTab.valueOf(UNCHANGED.equals(tab) ? "CREATE" : upper(tab));
    int group = number(visit.field("group"));
    List<Map<String, Object>> page =
        new ReportRows(dataSource(), plan)
            .page(of, group, number(visit.field("after")), RowView.PAGE + 1);
    return page(page, "?tab=" + tab + "&group=" + group, wallTime);
  }

  private static Rows beside(Visit visit, ReportRows rows, String tab, WallTime wallTime)
      throws SQLException {
    List<Map<String, Object>> page =
        rows.beside(RowTab.valueOf(upper(tab)), number(visit.field("after")), RowView.PAGE + 1);
    return page(page, "?tab=" + tab, wallTime);
  }

  private static Rows page(List<Map<String, Object>> page, String query, WallTime wallTime) {
    List<RowView> rows =
        page.stream().limit(RowView.PAGE).map(row -> RowView.of(row, wallTime)).toList();
    String more =
        page.size() > RowView.PAGE ? query + "&after=" + rows.get(RowView.PAGE - 1).id() : null;
    return new Rows(rows, more);
  }

  private static Map<String, long[]> sums(ReportRows rows, Plan plan) throws SQLException {
    Map<String, long[]> sums = new LinkedHashMap<>();
    rows.tabs().forEach((tab, sum) -> sums.put(tab.word(), sum));
    sums.put(UNCHANGED, new long[] {plan.unchangedCount(), plan.unchangedSeconds()});
    return sums;
  }

  private String company() throws SQLException {
    return getCamelContext()
        .getRegistry()
        .lookupByNameAndType("bexioClockodoConnections", Connections.class)
        .company()
        .orElse("bexio");
  }

  private Plan plan(Visit visit) throws SQLException {
    return inTransaction(database -> PlanStore.find(database, CONNECTION, visit.number()))
        .orElseThrow(() -> new Refused(Refused.NOT_FOUND, Messages.text("console.plan.unknown")));
  }

  /** The first tab unless another is named. */
  private static String tab(String word) {
    for (RowTab tab : RowTab.values()) {
      if (tab != RowTab.FIRST && tab != RowTab.DRAFTS && tab.word().equals(word)) {
        return word;
      }
    }
    return UNCHANGED.equals(word) ? UNCHANGED : RowTab.CREATE.word();
  }

  private static String upper(String tab) {
    return tab.toUpperCase(Locale.ROOT);
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
