package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a plan is carried out: the last row fetched, what was created, and how many outcomes in a
 * row were bad.
 */
final class Dispatch {

  private final Map<Integer, Long> createdIds = new HashMap<>();
  private boolean more = true;
  private boolean secondPass;
  private int lastRow;
  private int unknownInARow;
  private int notSentInARow;
  private int turnedAwayInARow;
  private long watermark;
  private long rowsToWrite;
  private long rowsWritten;

  /** Whether there may be rows that were not fetched yet. */
  boolean more() {
    return more;
  }

  void nothingMore() {
    more = false;
  }

  /**
   * Starts once more at the first row, for rows that went back to planned; false when that was done
   * before.
   */
  boolean beginAgain() {
    if (secondPass) {
      return false;
    }
    secondPass = true;
    lastRow = 0;
    return true;
  }

  /** The row after which the next chunk begins. */
  int lastRow() {
    return lastRow;
  }

  void lastRow(int row) {
    lastRow = row;
  }

  /** What rows of this plan have created, by row. */
  Map<Integer, Long> createdIds() {
    return createdIds;
  }

  /** The highest timesheet id when the run began. */
  long watermark() {
    return watermark;
  }

  void watermark(long highestTimesheetId) {
    watermark = highestTimesheetId;
  }

  long rowsToWrite() {
    return rowsToWrite;
  }

  void rowsToWrite(long rows) {
    rowsToWrite = rows;
  }

  long rowsWritten() {
    return rowsWritten;
  }

  /** Counts an outcome. */
  void count(Outcome outcome) {
    unknownInARow = outcome.kind() == Outcome.Kind.UNKNOWN ? unknownInARow + 1 : 0;
    notSentInARow = outcome.kind() == Outcome.Kind.NOT_SENT ? notSentInARow + 1 : 0;
    turnedAwayInARow = outcome.kind() == Outcome.Kind.TURNED_AWAY ? turnedAwayInARow + 1 : 0;
    if (outcome.kind() == Outcome.Kind.DONE) {
      rowsWritten++;
    }
  }

  int unknownInARow() {
    return unknownInARow;
  }

  int turnedAwayInARow() {
    return turnedAwayInARow;
  }

  int notSentInARow() {
    return notSentInARow;
  }
}
