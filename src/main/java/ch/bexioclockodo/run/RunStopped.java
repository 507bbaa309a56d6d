package ch.bexioclockodo.run;

/** Somebody asked the run to stop while it was still reading. */
public final class RunStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RunStopped() {
    super(Messages.text("problem.stopped"));
  }
}
