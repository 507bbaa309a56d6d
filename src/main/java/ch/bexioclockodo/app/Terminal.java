package ch.bexioclockodo.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Where reports are printed: aligned tables for people, and whether a person is watching. */
record Terminal(PrintWriter out, PrintWriter err) {

  /** Whether both standard streams are a terminal, so that a progress bar makes sense. */
  static boolean isWatched() {
    return System.console() != null;
  }

  /**
   * Prints rows in columns as wide as their widest cell; columns of figures, marked by ">", stand
   * to the right.
   */
  void table(List<String> heading, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    boolean[] right = new boolean[heading.size()];
    List<String> plainHeading = new ArrayList<>();
    for (int column = 0; column < heading.size(); column++) {
      right[column] = heading.get(column).startsWith(">");
      plainHeading.add(right[column] ? heading.get(column).substring(1) : heading.get(column));
    }
    all.add(plainHeading);
    all.addAll(rows);
    int[] widths = new int[heading.size()];
    for (List<String> row : all) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String padding = " ".repeat(widths[column] - width(cell));
        line.append(column == 0 ? "" : "  ")
            .append(right[column] ? padding + cell : cell + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** One line, however long, without control characters: names of both systems are in it. */
  static String oneLine(Object text) {
    return oneLine(String.valueOf(text), Integer.MAX_VALUE);
  }

  /** One line of at most so many characters, without control characters. */
  static String oneLine(String text, int longest) {
    // Cc holds those above ASCII too, some of which begin a command as escape does.
    String line = text == null ? "" : text.replaceAll("[\\p{Cc}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
