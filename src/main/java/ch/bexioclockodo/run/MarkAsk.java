package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.BilledMark;
import ch.bexioclockodo.plan.EntryMemory;

/** One entry on its way to be marked as billed, or to lose that mark: what is asked of clockodo. */
public final class MarkAsk {

  private final BilledMark mark;
  private boolean unmarking;
  private final boolean ofDraft;
  private final EntryMemory exported;
  private boolean askingProject;
  private boolean asking;
  private boolean writing;
  private boolean takenBack;
  private Entry there;

  /**
   * @param ofDraft whether it is in an invoice draft, or was; else in a timesheet
   */
  MarkAsk(BilledMark mark, boolean unmarking, boolean ofDraft) {
    this.ofDraft = ofDraft;
    this.mark = mark;
    this.unmarking = unmarking;
    exported = EntryMemory.read(mark.entry());
  }

  BilledMark mark() {
    return mark;
  }

  /** The entry as it was exported. */
  Entry exported() {
    return exported.entry();
  }

  boolean isOfDraft() {
    return ofDraft;
  }

  boolean isUnmarking() {
    return unmarking;
  }

  /** Whether its project must be asked for first. */
  public boolean isAskingProject() {
    return askingProject;
  }

  /** Whether the entry is asked for. */
  public boolean isAsking() {
    return asking;
  }

  /** Whether the request to write leaves. */
  public boolean isWriting() {
    return writing;
  }

  void askProject() {
    askingProject = true;
  }

  void ask() {
    asking = true;
  }

  void write() {
    writing = true;
  }

  /** Its answer is here. */
  void written() {
    writing = false;
  }

  /** It was marked although it is no longer what was exported: the mark must go. */
  void takeBack() {
    takenBack = true;
    unmarking = true;
  }

  boolean isTakenBack() {
    return takenBack;
  }

  /** The entry as a list has shown it just now, or null. */
  Entry there() {
    return there;
  }

  void there(Entry shown) {
    there = shown;
  }

  /** The entry, as the end of its address. */
  public String getPath() {
    return "/" + mark.entryId();
  }

  /** Its project, as the end of its address. */
  public String getProjectPath() {
    return "/" + exported().projectsId();
  }

  /** What is written: whether it is billed, nothing else. */
  public String getBody() {
    return "{\"billable\":" + (unmarking ? Entry.BILLABLE : Entry.BILLED) + "}";
  }
}
