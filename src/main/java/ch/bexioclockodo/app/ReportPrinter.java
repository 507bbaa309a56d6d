package ch.bexioclockodo.app;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.ReportRows;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints a report: as JSON, or as a person reads it; either way rows go by one after the other. */
final class ReportPrinter {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  private static final int TABLE_PAGE = 200;

  private ReportPrinter() {}

  /** The exit status that belongs to a report's status. */
  static int exitStatus(Map<String, Object> report) {
    return switch (String.valueOf(report.get("status"))) {
      case "done" -> 0;
      case "attention", "interrupted" -> 1;
      default -> CommandLineApplication.FAILED;
    };
  }

  /**
   * @param zone the zone of bexio's wall time
   */
  static void print(
      Terminal terminal, Map<String, Object> report, ZoneId zone, boolean json, boolean allRows) {
    if (json) {
      json(terminal, report);
      return;
    }
    head(terminal, report);
    if (!"import".equals(report.get("kind")) && report.get("rows") instanceof ReportRows rows) {
      new GroupedPrinter(terminal, rows.grouped(), new WallTime(zone), allRows).print();
    } else {
      rows(terminal, report, allRows);
    }
    counts(terminal, report);
    balance(terminal, report);
    problems(terminal, report);
    terminal
        .out()
        .println(
            Messages.text(
                "cli.status", report.get("status"), word("status", report.get("status"))));
    terminal.out().flush();
  }

