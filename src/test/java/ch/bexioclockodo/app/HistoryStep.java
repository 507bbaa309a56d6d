package ch.bexioclockodo.app;

/**
 * One event of a history. Numbers choose among what is there at that moment, so that any part of a
 * history is a history too.
 *
 * @param which chooses the row
 * @param what chooses the new value, or what goes wrong
 */
record HistoryStep(Act act, int which, int what) {

  /** What can happen. */
  enum Act {
    ADD_CONTACT,
    ADD_PROJECT,
    ADD_ACTIVITY,
    RENAME,
    RENUMBER,
    COMMENT,
    BUDGET,
    DATE,
    ARCHIVE_OR_RESTORE,
    CLOSE_OR_OPEN,
    MOVE,
    DELETE,
    NAME_BY_HAND,
    NUMBER_BY_HAND,
    NOTE_BY_HAND,
    ACTIVE_BY_HAND,
    BUDGET_BY_HAND,
    CREATE_BY_HAND,
    DELETE_BY_HAND,
    LET_TIME_PASS,
    RESTART,
    PREVIEW,
    APPLY_PREVIEW,
    IMPORT,
    IMPORT_WITH_FAULT,
    IMPORT_AND_DIE
  }

  @Override
  public String toString() {
    return act + "(" + which + ", " + what + ")";
  }
}
