package ch.bexioclockodo.app;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkLine.Candidate;
import ch.bexioclockodo.run.LinkLine.State;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.SpreadsheetText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes the list of links as CSV with a mark, so that spreadsheets read the umlauts; {@link
 * DecisionsCsv} reads it back with decisions filled in.
 */
final class LinksCsv {

  static final String KIND = "kind";
  static final String BEXIO_ID = "bexio_id";
  static final String CLOCKODO_ID = "clockodo_id";
  static final String DECISION = "decision";

  /** What stands in place of a decision where there is a link. */
  static final String LINKED = State.LINKED.word();

  private static final String[] HEADING = {
    KIND, BEXIO_ID, "bexio_name", CLOCKODO_ID, "clockodo_name", DECISION, "candidates", "reason"
  };

  private LinksCsv() {}

  static void write(Writer writer, List<LinkLine> lines) throws IOException {
    writer.write('\uFEFF');
    // Spreadsheets take lists apart as their language does; reading takes either.
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(Messages.text("cli.links.csv-delimiter"))
            .setHeader(HEADING)
            .get();
    CSVPrinter printer = new CSVPrinter(writer, format);
    for (LinkLine line : lines) {
      printer.printRecord(
          line.kind().word(),
          line.bexioId(),
          SpreadsheetText.harmless(line.bexioName()),
          line.clockodoId(),
          SpreadsheetText.harmless(line.clockodoName()),
          decision(line),
          SpreadsheetText.harmless(
              line.candidates().stream()
                  .map(Candidate::toString)
                  .collect(Collectors.joining("; "))),
          line.reason() == null ? "" : Messages.reason(line.reason()));
    }
    printer.flush();
  }

  /** A link that stands needs no decision any more; what settles its conflict is still to come. */
  private static String decision(LinkLine line) {
    Choice choice = line.decision();
    if (line.state() == State.LINKED && (choice == null || !choice.once())) {
      return LINKED;
    }
    // What is still open in spite of a decision needs another one.
    boolean asks = choice == null || line.state() == State.OPEN && !choice.once();
    return asks ? "" : choice.word();
  }
}
