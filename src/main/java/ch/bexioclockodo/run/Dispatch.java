package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.plan.EntryPrint;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.Payload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far a plan is carried out: the last row fetched, what was created, and how many outcomes in a
 * row were of one kind. Rows of one chunk tell it at the same time.
 */
final class Dispatch {

  private final Map<Integer, Long> createdIds = new ConcurrentHashMap<>();
  private final InFlight inFlight = new InFlight();
  private volatile boolean more = true;
  private boolean secondPass;
  private int lastRow;
  private Outcome.Kind latest;
  private int inARow;
  private Proofs proofs;
  private String refusal;
  private long watermark;
  private long rowsToWrite;
  private boolean begun;
  private long rowsWritten;

  /** The chunks of an export that are being prepared, sent or recorded. */
  InFlight inFlight() {
    return inFlight;
  }

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

  /** Whether everything that a row refers to has been created. */
  boolean isReady(Sending sending) {
    return createdIds.keySet().containsAll(sending.dependsOn());
  }

  /** What first timesheets have shown, or null before anybody has looked. */
  Proofs proofs() {
    return proofs;
  }

  void proofs(Proofs known) {
    proofs = known;
  }

  /** What bexio has said when it refused a fictional user's first timesheet. */
  String refusal() {
    return refusal == null ? "" : refusal;
  }

  void refusal(String message) {
    refusal = message;
  }

  /** The bytes of a row: what it refers to is created by now. */
  String resolved(Sending sending) {
    return Payload.resolve(sending.payload(), sending.dependsOn(), createdIds::get);
  }

  /** How the entry of a row looks now that what it refers to is created. */
  String fingerprint(Sending sending) {
    return sending.dependsOn().isEmpty()
        ? sending.fingerprint()
        : EntryPrint.of(Json.readMap(sending.source()), Json.readMap(sending.target()), createdIds);
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
    begun = true;
  }

  /** Whether a plan is being carried out, were there nothing in it to write. */
  boolean isBegun() {
    return begun;
  }

  synchronized long rowsWritten() {
    return rowsWritten;
  }

  /** Counts an outcome; returns how many of its kind have come in a row, in whatever order sent. */
  synchronized int count(Outcome outcome) {
    inARow = outcome.kind() == latest ? inARow + 1 : 1;
    latest = outcome.kind();
    if (latest == Outcome.Kind.DONE) {
      rowsWritten++;
    }
    return inARow;
  }
}
