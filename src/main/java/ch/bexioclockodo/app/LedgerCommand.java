package ch.bexioclockodo.app;

import picocli.CommandLine.Command;

/** What concerns the ledger, which knows the timesheet of each entry. */
@Command(
    name = "ledger",
    description = "What concerns the ledger, which knows the timesheet of each entry.",
    subcommands = RebuildCommand.class,
    synopsisSubcommandLabel = "rebuild")
final class LedgerCommand extends CommonOptions implements Runnable {

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
