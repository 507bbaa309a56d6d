package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Messages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints one invoice draft as it will look in bexio: its positions and what they come to. Of one
 * that is written, and is let go or taken back, the ledger keeps no positions.
 */
record DraftPrinter(Terminal terminal, Map<String, Object> row) {

  private static final int TEXT = 60;
  private static final int LONG_TEXT = 400;

  void print() {
    Map<?, ?> draft = (Map<?, ?>) row.get("source");
    RowLine line = new RowLine(row);
    terminal.out().println();
    terminal
        .out()
        .println(
            line.sign()
                + "  "
                + Messages.text("cli.draft", draft.get("number"), who())
                + "   "
                + line.outcome());
    told(String.valueOf(draft.get("title")));
    told(plain(String.valueOf(draft.get("header"))));
    if (draft.get("positions") instanceof List<?> positions) {
      terminal.table(List.of(Messages.text("cli.heading.position").split("\\|")), lines(positions));
    }
    sums(draft);
  }

  private void told(String text) {
    if (!text.isEmpty()) {
      terminal.out().println("   " + Terminal.oneLine(text, LONG_TEXT));
    }
  }

  /** In centimes, as a document shows them, so that the line adds up. */
  private void sums(Map<?, ?> draft) {
    BigDecimal net = new BigDecimal(String.valueOf(draft.get("net")));
    BigDecimal total = new BigDecimal(String.valueOf(draft.get("total")));
    BigDecimal tax =
        new BigDecimal(String.valueOf(draft.get("tax"))).setScale(2, RoundingMode.HALF_UP);
    terminal
        .out()
        .println(
            "   "
                + Messages.text(
                    "cli.draft.sums",
                    net.toPlainString(),
                    draft.get("taxPercent"),
                    tax.toPlainString(),
                    total.toPlainString(),
                    total.subtract(net).subtract(tax).toPlainString()));
  }

  private List<List<String>> lines(List<?> positions) {
    List<?> texts = (List<?>) ((Map<?, ?>) row.get("payload")).get("positions");
    List<List<String>> lines = new ArrayList<>();
    for (Object one : positions) {
      Map<?, ?> position = (Map<?, ?>) one;
      Map<?, ?> sent = (Map<?, ?>) texts.get(lines.size());
      String quantity = String.valueOf(position.get("quantity"));
      lines.add(
          List.of(
              " ",
              String.valueOf(position.get("position")),
              Terminal.oneLine(plain(String.valueOf(sent.get("text"))), TEXT),
              Boolean.TRUE.equals(position.get("hours"))
                  ? Messages.text("cli.draft.hours", quantity)
                  : quantity,
              String.valueOf(position.get("price")),
              String.valueOf(position.get("total")),
              String.valueOf(position.get("entries")),
              hours(position.get("seconds")),
              hours(position.get("charged"))));
    }
    return lines;
  }

  /** bexio's contact, and its project where there is one; otherwise what clockodo calls them. */
  private String who() {
    Map<?, ?> target = (Map<?, ?>) row.get("target");
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    boolean inBexio = target.get("contact") != null;
    return named(
        inBexio ? target.get("contact") : source.get("customer"),
        inBexio ? target.get("project") : source.get("project"));
  }

  private static String named(Object... things) {
    List<String> names = new ArrayList<>();
    for (Object one : things) {
      if (one instanceof Map<?, ?> thing) {
        String called = Terminal.oneLine(String.valueOf(thing.get("name")), TEXT);
        names.add(called + " (" + thing.get("id") + ")");
      }
    }
    return String.join(", ", names);
  }

  private static String hours(Object seconds) {
    return seconds instanceof Number number && number.longValue() > 0
        ? Hours.text(number.longValue())
        : "";
  }

  /** What bexio shows as HTML, on one line. */
  private static String plain(String html) {
    return html.replace("<br />", ", ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
