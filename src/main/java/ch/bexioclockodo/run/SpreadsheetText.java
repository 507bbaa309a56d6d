package ch.bexioclockodo.run;

/** What others have written, as a spreadsheet may show it: never a formula. */
public final class SpreadsheetText {

  private static final String BEGIN_A_FORMULA = "=+-@\t\r";

  private SpreadsheetText() {}

  /** The text with an apostrophe before it when a program would take it for a formula. */
  public static String harmless(String text) {
    return text != null && !text.isEmpty() && BEGIN_A_FORMULA.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }
}
