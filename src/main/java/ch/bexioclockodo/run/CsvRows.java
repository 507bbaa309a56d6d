package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanGroup;
import ch.bexioclockodo.plan.PlanRow;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The rows of an export as CSV, with a mark at its begin, so that spreadsheets read the umlauts.
 */
public final class CsvRows {

  private static final String[] HEADING = {
    "row",
    "action",
    "state",
    "reason",
    "reason text",
    "entry",
    "date",
    "start",
    "end",
    "seconds",
    "customer",
    "customer id",
    "project",
    "project id",
    "service",
    "service id",
    "user",
    "user id",
    "text",
    "billable",
    "timesheet",
    "payload",
    "kind",
    "bexio contact",
    "bexio contact id",
    "bexio project",
    "bexio project id",
    "bexio activity",
    "bexio activity id",
    "bexio user",
    "bexio user id",
    "draft",
    "bexio draft id",
    "position",
    "group"
  };

  private CsvRows() {}

  /** Writes all rows of a report; the writer writes UTF-8, and stays open. */
  public static void write(Writer writer, Map<String, Object> report) throws IOException {
    Groups groups = Groups.of(report.get("rows"));
    List<String> heading = new ArrayList<>(List.of(HEADING));
    groups.grouping().forEach(key -> heading.add("group " + key));
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(heading.toArray(String[]::new)).get();
    writer.write('\uFEFF');
    CSVPrinter printer = new CSVPrinter(writer, format);
    for (Object row : rows(report)) {
      printer.printRecord(cells((Map<?, ?>) row, groups));
    }
    printer.flush();
  }

  private static Iterable<?> rows(Map<String, Object> report) {
    return report.get("rows") instanceof Iterable<?> rows ? rows : List.of();
  }

  /** The report groups: the keys of the grouping, and the names of each group in their order. */
  private record Groups(List<String> grouping, Map<Integer, List<String>> names) {

    private static Groups of(Object rows) {
      Map<Integer, List<String>> names = new HashMap<>();
      List<String> grouping = List.of();
      for (PlanGroup group :
          rows instanceof ReportRows stored ? stored.groups() : List.<PlanGroup>of()) {
        names.put(group.id(), group.names());
        grouping = List.copyOf(group.keys().keySet());
      }
      return new Groups(grouping, names);
    }
  }

  private static List<Object> cells(Map<?, ?> row, Groups groups) {
    List<Object> cells = new ArrayList<>(Arrays.asList(cells(row)));
    Object group = row.get("group");
    cells.add(group);
    cells.addAll(groups.names().getOrDefault(group, List.of()));
    cells.replaceAll(cell -> cell instanceof String text ? SpreadsheetText.harmless(text) : cell);
    return cells;
  }

  private static Object[] cells(Map<?, ?> row) {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    Map<?, ?> target = (Map<?, ?>) row.get("target");
    Map<?, ?> reason = (Map<?, ?>) row.get("reason");
    Object kind = row.get("kind");
    return new Object[] {
      row.get("id"),
      row.get("action"),
      row.get("state"),
      reason == null ? "" : reason.get("code"),
      reason == null ? "" : reason.get("text"),
      isEntry(kind) ? source.get("id") : "",
      source.get("date"),
      source.get("start"),
      source.get("end"),
      source.get("seconds"),
      of(source, "customer", "name"),
      of(source, "customer", "id"),
      of(source, "project", "name"),
      of(source, "project", "id"),
      of(source, "service", "name", PlanRow.ACTIVITY.equals(kind)),
      of(source, "service", "id", PlanRow.ACTIVITY.equals(kind)),
      of(source, "user", "name", PlanRow.FICTIONAL_USER.equals(kind)),
      of(source, "user", "id", PlanRow.FICTIONAL_USER.equals(kind)),
      source.get("text"),
      source.get("billable"),
      PlanRow.TIMESHEET.equals(kind) ? target.get("id") : "",
      Json.write(row.get("payload")),
      row.get("kind"),
      of(target, "contact", "name"),
      of(target, "contact", "id"),
      of(target, "project", "name"),
      of(target, "project", "id"),
      of(target, "activity", "name"),
      of(target, "activity", "id", PlanRow.ACTIVITY.equals(kind)),
      of(target, "user", "name"),
      of(target, "user", "id", PlanRow.FICTIONAL_USER.equals(kind)),
      PlanRow.INVOICE_DRAFT.equals(kind) ? row.get("id") : target.get("draft"),
      PlanRow.INVOICE_DRAFT.equals(kind) ? target.get("id") : "",
      target.get("position")
    };
  }

  private static boolean isEntry(Object kind) {
    return PlanRow.TIMESHEET.equals(kind) || PlanRow.ENTRY.equals(kind);
  }

  /**
   * @param itself whether the row is about the thing itself
   */
  private static Object of(Map<?, ?> side, String thing, String field, boolean itself) {
    return itself ? side.get(field) : of(side, thing, field);
  }

  private static Object of(Map<?, ?> side, String thing, String field) {
    return side.get(thing) instanceof Map<?, ?> named ? named.get(field) : "";
  }
}
