package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.DatedPages;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.ImportContext;
import ch.bexioclockodo.plan.MasterData;
import ch.bexioclockodo.plan.Missing;
import ch.bexioclockodo.plan.MonthlyHours;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.Rebuild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run (or preview) while it is going on: what was asked for, what it owns, how far it is. Lives
 * in one exchange.
 */
public final class ActiveRun {

  private final RunRequest request;
  private Period period;
  private final Instant startedAt;
  private final List<Problem> problems = new ArrayList<>();

  private final Dispatch dispatch = new Dispatch();

  private Long runId;
  private Draft draft;
  private RunLock lock;
  private Identity identity;
  private ClockodoUser clockodoUser;
  private long planId;
  private boolean comparing;
  private Map<String, Set<String>> filters;
  private Set<String> only;
  private Set<RunRequest.Option> options;
  private MasterData masterData;
  private List<Object> lists = List.of();
  private ImportContext importContext;
  private boolean readingEverything;
  private Links links;
  private ExportWindow window;
  private Long undoneRun;
  private Undoing undoing;
  private Missing missing;
  private MonthlyHours pastHours;
  private BilledMarks marks;
  private final List<String> notes = new ArrayList<>();
  private Settlement settlement;
  private volatile Ending ending;
  private Problem cause;

  /** Something that must be said about the whole run: a stable code and one sentence. */
  public record Problem(String code, String text) {}

  /**
   * Why a run ended before its end: {@code interrupted}, or {@code failed} when a person must act
   * first.
   */
  public enum Ending {
    INTERRUPTED,
    FAILED,
    REFUSED
  }

  ActiveRun(RunRequest request, Period period, Instant startedAt) {
    this.request = request;
    this.period = period;
    this.startedAt = startedAt;
    this.filters = request.filters();
    this.only = request.only();
    this.options = request.options();
    this.undoneRun = request.run();
  }

  public RunRequest request() {
    return request;
  }

