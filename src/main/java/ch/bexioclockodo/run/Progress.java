package ch.bexioclockodo.run;

/** How far the run of this process has come, for whoever watches. */
public final class Progress {

  /** What a run is doing. */
  public enum Phase {
    READING,
    WRITING
  }

  /**
   * One look at the progress.
   *
   * @param total rows to write; 0 while reading
   */
  public record Snapshot(Phase phase, long done, long total) {}

  private volatile Snapshot now = new Snapshot(Phase.READING, 0, 0);

  public Snapshot now() {
    return now;
  }

  void reading(long rows) {
    now = new Snapshot(Phase.READING, rows, 0);
  }

  void writing(long total) {
    now = new Snapshot(Phase.WRITING, 0, total);
  }

  /** Of several who tell at the same moment, the one that knows most is believed. */
  synchronized void written(long done) {
    if (done > now.done()) {
      now = new Snapshot(Phase.WRITING, done, now.total());
    }
  }
}
