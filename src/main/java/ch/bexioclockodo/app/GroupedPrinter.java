package ch.bexioclockodo.app;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.run.GroupedRows;
import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.ReportNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints the rows of an export as a table: what is created first on top, then the entries under
 * clockodo's report groups with their hours and what becomes of them, then what clockodo no longer
 * reports. Rows go by one after the other.
 */
final class GroupedPrinter {

  private static final int TABLE_PAGE = 200;
  private static final int NAME = 40;
  private static final int HEADING = 60;
  private static final int HOURS = 9;

  /** Widths of the cells of an entry; a longer cell pushes the rest of its line. */
  private static final int[] WIDTHS = {1, 8, 10, 17, 8, 6, 32, 17, 0};

  private final Terminal terminal;
  private final GroupedRows rows;
  private final WallTime wallTime;
  private final boolean all;
  private boolean begun;
  private boolean entriesBegun;

  /**
   * @param all whether every row is wanted, not only those that need a person
   */
  GroupedPrinter(Terminal terminal, GroupedRows rows, WallTime wallTime, boolean all) {
    this.terminal = terminal;
    this.rows = rows;
    this.wallTime = wallTime;
    this.all = all;
  }

  void print() {
    drafts();
    first();
    rows.groups().forEach(group -> group(group, List.of(), 0));
    beside();
    if (begun) {
      terminal.out().println();
    }
  }

  /**
   * Invoice drafts above the entries that they are made of: as they look, or only a line for each
   * where not every row is wanted.
   */
  private void drafts() {
    List<List<String>> lines = new ArrayList<>();
    for (Map<String, Object> row : rows.beside()) {
      if (!isDraft(row)) {
        continue;
      }
      RowLine line = new RowLine(row);
      if (all || line.needsAPerson()) {
        draftTable(lines);
        begin();
        new DraftPrinter(terminal, row).print();
      } else {
        lines.add(line.ofDraft());
        if (lines.size() == TABLE_PAGE) {
          draftTable(lines);
        }
      }
    }
    draftTable(lines);
  }

  private void draftTable(List<List<String>> lines) {
    if (!lines.isEmpty()) {
      begin();
      terminal.out().println();
      terminal.table(List.of(Messages.text("cli.heading.drafts").split("\\|")), lines);
      lines.clear();
    }
  }

  /** Everything that is no entry: what must be there before the entries can go. */
  private void first() {
    List<List<String>> page = new ArrayList<>();
    boolean any = false;
    for (Map<String, Object> row : rows.beside()) {
      RowLine line = new RowLine(row);
      if (!isEntry(row) && !isDraft(row) && (all || line.needsAPerson())) {
        if (!any) {
          begin();
          terminal.out().println();
          terminal.out().println(Messages.text("cli.first"));
          any = true;
        }
        page.add(line.ofFirst());
        if (page.size() == TABLE_PAGE) {
          firstTable(page);
        }
      }
    }
    firstTable(page);
  }

  private void firstTable(List<List<String>> page) {
    if (!page.isEmpty()) {
      terminal.table(List.of(Messages.text("cli.heading.first").split("\\|")), page);
      page.clear();
    }
  }

  /**
   * @param above the names of groups that hold nothing but this one, told in one heading with it
   */
  private void group(ReportNode node, List<String> above, int level) {
    if (!all && node.sums().keySet().stream().noneMatch(Bucket::needsAPerson)) {
      return;
    }
    List<String> names = new ArrayList<>(above);
    names.add(Terminal.oneLine(node.name(), NAME));
    if (node.children().size() == 1) {
      group(node.children().get(0), names, level);
      return;
    }
    beginEntries();
    if (level == 0) {
      terminal.out().println();
    }
    heading(node, String.join(" / ", names), level);
    node.children().forEach(child -> group(child, List.of(), level + 1));
    if (node.group() != null) {
      entries(rows.of(node.group()), level + 1);
    }
  }

  private void heading(ReportNode node, String name, int level) {
    String left = "   " + "  ".repeat(level) + name;
    String hours = Hours.text(node.seconds());
    List<String> parts = new ArrayList<>();
    node.sums()
        .forEach(
            (bucket, sum) ->
                parts.add(
                    Hours.text(sum.seconds())
                        + " "
                        + Messages.text("cli.bucket." + bucket.word())));
    String sums =
        node.closes() && node.sums().size() == 1
            ? Messages.text("cli.bucket." + node.sums().keySet().iterator().next().word())
            : (node.closes() ? "= " : "≠ ") + String.join(" + ", parts);
    terminal.out().println(padded(left, HEADING) + " " + padLeft(hours, HOURS) + " h " + sums);
  }

  private void entries(Iterable<Map<String, Object>> group, int level) {
    String before = "";
    for (Map<String, Object> row : group) {
      EntryLine line = new EntryLine(row, wallTime);
      if (!all && !new RowLine(row).needsAPerson()) {
        continue;
      }
      String pointsTo = line.pointsTo(rows.grouping());
      if (!pointsTo.equals(before) && !pointsTo.isEmpty()) {
        terminal.out().println("   " + "  ".repeat(level) + pointsTo);
      }
      before = pointsTo;
      cells(line.cells());
    }
  }

  /** Entries that are in no group: clockodo's report has them no longer, or had none. */
  private void beside() {
    boolean any = false;
    String before = "";
    for (Map<String, Object> row : rows.beside()) {
      if (!isEntry(row) || !(all || new RowLine(row).needsAPerson())) {
        continue;
      }
      if (!any) {
        beginEntries();
        terminal.out().println();
        if (!rows.grouping().isEmpty()) {
          terminal.out().println("   " + Messages.text("cli.beside"));
        }
        any = true;
      }
      EntryLine line = new EntryLine(row, wallTime);
      String pointsTo = line.pointsTo(List.of());
      if (!pointsTo.equals(before)) {
        terminal.out().println("     " + pointsTo);
      }
      before = pointsTo;
      cells(line.cells());
    }
  }

  private void begin() {
    if (!begun) {
      terminal.out().println();
      terminal.out().println(Messages.text("cli.legend"));
      begun = true;
    }
  }

  private void beginEntries() {
    if (!entriesBegun) {
      boolean something = begun;
      begin();
      if (something) {
        terminal.out().println();
      }
      cells(
          List.of(Messages.text("cli.heading.entry").split("\\|")).stream()
              .map(cell -> cell.startsWith(">") ? cell.substring(1) : cell)
              .toList());
      entriesBegun = true;
    }
  }

  private void cells(List<String> cells) {
    boolean[] right = rightColumns();
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(column == 0 ? "" : "  ")
          .append(right[column] ? padLeft(cell, WIDTHS[column]) : padded(cell, WIDTHS[column]));
    }
    terminal.out().println(line.toString().stripTrailing());
  }

  private static boolean[] rightColumns() {
    String[] heading = Messages.text("cli.heading.entry").split("\\|");
    boolean[] right = new boolean[heading.length];
    for (int column = 0; column < heading.length; column++) {
      right[column] = heading[column].startsWith(">");
    }
    return right;
  }

  private static boolean isDraft(Map<String, Object> row) {
    return PlanRow.INVOICE_DRAFT.equals(row.get("kind"));
  }

  private static boolean isEntry(Map<String, Object> row) {
    return PlanRow.TIMESHEET.equals(row.get("kind")) || PlanRow.ENTRY.equals(row.get("kind"));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - text.codePointCount(0, text.length()))) + text;
  }
}
