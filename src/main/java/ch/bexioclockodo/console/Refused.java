package ch.bexioclockodo.console;

/** A request that gets nothing but a status and one sentence. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int WRONG = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_SO = 405;
  static final int TOO_LARGE = 413;
  static final int OTHER_CONTENT = 415;

  private final int status;

  Refused(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  int status() {
    return status;
  }
}