  private static void json(Terminal terminal, Map<String, Object> report) {
    try {
      MAPPER.writeValue(terminal.out(), report);
      terminal.out().println();
      terminal.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void head(Terminal terminal, Map<String, Object> report) {
    for (Object problem : (List<?>) report.get("problems")) {
      if ("clockodo.not-owner".equals(((Map<?, ?>) problem).get("code"))) {
        terminal.out().println("! " + ((Map<?, ?>) problem).get("text"));
      }
    }
    boolean preview = Boolean.TRUE.equals(report.get("preview"));
    String what = word(preview ? "preview" : "run", report.get("kind"));
    String period =
        report.get("from") == null
            ? ""
            : " " + Messages.text("cli.period", report.get("from"), report.get("to"));
    String plan =
        report.get("plan") == null
            ? ""
            : ", " + Messages.text("cli.plan", String.valueOf(report.get("plan")));
    String run =
        report.get("run") == null
            ? ""
            : ", " + Messages.text("cli.run", String.valueOf(report.get("run")));
    terminal.out().println(what + period + plan + run);
    if (preview && "import".equals(report.get("kind"))) {
      notes(terminal, report);
    }
  }

  private static void rows(Terminal terminal, Map<String, Object> report, boolean allRows) {
    if (!(report.get("rows") instanceof Iterable<?> rows)) {
      return;
    }
    List<List<String>> page = new ArrayList<>();
    boolean any = false;
    for (Object row : rows) {
      RowLine line = new RowLine((Map<?, ?>) row);
      if (!allRows && !line.needsAPerson() && !line.tellsAChange()) {
        continue;
      }
      if (!any) {
        terminal.out().println();
        terminal.out().println(Messages.text("cli.legend"));
        any = true;
      }
      page.add(line.ofMasterData());
      if (page.size() == TABLE_PAGE) {
        table(terminal, page);
        page.clear();
      }
    }
    if (!page.isEmpty()) {
      table(terminal, page);
    }
    if (any) {
      terminal.out().println();
    }
  }

  private static void table(Terminal terminal, List<List<String>> page) {
    terminal.table(List.of(Messages.text("cli.heading.master-data").split("\\|")), page);
  }

  private static void counts(Terminal terminal, Map<String, Object> report) {
    Map<?, ?> counts = (Map<?, ?>) report.get("counts");
    boolean isImport = "import".equals(report.get("kind"));
    boolean drafts = isOfDrafts(report);
    String what = isImport ? "import." : drafts ? "drafts." : "";
    String key =
        "cli.sum." + what + (Boolean.TRUE.equals(report.get("preview")) ? "preview" : "run");
    terminal
        .out()
        .println(
            Messages.text(
                key,
                text(counts, "create"),
                text(counts, "update"),
                text(counts, isImport || drafts ? "deactivate" : "delete"),
                text(counts, "link"),
                text(counts, "needsDecision"),
                text(counts, "excluded"),
                text(counts, "unchanged"),
                text(counts, "done"),
                text(counts, "failed"),
                text(counts, "unknown"),
                text(counts, "stale"),
                text(counts, "notSent")));
  }

  private static void balance(Terminal terminal, Map<String, Object> report) {
    Map<?, ?> balance = (Map<?, ?>) report.get("balance");
    boolean export = isOfTimes(report);
    boolean undo = "undo".equals(report.get("kind"));
    boolean drafts = isOfDrafts(report);
    Map<?, ?> source = (Map<?, ?>) balance.get("source");
    List<String> parts = new ArrayList<>();
    ((Map<?, ?>) balance.get("buckets"))
        .forEach(
            (bucket, sums) -> {
              if (((Number) ((Map<?, ?>) sums).get("count")).longValue() > 0) {
                parts.add(amount((Map<?, ?>) sums, export) + " " + bucket(bucket, undo, drafts));
              }
            });
    if (report.get("plan") != null) {
      String closes =
          Messages.text(Boolean.TRUE.equals(balance.get("closes")) ? "cli.closes" : "cli.open");
      terminal
          .out()
          .println(
              Messages.text(
                  "cli.balance",
                  amount(source, export),
                  parts.isEmpty() ? "0" : String.join(" + ", parts),
                  closes));
    }
    if (balance.get("groups") instanceof Map<?, ?> groups) {
      groups(terminal, groups);
    }
    if (export || !Boolean.TRUE.equals(report.get("preview"))) {
      notes(terminal, report);
    }
  }

  private static void groups(Terminal terminal, Map<?, ?> groups) {
    long notCompared = ((Number) groups.get("notCompared")).longValue();
    terminal
        .out()
        .println(
            Messages.text(
                notCompared == 0 ? "cli.groups" : "cli.groups-not-compared",
                text(groups, "closing"),
                text(groups, "count"),
                String.valueOf(notCompared)));
    List<?> open = (List<?>) groups.get("open");
    for (Object one : open) {
      Map<?, ?> group = (Map<?, ?>) one;
      terminal
          .out()
          .println(
              "! "
                  + Messages.text(
                      "cli.group-open",
                      String.join(
                          " / ",
                          ((List<?>) group.get("names")).stream().map(String::valueOf).toList()),
                      Hours.text(((Number) group.get("reportedSeconds")).longValue()),
                      Hours.text(((Number) group.get("seconds")).longValue())));
    }
    long more =
        ((Number) groups.get("count")).longValue()
            - ((Number) groups.get("closing")).longValue()
            - notCompared
            - open.size();
    if (more > 0) {
      terminal.out().println("! " + Messages.text("cli.groups-more", String.valueOf(more)));
    }
  }

  private static void notes(Terminal terminal, Map<String, Object> report) {
    for (Object note : (List<?>) ((Map<?, ?>) report.get("balance")).get("notes")) {
      terminal.out().println("  " + note);
    }
  }

  private static void problems(Terminal terminal, Map<String, Object> report) {
    for (Object problem : (List<?>) report.get("problems")) {
      terminal.out().println("! " + Terminal.oneLine(((Map<?, ?>) problem).get("text")));
    }
  }

  private static String bucket(Object bucket, boolean undo, boolean drafts) {
    boolean exported = "exported".equals(bucket);
    return word("bucket", exported && undo ? "undone" : exported && drafts ? "invoiced" : bucket);
  }

  private static boolean isOfDrafts(Map<String, Object> report) {
    return "export".equals(report.get("kind"))
        && report.get("rows") instanceof ReportRows rows
        && rows.areOfDrafts(String.valueOf(report.get("connection")));
  }

  private static boolean isOfTimes(Map<String, Object> report) {
    return !"import".equals(report.get("kind"));
  }

  private static String amount(Map<?, ?> sums, boolean withHours) {
    String count = String.valueOf(sums.get("count"));
    return withHours
        ? count + " (" + Hours.text(((Number) sums.get("seconds")).longValue()) + " h)"
        : count;
  }

  private static String text(Map<?, ?> counts, String name) {
    return String.valueOf(counts.get(name));
  }

  private static String word(String group, Object name) {
    return Messages.text("cli." + group + "." + name);
  }
}
