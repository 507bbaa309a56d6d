package ch.bexioclockodo.run;

/** The two kinds of run. */
public enum Kind {
  IMPORT("import"),
  EXPORT("export");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Kind of(String word) {
    return IMPORT.word.equals(word) ? IMPORT : EXPORT;
  }
}
