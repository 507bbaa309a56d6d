package ch.bexioclockodo.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a run is with marking exported entries as billed, and what came of it. */
public final class BilledMarks {

  private static final int MOST_STUMBLES_IN_A_ROW = 2;

  private final boolean marking;
  private final LocalDate last;
  private final Set<Long> undecided;
  private final Map<Long, Boolean> hardBudgets = new HashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private LocalDate date;
  private boolean unmarking = true;
  private boolean stopped;
  private String trouble;
  private long after = Long.MIN_VALUE;
  private long marked;
  private long unmarked;
  private long left;
  private int stumbles;

  /**
   * @param period what is marked of, or null when only marks are taken back
   * @param undecided entries about which a person has to decide first
   */
  BilledMarks(Period period, Set<Long> undecided) {
    marking = period != null;
    date = marking ? period.from() : null;
    last = marking ? period.to() : null;
    this.undecided = undecided;
  }

  /** Whether entries may be left to look at. */
  public boolean isMore() {
    return unmarking || marking && !date.isAfter(last);
  }

  /** Whether marks of withdrawn entries are taken back; that comes first. */
  boolean isUnmarking() {
    return unmarking;
  }

  LocalDate date() {
    return date;
  }

  long after() {
    return after;
  }

  void readUpTo(long entryId) {
    after = entryId;
  }

  /** Nothing more where we are: on to the next date. */
  void goOn() {
    after = Long.MIN_VALUE;
    if (unmarking) {
      unmarking = false;
    } else {
      date = date.plusDays(1);
    }
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
    left++;
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

  void countLeft() {
    left++;
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

  List<String> refusals() {
    return refusals;
  }
}