  /** Local dates of an export; null for an import. */
  public Period period() {
    return period;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public MasterData getMasterData() {
    return masterData;
  }

  public EntryReading getReading() {
    return window.reading();
  }

  /** The list of bexio's timesheets in the window. */
  public DatedPages getTimesheets() {
    return window.timesheets();
  }

  /** Whether an export needs both systems' lists before it can go on. */
  public boolean isListsNeeded() {
    return window.isListsNeeded();
  }

  /** The lists that this run must read before it can compare. */
  public List<Object> getLists() {
    return lists;
  }

  void reads(MasterData data, List<Object> itsLists) {
    masterData = data;
    lists = itsLists;
  }

  /** What an import is planned with, once its lists are read. */
  ImportContext importContext() {
    return importContext;
  }

  void importContext(ImportContext context) {
    importContext = context;
  }

  /** Whether everything is read and asked for again, whatever is known of earlier readings. */
  boolean isReadingEverything() {
    return readingEverything;
  }

  void readsEverything(boolean everything) {
    readingEverything = everything;
  }

  boolean wants(RunRequest.Option option) {
    return options.contains(option);
  }

  /**
   * Whether a plan must be made: none was named, or the named one must be compared with the world
   * of today.
   */
  public boolean isPlanning() {
    return ending == null && (planId == 0 || comparing);
  }

  /** Whether the plan in the making only tells which rows of the stored plan are stale. */
  boolean isComparing() {
    return comparing;
  }

  void comparing(boolean withToday) {
    comparing = withToday;
  }

  /**
   * clockodo's filter keys with the values wanted: those asked for, or those of the stored plan.
   */
  Map<String, Set<String>> filters() {
    return filters;
  }

  /** The kinds of master data this run looks at. */
  Set<String> kinds() {
    return RunRequest.kinds(only);
  }

  /** What was asked for, as it is stored with a plan. */
  String selection() {
    return Filters.write(filters, only, options, undoneRun);
  }

  /** Takes over what a stored plan was asked for. */
  void selection(String stored) {
    filters = Filters.read(stored);
    only = Filters.readOnly(stored);
    options = Filters.readOptions(stored);
    undoneRun = Filters.readRun(stored);
  }

  /** One query for each part of the window; none when only doubts are settled. */
  List<String> filterQueries() {
    if (wants(RunRequest.Option.SETTLE)) {
      return List.of();
    }
    return Filters.queries(filters);
  }

  /** Whether it takes back what an earlier run has exported. */
  boolean takesBack() {
    return request.kind() == Kind.UNDO;
  }

  /** The earlier run that it takes back, or null. */
  Long undoneRun() {
    return undoneRun;
  }

  /** How far what it takes back is read. */
  public Undoing getUndoing() {
    return undoing;
  }

  void takeBack(Undoing begun) {
    undoing = begun;
  }

  boolean asksForBilled() {
    return filters.getOrDefault("billable", Set.of()).contains("2");
  }

  void period(Period stored) {
    period = stored;
  }

  /** Whether the plan is to be carried out. */
  public boolean isApplying() {
    return ending == null && !request.preview();
  }

  /** Whether rows are left to send and nothing speaks against it. */
  public boolean isSending() {
    return ending == null && dispatch.more();
  }

  /** Whether bexio and clockodo will be called at all: to plan, to apply, or both. */
  public boolean isCalling() {
    return isPlanning() || isApplying();
  }

  /** Whether there is something to write, so that what is left waits for the next run. */
  public boolean isStarted() {
    return dispatch.rowsToWrite() > 0;
  }

  /** Ends the run; when several rows meet the same end at the same moment, it is said once. */
  void end(Ending how, String code, String text) {
    synchronized (problems) {
      if (ending == null) {
        ending = how;
        cause = new Problem(code, text);
      }
      if (problems.stream().noneMatch(problem -> problem.code().equals(code))) {
        problems.add(new Problem(code, text));
      }
    }
  }

  void problem(String code, String text) {
    synchronized (problems) {
      problems.add(new Problem(code, text));
    }
  }

  /** What ended the run before its end; null when nothing did. */
  Problem cause() {
    synchronized (problems) {
      return cause;
    }
  }

  Ending ending() {
    return ending;
  }

  List<Problem> problems() {
    synchronized (problems) {
      return List.copyOf(problems);
    }
  }

  Long runId() {
    return runId;
  }

  void runId(long id) {
    runId = id;
  }

  RunLock lock() {
    return lock;
  }

  void lock(RunLock taken) {
    lock = taken;
  }

  Identity identity() {
    return identity;
  }

  void identity(Identity known) {
    identity = known;
  }

  ClockodoUser clockodoUser() {
    return clockodoUser;
  }

  void clockodoUser(ClockodoUser user) {
    clockodoUser = user;
  }

  public long planId() {
    return planId;
  }

  void planId(long id) {
    planId = id;
  }

  /** The plan that is being written; it becomes the run's own unless a stored one is applied. */
  Draft draft() {
    return draft;
  }

  void draft(Draft begun) {
    draft = begun;
  }

  /** Adds a row to the plan in the making, as far as what is wanted of the run allows it. */
  void plan(PlanRow row) {
    draft.add(wants(RunRequest.Option.REBUILD) ? Rebuild.row(row) : row);
  }

  Dispatch dispatch() {
    return dispatch;
  }

  Links links() {
    return links;
  }

  void links(Links all) {
    links = all;
  }

  /** Whether the window has not shown an entry. */
  boolean hasNotSeen(long entryId) {
    return !getReading().hasSeen(entryId);
  }

  /** Keeps the lease alive while much is read; a preview has none. */
  void holdLease() {
    if (lock != null) {
      lock.hold();
    }
  }

  /** What an export knows of its window while it plans. */
  ExportWindow window() {
    return window;
  }

  void window(ExportWindow opened) {
    window = opened;
  }

  /** What looking into bexio has shown so far of writes of unknown outcome. */
  Settlement settlement() {
    return settlement;
  }

  void settlement(Settlement begun) {
    settlement = begun;
  }

  /** What entries need that is not linked. */
  Missing missing() {
    return missing;
  }

  void missing(Missing known) {
    missing = known;
  }

  /** The hours of the months before the window, when this run has read them; otherwise null. */
  MonthlyHours pastHours() {
    return pastHours;
  }

  void pastHours(MonthlyHours read) {
    pastHours = read;
  }

  /** What is marked as billed in clockodo, once everything else is done. */
  public BilledMarks getMarks() {
    return marks;
  }

  void markBilled(BilledMarks begun) {
    marks = begun;
  }

  /** What is to be said of the run beside its plan's notes: sentences. */
  List<String> notes() {
    return notes;
  }
}
