package ch.bexioclockodo.run;

/** A mistake in the settings: one sentence that names the key. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String key, String sentence) {
    super("setting " + key + ": " + sentence);
  }
}
