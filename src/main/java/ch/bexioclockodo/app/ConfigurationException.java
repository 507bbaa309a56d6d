package ch.bexioclockodo.app;

/** The application cannot start: one sentence that says why and what to do. */
final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConfigurationException(String sentence) {
    super(sentence);
  }
}
