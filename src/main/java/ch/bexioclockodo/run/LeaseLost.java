package ch.bexioclockodo.run;

/** This run no longer owns the lock: somebody else may be sending, so it must not. */
public final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LeaseLost(String message) {
    super(message);
  }
}
