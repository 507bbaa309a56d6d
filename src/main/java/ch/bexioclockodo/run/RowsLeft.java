package ch.bexioclockodo.run;

/** What happens when no row of a plan waits any more as far as was read. */
final class RowsLeft {

  private RowsLeft() {}

  /**
   * Rows that went back to planned get one more chance; what is left then is said, never passed
   * over.
   *
   * @param left how many rows still wait
   */
  static void look(ActiveRun run, long left) {
    if (left > 0 && run.dispatch().beginAgain()) {
      return;
    }
    run.dispatch().nothingMore();
    if (left > 0) {
      run.end(Ending.INTERRUPTED, "rows.left", Messages.text("problem.left", String.valueOf(left)));
    }
  }
}
