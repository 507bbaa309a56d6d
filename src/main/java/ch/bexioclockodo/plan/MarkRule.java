package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.BilledMark;
import java.time.Instant;

/**
 * Whether an exported entry may be marked as billed in clockodo, or its mark taken back: only when
 * nothing of it has changed since it was seen last.
 */
public final class MarkRule {

  /** What is to be done with an entry that was just looked at. */
  public enum Verdict {
    /** It is as it was: the mark is written, or taken back. */
    WRITE,
    /** It is already as it shall be, and that was us. */
    ARRIVED,
    /** Somebody else has marked it. */
    OF_ANOTHER,
    /** Nothing that is exported has changed, but something has: it is looked at once more. */
    LATER,
    /** It is no longer what was exported; the next run follows it. */
    CHANGED,
    /** The same, but it bears a mark that may be ours: that goes. */
    TAKE_BACK,
    /** It was changed since it was marked: its mark stays. */
    KEEP
  }

  private MarkRule() {}

  /** What is to be done with an entry that is exported. */
  public static Verdict toMark(BilledMark mark, Entry there) {
    EntryMemory exported = EntryMemory.read(mark.entry());
    if (!exported.isStill(there)) {
      return there.billable() == Entry.BILLED && mark.isUnderWay()
          ? Verdict.TAKE_BACK
          : Verdict.CHANGED;
    }
    if (there.billable() == Entry.BILLED) {
      return mark.isPerhapsOurs() ? Verdict.ARRIVED : Verdict.OF_ANOTHER;
    }
    if (there.billable() != Entry.BILLABLE) {
      return Verdict.CHANGED;
    }
    Instant changed = there.timeLastChange();
    boolean known =
        changed != null
            && (changed.equals(mark.lastChange())
                || changed.equals(exported.entry().timeLastChange()));
    return known ? Verdict.WRITE : Verdict.LATER;
  }

  /** What is to be done with an entry whose timesheet was taken back. */
  public static Verdict toUnmark(BilledMark mark, Entry there) {
    if (there.billable() != Entry.BILLED) {
      return Verdict.ARRIVED;
    }
    // Of a mark whose answer was lost, nobody knows the time of the change that it was.
    boolean same =
        mark.state() == BilledMark.State.MARKING
            ? EntryMemory.read(mark.entry()).isStill(there)
            : there.timeLastChange() != null && there.timeLastChange().equals(mark.lastChange());
    return same ? Verdict.WRITE : Verdict.KEEP;
  }
}
