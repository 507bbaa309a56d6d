package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.ClockodoLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How far a run is with marking exported entries as billed, and what came of it. */
public final class BilledMarks {

  private static final int MOST_STUMBLES_IN_A_ROW = 2;

  /** Marking is no reason to keep the lock for an hour: what has no place is for the next run. */
  private static final Duration BESIDE_TIMESHEETS = Duration.ofMinutes(1);

  private final LocalDate last;
  private final Set<Long> undecided;
  private final Map<Long, Boolean> hardBudgets = new HashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final Deque<Phase> phases;
  private List<MarkAsk> page = List.of();
  private MarkAround around = MarkAround.NONE;
  private LocalDate date;
  private boolean stopped;
  private String trouble;
  private long after = Long.MIN_VALUE;
  private Long again;
  private long marked;
  private long unmarked;
  private long left;
  private long leftInDrafts;
  private long stillMarked;
  private int stumbles;

  /** What is done, in this order; marks are taken back first. */
  enum Phase {
    UNMARK_TIMESHEETS,
    UNMARK_DRAFTS,
    /** Date by date of the period. */
    MARK_TIMESHEETS,
    /** Whatever stands in drafts and is not marked yet. */
    MARK_DRAFTS;

    boolean isUnmarking() {
      return this == UNMARK_TIMESHEETS || this == UNMARK_DRAFTS;
    }

    boolean isOfDrafts() {
      return this == UNMARK_DRAFTS || this == MARK_DRAFTS;
    }
  }

  /**
   * @param phases what is to be done
   * @param period what is marked of timesheets
   * @param undecided entries about which a person has to decide first
   */
  BilledMarks(Set<Phase> phases, Period period, Set<Long> undecided) {
    this.phases = new ArrayDeque<>(new TreeSet<>(phases));
    this.undecided = undecided;
    date = period == null ? null : period.from();
    last = period == null ? null : period.to();
  }

  /** Whether entries may be left to look at. */
  public boolean isMore() {
    return !phases.isEmpty();
  }

  Phase phase() {
    return phases.element();
  }

  /**
   * How long a mark may wait for its place in clockodo's budget. Beside timesheets it is no reason
   * to keep the lock for long; an entry of a draft that is not marked could be invoiced by hand.
   */
  Duration longestWait() {
    return isMarkingDrafts() ? ClockodoLimits.LONGEST_WAIT : BESIDE_TIMESHEETS;
  }

  boolean isMarkingDrafts() {
    return !phases.isEmpty() && phase() == Phase.MARK_DRAFTS;
  }

  /** The date of timesheets that it is at. */
  LocalDate date() {
    return date;
  }

  long after() {
    return after;
  }

  void readUpTo(long entryId) {
    after = entryId;
  }

  /** What was seen of an entry is too old by now: it and what follows it is looked at again. */
  void lookAgainAt(long entryId) {
    again = again == null ? entryId - 1 : Math.min(again, entryId - 1);
  }

  /** Whether entries of drafts are, or will be, marked. */
  boolean marksDrafts() {
    return phases.contains(Phase.MARK_DRAFTS);
  }

  void leaveDrafts() {
    phases.remove(Phase.MARK_DRAFTS);
  }

  /** Nothing more where we are: on to the next date, or to what is done next. */
  void goOn() {
    after = Long.MIN_VALUE;
    if (phase() == Phase.MARK_TIMESHEETS && date.isBefore(last)) {
      date = date.plusDays(1);
    } else {
      phases.remove();
    }
  }

  /** The entries that are looked at now. */
  List<MarkAsk> page() {
    return page;
  }

  void page(List<MarkAsk> asks, MarkAround look) {
    page = asks;
    around = look;
  }

  /** The next page begins after the last one, or where what was seen has become too old. */
  void leavePage() {
    page(List.of(), MarkAround.NONE);
    after = again == null ? after : again;
    again = null;
  }

  /** The list that shows them all at once, as far as there is one. */
  public MarkAround getAround() {
    return around;
  }

  boolean isUndecided(long entryId) {
    return undecided.contains(entryId);
  }

  /** Whether a project has a hard budget; null when nobody has asked yet. */
  Boolean hardBudget(long projectId) {
    return hardBudgets.get(projectId);
  }

  void hardBudget(long projectId, boolean hard) {
    hardBudgets.put(projectId, hard);
  }

  /** No more calls; what is left is for the next run. */
  void stop(String why) {
    stopped = true;
    trouble = trouble == null ? why : trouble;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Why a person may have to look, or null. */
  String trouble() {
    return trouble;
  }

  /** Nobody knows what became of a call; a second one in a row ends it. */
  void stumbled(String why) {
    countLeft();
    if (++stumbles >= MOST_STUMBLES_IN_A_ROW) {
      stop(why);
    }
  }

  void answered() {
    stumbles = 0;
  }

  void countMarked() {
    marked++;
  }

  void countUnmarked() {
    unmarked++;
  }

  /** Something is left to the next run. */
  void countLeft() {
    if (!phases.isEmpty() && phase().isUnmarking()) {
      stillMarked++;
      return;
    }
    left++;
    leftInDrafts += isMarkingDrafts() ? 1 : 0;
    leftInDrafts += stopped && isMarkingDrafts() ? 1 : 0;
  }

  /** How many entries of drafts are not marked yet, when nothing else is said of it. */
  long leftInDrafts() {
    return trouble == null ? leftInDrafts : 0;
  }

  void refused(String sentence) {
    refusals.add(sentence);
  }

  long marked() {
    return marked;
  }

  long unmarked() {
    return unmarked;
  }

  long left() {
    return left;
  }

  /** How many entries bear a mark of ours that is still to be taken back. */
  long stillMarked() {
    return stillMarked;
  }

  List<String> refusals() {
    return refusals;
  }
}
