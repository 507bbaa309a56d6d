package ch.bexioclockodo.app;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.run.DecisionRefused;
import ch.bexioclockodo.run.KindWords;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Decisions out of a CSV file such as {@link LinksCsv} writes: with commas or semicolons, its
 * columns in any order and case. Names and candidates in it are for people and are not read.
 */
final class DecisionsCsv {

  private static final char MARK = '\uFEFF';
  private static final List<String> NEEDED =
      List.of(LinksCsv.KIND, LinksCsv.BEXIO_ID, LinksCsv.CLOCKODO_ID, LinksCsv.DECISION);

  private final LinkKind services;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Long, String> mistakes = new TreeMap<>();
  private final Map<String, Long> lineOfThing = new HashMap<>();
  private final Map<String, Long> lineOfTarget = new HashMap<>();
  private int skipped;

  private DecisionsCsv(LinkKind services) {
    this.services = services;
  }

  /** A decision and the line where it stands. */
  record Row(long line, Wish wish) {}

  /**
   * What a file says.
   *
   * @param skipped how many rows decide nothing
   * @param mistakes sentences by line number
   */
  record Content(List<Row> rows, int skipped, Map<Long, String> mistakes) {

    List<Wish> wishes() {
      return rows.stream().map(Row::wish).toList();
    }
  }

  /**
   * @param services what the kind {@code service} means
   */
  static Content read(String text, LinkKind services) {
    DecisionsCsv csv = new DecisionsCsv(services);
    csv.parse(!text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text);
    return new Content(csv.rows, csv.skipped, csv.mistakes);
  }

  private void parse(String text) {
    long line = 1;
    try (CSVParser parser = CSVParser.parse(text, format(text))) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        mistakes.put(line, Messages.text("cli.links.csv.no-heading", String.join(", ", NEEDED)));
        return;
      }
      Map<String, Integer> columns = columns(records.next());
      // The iterator reads ahead, so the line must be taken before it is asked for more.
      line = parser.getCurrentLineNumber() + 1;
      while (!columns.isEmpty() && records.hasNext()) {
        take(line, records.next(), columns);
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException malformed) {
      mistakes.put(line, Messages.text("cli.links.csv.malformed", Connector.root(malformed)));
    }
  }

  /** Spreadsheets in Switzerland write semicolons. */
  private static CSVFormat format(String text) {
    String heading = text.lines().findFirst().orElse("");
    return CSVFormat.RFC4180.builder().setDelimiter(heading.contains(";") ? ';' : ',').get();
  }

  /** Where each needed column stands; empty, with a mistake, when one is missing or there twice. */
  private Map<String, Integer> columns(CSVRecord heading) {
    Map<String, Integer> columns = new HashMap<>();
    List<String> wrong = new ArrayList<>(NEEDED);
    for (int column = 0; column < heading.size(); column++) {
      String name = heading.get(column).strip().toLowerCase(Locale.ROOT);
      if (columns.put(name, column) == null) {
        wrong.remove(name);
      } else if (NEEDED.contains(name)) {
        wrong.add(name);
      }
    }
    if (wrong.isEmpty()) {
      return columns;
    }
    mistakes.put(1L, Messages.text("cli.links.csv.no-heading", String.join(", ", wrong)));
    return Map.of();
  }

  private void take(long line, CSVRecord cells, Map<String, Integer> columns) {
    String word = cell(cells, columns, LinksCsv.DECISION).toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.equals(LinksCsv.LINKED)) {
      skipped += cells.stream().allMatch(String::isBlank) ? 0 : 1;
      return;
    }
    try {
      String kind = cell(cells, columns, LinksCsv.KIND).toLowerCase(Locale.ROOT);
      Wish wish =
          new Wish(
              KindWords.of(kind, services)
                  .orElseThrow(() -> new DecisionRefused(KindWords.unknown(kind))),
              GivenId.of(cell(cells, columns, LinksCsv.BEXIO_ID)),
              GivenId.of(cell(cells, columns, LinksCsv.CLOCKODO_ID)),
              Choice.of(word)
                  .orElseThrow(
                      () ->
                          new DecisionRefused(
                              Messages.text("cli.links.csv.unknown-decision", word))));
      once(line, wish);
      rows.add(new Row(line, wish));
    } catch (DecisionRefused refused) {
      mistakes.put(line, refused.getMessage());
    }
  }

  /** Two rows must not be about the same thing, nor link two things with the same other one. */
  private void once(long line, Wish wish) {
    // A clockodo user is one thing, whichever kind of bexio user it is linked to.
    String thing = (wish.kind().ofAUser() ? "user" : wish.kind().word()) + " ";
    Long same = lineOfThing.putIfAbsent(thing + wish.sourceId(), line);
    if (same != null && wish.sourceId() != null) {
      throw new DecisionRefused(Messages.text("cli.links.csv.same-thing", same));
    }
    if (wish.choice() == Choice.LINK && wish.otherId() != null) {
      Long taken = lineOfTarget.putIfAbsent(wish.kind().word() + " " + wish.otherId(), line);
      if (taken != null) {
        throw new DecisionRefused(Messages.text("cli.links.csv.same-target", taken));
      }
    }
  }

  private static String cell(CSVRecord cells, Map<String, Integer> columns, String name) {
    int column = columns.get(name);
    return column < cells.size() ? cells.get(column).strip() : "";
  }
}
