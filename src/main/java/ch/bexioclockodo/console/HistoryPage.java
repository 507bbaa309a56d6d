package ch.bexioclockodo.console;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.CsvRows;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.ReportRows;
import ch.bexioclockodo.run.RunStore;
import ch.bexioclockodo.run.RunStore.StoredRun;
import ch.bexioclockodo.run.StoredReports;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;

/** What was run: the list, and each run with its balance and its rows. */
public final class HistoryPage extends ConnectorBean {

  private static final String CONNECTION = "default";
  private static final int PAGE = 25;
  private static final List<String> KINDS = List.of("import", "export", "undo");
  private static final List<String> STATUSES =
      List.of("running", "done", "attention", "interrupted", "failed", "refused");

  /**
   * A page of the list.
   *
   * @param older the address of the next page, or null
   */
  record View(
      List<RunLine> runs, List<Choice> kinds, List<Choice> statuses, String older, ZoneId zone) {}

  /** One thing to filter by. */
  record Choice(String word, String text, boolean chosen) {}

  /**
   * One run.
   *
   * @param older the number of the last row shown, where there are more; else null
   */
  record OneRun(
      RunLine line,
      ReportView report,
      List<RowView> rows,
      Integer older,
      boolean begin,
      ZoneId zone) {}

  /** Shows a page of the list. */
  public void list(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    String kind = known(visit.field("kind"), KINDS);
    String status = known(visit.field("status"), STATUSES);
    long before = number(visit.field("before"), Long.MAX_VALUE);
    List<StoredRun> found =
        inTransaction(
            database -> RunStore.page(database, CONNECTION, kind, status, before, PAGE + 1));
    List<RunLine> lines = found.stream().limit(PAGE).map(RunLine::of).toList();
    String older =
        found.size() > PAGE
            ? "?kind=" + kind + "&status=" + status + "&before=" + lines.get(PAGE - 1).number()
            : null;
    visit.show(
        "history",
        new View(
            lines,
            choices(KINDS, kind, "cli.run."),
            choices(STATUSES, status, "console.status."),
            older,
            settings().zone()));
  }

  /** Shows one run with a page of its rows. */
  public void show(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Map<String, Object> report = report(visit);
    StoredRun run =
        inTransaction(database -> RunStore.find(database, CONNECTION, visit.number()))
            .orElseThrow(HistoryPage::unknown);
    ZoneId zone = settings().zone();
    int after = (int) number(visit.field("after"), 0);
    List<RowView> rows = List.of();
    Integer older = null;
    if (report.get("rows") instanceof ReportRows stored) {
      List<Map<String, Object>> page = stored.page(null, null, after, RowView.PAGE + 1);
      rows =
          page.stream()
              .limit(RowView.PAGE)
              .map(row -> RowView.of(row, new WallTime(zone)))
              .toList();
      older = page.size() > RowView.PAGE ? rows.get(RowView.PAGE - 1).id() : null;
    }
    visit.show(
        "run", new OneRun(RunLine.of(run), ReportView.of(report), rows, older, after == 0, zone));
  }

  /** Gives all rows of a run as CSV. */
  public void csv(@Variable(Entrance.VISIT) Visit visit) throws SQLException, IOException {
    Map<String, Object> report = report(visit);
    give(visit, "text/csv; charset=utf-8", "csv", writer -> CsvRows.write(writer, report));
  }

  /** Gives the whole report of a run as JSON. */
  public void json(@Variable(Entrance.VISIT) Visit visit) throws SQLException, IOException {
    Map<String, Object> report = report(visit);
    give(
        visit, "application/json", "json", writer -> new ObjectMapper().writeValue(writer, report));
  }

  /** Writes what is to be given. */
  @FunctionalInterface
  private interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /** By way of a file: a run may have more rows than fit into memory. */
  private static void give(Visit visit, String type, String ending, Content content)
      throws IOException {
    Path file = Files.createTempFile("bexio-clockodo-", "." + ending);
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      content.writeTo(writer);
    } catch (IOException | RuntimeException failed) {
      Files.delete(file);
      throw failed;
    }
    String name = "run-" + visit.number() + "." + ending;
    visit.give(
        type,
        Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE),
        Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  private Map<String, Object> report(Visit visit) throws SQLException {
    return new StoredReports(dataSource(), CONNECTION)
        .ofRun(visit.number())
        .orElseThrow(HistoryPage::unknown);
  }

  private static Refused unknown() {
    return new Refused(Refused.NOT_FOUND, Messages.text("console.no-run"));
  }

  private static List<Choice> choices(List<String> words, String chosen, String texts) {
    List<Choice> choices = new ArrayList<>();
    for (String word : words) {
      choices.add(new Choice(word, Messages.text(texts + word), word.equals(chosen)));
    }
    return choices;
  }

  private static String known(String word, List<String> words) {
    return words.contains(word) ? word : "";
  }

  private static long number(String text, long otherwise) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : otherwise;
  }
}
