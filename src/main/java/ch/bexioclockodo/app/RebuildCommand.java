package ch.bexioclockodo.app;

import java.time.LocalDate;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes timesheets into the ledger that are in bexio already; nothing is sent. */
@Command(
    name = "rebuild",
    description =
        "Take timesheets into the ledger that are in bexio already, after it was lost; nothing is sent.")
final class RebuildCommand extends RunningCommand {

  @Option(
      names = "--from",
      paramLabel = "D",
      description = "First local date, as 2026-09-01; else 13 months ago.")
  LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "D",
      description = "Last local date, included; else yesterday.")
  LocalDate to;

  @Override
  String route() {
    return "bexio-clockodo-export";
  }

  @Override
  void ask(Map<String, Object> headers) {
    if (plan == null) {
      headers.put("bexioClockodoRebuild", true);
    }
    ExportCommand.period(spec, headers, from, to);
  }
}
