package ch.bexioclockodo.run;

/** A run cannot go on until a person acts: a stable code and one sentence. */
public final class RunFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public RunFailure(String code, String sentence) {
    super(sentence);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
