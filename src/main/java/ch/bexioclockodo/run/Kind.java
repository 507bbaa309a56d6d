package ch.bexioclockodo.run;

/** The kinds of run; an undo takes back what an export has written. */
public enum Kind {
  IMPORT("import"),
  EXPORT("export"),
  UNDO("undo");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether it is about recorded times; an import is about master data. */
  boolean ofTimes() {
    return this != IMPORT;
  }

  static Kind of(String word) {
    for (Kind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of run is called " + word);
  }
}
