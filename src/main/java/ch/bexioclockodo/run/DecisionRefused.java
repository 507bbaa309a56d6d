package ch.bexioclockodo.run;

/** Something cannot be decided: one sentence that says why and what to do. */
public final class DecisionRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DecisionRefused(String sentence) {
    super(sentence);
  }
}
