package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.Upkeep;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan while it is being written: its number, the rows that wait to be stored, and what was
 * counted so far.
 */
final class Draft {

  private final List<PlanRow> pendingRows = new ArrayList<>();
  private final List<Upkeep> upkeep = new ArrayList<>();
  private final long planId;
  private long sourceCount;
  private long sourceSeconds;
  private long unchangedCount;
  private long unchangedSeconds;
  private long cutCount;
  private long cutSeconds;
  private long leftAloneCount;
  private long leftAloneSeconds;
  private int lastRow;
  private int rowsOnTop;
  private int lastOnTop;
  private final List<String> remarks = new ArrayList<>();

  Draft(long planId) {
    this.planId = planId;
  }

  long planId() {
    return planId;
  }

  /** Forgets everything that was counted, because the source is read again. */
  void startAgain() {
    pendingRows.clear();
    sourceCount = 0;
    sourceSeconds = 0;
    unchangedCount = 0;
    unchangedSeconds = 0;
    cutCount = 0;
    cutSeconds = 0;
    leftAloneCount = 0;
    leftAloneSeconds = 0;
    lastRow = 0;
    rowsOnTop = 0;
    lastOnTop = 0;
  }

  /**
   * Keeps the first numbers for what stands on top; later than the first row there is no telling
   * any more.
   */
  void keepOnTop(int rows) {
    if (lastRow == rowsOnTop && lastOnTop == 0) {
      rowsOnTop = rows;
      lastRow = rows;
    }
  }

  int nextOnTop() {
    return lastOnTop < rowsOnTop ? ++lastOnTop : nextRow();
  }

  int nextRow() {
    return ++lastRow;
  }

  void add(PlanRow row) {
    pendingRows.add(row);
  }

  int pending() {
    return pendingRows.size();
  }

  /** The rows that wait to be stored; they wait no longer. */
  List<PlanRow> takePending() {
    List<PlanRow> rows = new ArrayList<>(pendingRows);
    pendingRows.clear();
    return rows;
  }

  /** Adds what links shall remember although nothing is written. */
  void remember(List<Upkeep> what) {
    upkeep.addAll(what);
  }

  List<Upkeep> upkeep() {
    return upkeep;
  }

  void countSource(long count, long seconds) {
    sourceCount += count;
    sourceSeconds += seconds;
  }

  void countUnchanged(long count, long seconds) {
    unchangedCount += count;
    unchangedSeconds += seconds;
  }

  /** Adds an entry whose start and end lose their seconds in bexio. */
  void countCut(long seconds) {
    cutCount++;
    cutSeconds += seconds;
  }

  /**
   * Adds an entry that counts as unchanged and is in no timesheet, because somebody wants it so.
   */
  void countLeftAlone(long seconds) {
    leftAloneCount++;
    leftAloneSeconds += seconds;
  }

  /** Adds what is to be said beside the rows: a code and its figures. */
  void remark(String note) {
    remarks.add(note);
  }

  /** What is to be said of entries that lose their seconds or are left alone, and beside them. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(remarks);
    if (cutCount > 0) {
      notes.add("seconds-cut " + cutCount + " " + cutSeconds);
    }
    if (leftAloneCount > 0) {
      notes.add("left-alone " + leftAloneCount + " " + Hours.text(leftAloneSeconds));
    }
    return notes;
  }

  long sourceCount() {
    return sourceCount;
  }

  long sourceSeconds() {
    return sourceSeconds;
  }

  long unchangedCount() {
    return unchangedCount;
  }

  long unchangedSeconds() {
    return unchangedSeconds;
  }
}
