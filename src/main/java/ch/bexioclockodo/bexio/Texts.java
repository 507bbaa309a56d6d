package ch.bexioclockodo.bexio;

/** Texts as bexio writes them: an unset one is null or empty (facts: bexio §1.5). */
final class Texts {

  private Texts() {}

  static String orNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
