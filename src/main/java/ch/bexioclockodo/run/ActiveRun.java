package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.DatedPages;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.Rebuild;
import java.time.Instant;
import java.util.List;

/**
 * A run (or preview) while it is going on: what was asked for, what it owns, how far it is. Lives
 * in one exchange.
 */
public final class ActiveRun {

  private final RunRequest request;
  private final Instant startedAt;
  private final Problems problems = new Problems();
  private final Sources sources = new Sources();
  private final Dispatch dispatch = new Dispatch();

  private Selection selection;
  private Period period;
  private Long runId;
  private RunLock lock;
  private Identity identity;
  private ClockodoUser clockodoUser;
  private long planId;
  private boolean comparing;
  private Draft draft;
  private ExportWindow window;
  private Settlement settlement;
  private Undoing undoing;
  private BilledMarks marks;

  ActiveRun(RunRequest request, Period period, Instant startedAt) {
    this.request = request;
    this.period = period;
    this.startedAt = startedAt;
    this.selection = Selection.of(request);
  }

  public RunRequest request() {
    return request;
  }

  /** What was asked for: by the request itself, or by that of the stored plan. */
  Selection selection() {
    return selection;
  }

  void selection(Selection stored) {
    selection = stored;
  }

  /** Local dates of an export; null for an import. */
  public Period period() {
    return period;
  }

  void period(Period stored) {
    period = stored;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** What its plan is made from. */
  Sources sources() {
    return sources;
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
    return sources.lists();
  }

  /**
   * Whether a plan must be made: none was named, or the named one must be compared with the world
   * of today.
   */
  public boolean isPlanning() {
    return ending() == null && (planId == 0 || comparing);
  }

  /** Whether the plan in the making only tells which rows of the stored plan are stale. */
  boolean isComparing() {
    return comparing;
  }

  void comparing(boolean withToday) {
    comparing = withToday;
  }

  /** How far what it takes back is read. */
  public Undoing getUndoing() {
    return undoing;
  }

  void takeBack(Undoing begun) {
    undoing = begun;
  }

  /** Whether times become invoice drafts. */
  public boolean isInvoicing() {
    return selection.wants(RunRequest.Option.INVOICE_DRAFTS);
  }

  /** Whether the plan is to be carried out. */
  public boolean isApplying() {
    return ending() == null && !request.preview();
  }

  /** Whether rows are left to send and nothing speaks against it. */
  public boolean isSending() {
    return ending() == null && dispatch.more();
  }

  /** Whether bexio and clockodo will be called at all: to plan, to apply, or both. */
  public boolean isCalling() {
    return isPlanning() || isApplying();
  }

  /** Whether there is something to write, so that what is left waits for the next run. */
  public boolean isStarted() {
    return dispatch.rowsToWrite() > 0;
  }

  /** Ends the run before its end. */
  void end(Ending how, String code, String text) {
    problems.end(how, new Problem(code, text));
  }

  void problem(String code, String text) {
    problems.add(new Problem(code, text));
  }

  /** How it ended before its end; null when it did not. */
  Ending ending() {
    return problems.ending();
  }

  Problems problems() {
    return problems;
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
    draft.add(selection.wants(RunRequest.Option.REBUILD) ? Rebuild.row(row) : row);
  }

  Dispatch dispatch() {
    return dispatch;
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

  /** What is marked as billed in clockodo, once everything else is done. */
  public BilledMarks getMarks() {
    return marks;
  }

  void markBilled(BilledMarks begun) {
    marks = begun;
  }
}
