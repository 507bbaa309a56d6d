package ch.bexioclockodo.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Brings clockodo's recorded times to bexio. */
@Command(name = "export", description = "Bring clockodo's recorded times to bexio.")
final class ExportCommand extends RunningCommand {

  @Option(
      names = "--from",
      paramLabel = "D",
      description = "First local date, as 2026-09-01; else the previous month.")
  LocalDate from;

  @Option(names = "--to", paramLabel = "D", description = "Last local date, included.")
  LocalDate to;

  @Option(
      names = "--customer",
      paramLabel = "ID",
      split = ",",
      arity = "1..*",
      description = "Only these clockodo customers.")
  List<Long> customers = List.of();

  @Option(
      names = "--project",
      paramLabel = "ID",
      split = ",",
      arity = "1..*",
      description = "Only these clockodo projects.")
  List<Long> projects = List.of();

  @Option(
      names = "--service",
      paramLabel = "ID",
      split = ",",
      arity = "1..*",
      description = "Only these clockodo services.")
  List<Long> services = List.of();

  @Option(
      names = "--user",
      paramLabel = "ID",
      split = ",",
      arity = "1..*",
      description = "Only these clockodo users.")
  List<Long> users = List.of();

  @Option(
      names = "--billable",
      paramLabel = "0|1|2",
      description = "Only not billable (0), billable (1) or billed (2) entries.")
  Integer billable;

  @Option(
      names = "--as",
      paramLabel = "T",
      description = "What times become: timesheets, or invoice-drafts.")
  String as;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write all rows to a CSV file.")
  Path csv;

  @Option(
      names = "--again",
      description = "Export entries once more whose timesheets undo has taken back.")
  boolean again;

  @Option(
      names = "--remap",
      description = "Apply today's mapping to what is exported too, not only to what changed.")
  boolean remap;

  @Option(
      names = "--allow-mass-change",
      description = "However many timesheets are changed or deleted at once.")
  boolean allowMassChange;

  @Override
  String route() {
    return "bexio-clockodo-export";
  }

  @Override
  void ask(Map<String, Object> headers) {
    period(spec, headers, from, to);
    if (billable != null && (billable < 0 || billable > 2)) {
      throw new ParameterException(spec.commandLine(), "--billable is 0, 1 or 2, not " + billable);
    }
    if (as != null && !List.of("timesheets", "invoice-drafts").contains(as)) {
      throw new ParameterException(
          spec.commandLine(), "--as " + as + " is neither timesheets nor invoice-drafts");
    }
    if (csv != null) {
      RowsCsv.prepare(csv);
    }
    put(headers, "Customer", customers.isEmpty() ? null : customers);
    put(headers, "Project", projects.isEmpty() ? null : projects);
    put(headers, "Service", services.isEmpty() ? null : services);
    put(headers, "User", users.isEmpty() ? null : users);
    put(headers, "Billable", billable);
    put(headers, "As", as);
    put(headers, "Again", again);
    put(headers, "Remap", remap);
    put(headers, "AllowMassChange", allowMassChange);
  }

  @Override
  void afterwards(Map<String, Object> report) {
    if (csv != null) {
      RowsCsv.write(csv, report);
    }
  }

  static void period(CommandSpec spec, Map<String, Object> headers, LocalDate from, LocalDate to) {
    if ((from == null) != (to == null)) {
      throw new ParameterException(spec.commandLine(), "--from and --to belong together");
    }
    if (from != null && to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(), "the period ends (" + to + ") before it begins (" + from + ")");
    }
    put(headers, "From", from);
    put(headers, "To", to);
  }

  private static void put(Map<String, Object> headers, String name, Object value) {
    if (value != null) {
      headers.put("bexioClockodo" + name, value instanceof LocalDate ? value.toString() : value);
    }
  }
}
